"""Outlines and lines as people type and paste them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel

from app.model.drawn import line_in, outline_in, text_of
from app.model.shape import NoShape

RING = [[119.64, 29.11], [119.65, 29.11], [119.65, 29.12], [119.64, 29.11]]
TRIANGLE: dict[str, Any] = {"type": "Polygon", "coordinates": [RING]}


@pytest.fixture(autouse=True)
def words() -> Iterator[None]:
    application = Flask("words")
    Babel(application)
    with application.app_context():
        yield


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(TRIANGLE),
        json.dumps({"type": "Feature", "properties": {}, "geometry": TRIANGLE}),
        json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": TRIANGLE}]}),
        "POLYGON ((119.64 29.11, 119.65 29.11, 119.65 29.12, 119.64 29.11))",
        "119.64, 29.11\n119.65, 29.11\n119.65, 29.12",
        "119.64 29.11\r\n119.65\t29.11\n\n119.65，29.12\n119.64;29.11\n",
    ],
)
def test_one_outline_is_read_from_many_hands(text: str) -> None:
    assert outline_in(text) == TRIANGLE


def test_what_is_written_is_read_again() -> None:
    several = {"type": "MultiPolygon", "coordinates": [[RING], [[[e + 1, n] for e, n in RING]]]}
    for outline in (TRIANGLE, several):
        assert outline_in(text_of(outline)) == outline
    assert text_of(TRIANGLE).splitlines() == ["119.64, 29.11", "119.65, 29.11", "119.65, 29.12"]
    assert outline_in("  ") is None and text_of(None) == ""


@pytest.mark.parametrize(
    "text",
    [
        "119.64, 29.11",
        "119.64, 29.11\n119.65\n119.65, 29.12",
        "29.11, 119.64\n29.11, 119.65\n29.12, 119.65",
        "{",
        "[" * 50_000,
        "{" + "[" * 50_000,
        '{"type": "Feature"}',
        '{"type": "FeatureCollection", "features": []}',
        '{"type": "LineString", "coordinates": [[119.6, 29.1], [119.7, 29.1]]}',
        "POLYGON ((119.64 29.11, 119.65",
        "POLYGON EMPTY",
        "1" * 200_001,
    ],
)
def test_what_is_no_outline_is_refused_in_words(text: str) -> None:
    with pytest.raises(NoShape, match=r"\w"):
        outline_in(text)


def test_a_line_is_two_points_and_more() -> None:
    wanted = [[119.64, 29.11], [119.65, 29.12]]
    assert line_in("119.64, 29.11\n119.65, 29.12") == wanted
    assert line_in(json.dumps({"type": "LineString", "coordinates": wanted})) == wanted
    for text in (
        '{"type": "LineString", "coordinates": 3}',
        '{"type": "LineString", "coordinates": [["a", 1]]}',
        '{"type": "LineString", "coordinates": [[NaN, 1]]}',
        "x",
    ):
        with pytest.raises(NoShape):
            line_in(text)
