"""Outlines of grids: what is one, and what becomes of a file of them."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.access.scope import system
from app.model.shape import MOST_POINTS, NoShape, read_outline
from modules.grids.models import Grid
from modules.grids.outlines import Unreadable, features_of, take_outlines

SQUARE: dict[str, Any] = {
    "type": "Polygon",
    "coordinates": [[[119.64, 29.11], [119.65, 29.11], [119.65, 29.12], [119.64, 29.12], [119.64, 29.11]]],
}


def ring(*points: tuple[Any, Any]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[list(point) for point in points]]}


def test_a_polygon_is_kept_rounded(app: Flask) -> None:
    fine = deepcopy(SQUARE)
    fine["coordinates"][0][1][0] = 119.65000000004
    with app.app_context():
        assert read_outline(fine) == SQUARE
        several = {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"]]}
        assert read_outline(several) == several


@pytest.mark.parametrize(
    "given",
    [
        None,
        [],
        "Polygon",
        {"type": "Point", "coordinates": [119.6, 29.1]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": {"a": 1}},
        {"type": "MultiPolygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": ["abcd"]},
        ring((119.64, 29.11), (119.65, 29.11), (119.64, 29.11)),
        ring((119.64, 29.11), (119.65, 29.11), (119.65, 29.12), (119.64, 29.12)),
        ring((29.11, 119.64), (29.11, 119.65), (29.12, 119.65), (29.11, 119.64)),
        ring((119.64, 29.11), (119.65, "x"), (119.65, 29.12), (119.64, 29.11)),
        ring((119.64, 29.11), (119.65, float("nan")), (119.65, 29.12), (119.64, 29.11)),
        ring((119.64, 29.11), (True, 29.11), (119.65, 29.12), (119.64, 29.11)),
        ring((119.64, 29.11), (119.65, 29.12), (119.65, 29.11), (119.64, 29.12), (119.64, 29.11)),
        ring(*[(119.64, 29.11)] * (MOST_POINTS + 2)),
    ],
)
def test_what_is_no_outline_is_refused_in_words(app: Flask, given: Any) -> None:
    with app.app_context(), pytest.raises(NoShape, match=r"\w"):
        read_outline(given)


def test_a_file_gives_grids_their_outlines_and_tells_the_rest(app: Flask, tmp_path: Path) -> None:
    def feature(code: Any, geometry: Any = SQUARE) -> dict[str, Any]:
        return {"type": "Feature", "properties": {"网格编码": code}, "geometry": geometry}

    features = [
        feature("990102001001001"),
        feature(990102001001002),
        feature("990102001001001"),
        feature("990102999999999"),
        feature("990102001002001", ring((119.64, 29.11), (119.65, 29.11), (119.64, 29.11))),
        {"type": "Feature", "properties": None, "geometry": SQUARE},
        "feature",
    ]
    file = tmp_path / "grids.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8-sig")
    with app.app_context(), system("outlines") as session:
        taken = take_outlines(features_of(file), "网格编码")
        session.commit()
        assert (taken.placed, taken.same) == (2, 0)
        assert len(taken.wrong) == 5
        kept = session.scalars(select(Grid).where(Grid.code == "990102001001002")).one()
        assert kept.outline == SQUARE
        again = take_outlines(features_of(file), "网格编码")
        assert (again.placed, again.same) == (0, 2)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"features": 3}', '{"type": "FeatureCollection"}', "[" * 100_000]
)
def test_a_file_that_is_no_collection_is_refused(app: Flask, tmp_path: Path, text: str) -> None:
    file = tmp_path / "grids.geojson"
    file.write_text(text, encoding="utf-8")
    with app.app_context(), pytest.raises(Unreadable):
        features_of(file)


def test_the_command_says_what_became_of_the_file(app: Flask, tmp_path: Path) -> None:
    feature = {"type": "Feature", "properties": {"code": "990102001001001"}, "geometry": SQUARE}
    file = tmp_path / "grids.geojson"
    file.write_text(json.dumps({"features": [feature, feature]}), encoding="utf-8")
    run = app.test_cli_runner()
    tried = json.loads(run.invoke(args=["grids", "outlines", str(file), "--dry-run", "--json"]).output)
    assert (tried["placed"], len(tried["wrong"])) == (1, 1)
    assert "placed: 1" in run.invoke(args=["grids", "outlines", str(file)]).output
    assert "same: 1" in run.invoke(args=["grids", "outlines", str(file)]).output
    file.write_text("{", encoding="utf-8")
    refused = run.invoke(args=["grids", "outlines", str(file)])
    assert refused.exit_code and "Error" in refused.output
