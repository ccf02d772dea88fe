"""What is reckoned with outlines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel

from app.model.geometry import (
    cut,
    holes,
    is_narrow,
    joined,
    overlaps,
    solid,
    square_metres,
    touching,
    unsound,
)
from app.model.shape import NoShape


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture(autouse=True)
def words() -> Iterator[None]:
    application = Flask("words")
    Babel(application)
    with application.app_context():
        yield


LEFT, RIGHT = box(119.64, 29.11, 119.65, 29.12), box(119.65, 29.11, 119.66, 29.12)


def test_an_area_is_what_one_would_measure() -> None:
    # a hundredth of a degree on WGS 84 at 29.115 north: 973.5 m along, 1,108.6 m up
    assert square_metres(solid(LEFT)) == pytest.approx(973.5 * 1108.6, rel=1e-3)
    assert square_metres(solid(box(87.0, 44.0, 87.01, 44.01))) < square_metres(solid(LEFT))


def test_a_line_cuts_an_outline_in_two_that_join_again() -> None:
    larger, smaller = cut(LEFT, [(119.643, 29.10), (119.643, 29.13)])
    parts = square_metres(solid(larger)), square_metres(solid(smaller))
    assert parts[0] / parts[1] == pytest.approx(7 / 3, rel=1e-6)
    assert solid(joined([larger, smaller])).equals(solid(LEFT))


@pytest.mark.parametrize(
    "line",
    [
        [(119.643, 29.10)],
        [(119.643, 29.10), (119.643, 29.115)],
        [(119.70, 29.10), (119.70, 29.13)],
        [(119.6400001, 29.10), (119.6400001, 29.13)],
        [(119.643, 29.10), (119.643, 29.13), (119.646, 29.13), (119.646, 29.10)],
    ],
)
def test_a_line_that_does_not_cut_in_two_is_refused(line: list[tuple[float, float]]) -> None:
    with pytest.raises(NoShape, match=r"\w"):
        cut(LEFT, line)


def test_what_a_line_leaves_whole_stays_with_the_larger_part() -> None:
    far = box(119.70, 29.11, 119.71, 29.12)
    several = {"type": "MultiPolygon", "coordinates": [LEFT["coordinates"], far["coordinates"]]}
    larger, smaller = cut(several, [(119.643, 29.10), (119.643, 29.13)])
    assert larger["type"] == "MultiPolygon" and smaller["type"] == "Polygon"


def test_only_outlines_side_by_side_are_joined() -> None:
    apart, corner = box(119.67, 29.11, 119.68, 29.12), box(119.65, 29.12, 119.66, 29.13)
    nearly = box(119.650001, 29.11, 119.66, 29.12)  # ten centimetres off
    assert touching(LEFT, [RIGHT, apart, corner, nearly]) == [0, 3]
    assert solid(joined([LEFT, nearly])).equals(solid(joined([LEFT, RIGHT])))
    for other in (apart, corner):
        with pytest.raises(NoShape):
            joined([LEFT, other])


def test_overlaps_and_holes_are_found_and_rounding_is_not() -> None:
    over = box(119.649, 29.115, 119.655, 29.125)
    sliver = box(119.649999, 29.11, 119.66, 29.12)
    shapes = [solid(one) for one in (LEFT, RIGHT, over)]
    assert [(a, b) for a, b, _land in overlaps(shapes)] == [(0, 2), (1, 2)]
    assert overlaps([solid(LEFT), solid(sliver)]) == []
    frame = [
        box(119.60, 29.10, 119.61, 29.13),
        box(119.62, 29.10, 119.63, 29.13),
        box(119.61, 29.10, 119.62, 29.11),
        box(119.61, 29.12, 119.62, 29.13),
    ]
    ((hole, around),) = holes([solid(one) for one in (*frame, LEFT)])
    assert around == [0, 1, 2, 3]
    assert square_metres(hole) == pytest.approx(square_metres(solid(box(119.61, 29.11, 119.62, 29.12))))
    assert holes([]) == [] and overlaps([]) == [] and not is_narrow(hole)


def test_an_unsound_polygon_is_told_and_mended() -> None:
    outside = box(119.70, 29.11, 119.71, 29.12)["coordinates"][0]
    wrong = {"type": "Polygon", "coordinates": [LEFT["coordinates"][0], outside]}
    assert unsound(wrong) == "hole_lies_outside_shell" and not unsound(LEFT)
    assert solid(wrong).is_valid
