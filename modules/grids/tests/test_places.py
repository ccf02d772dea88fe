"""Outlines of villages and townships: brought, kept one a place, and what of a grid lies outside them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.access.scope import system
from app.view.importing.models import Workbook
from modules.grids.findings import OUTSIDE, CoverageFinding, CoverageRun
from modules.grids.models import Grid, PlaceOutline
from modules.grids.net import check_net
from modules.grids.outlines import take_outlines
from modules.grids.tests.test_net import square
from tests.imports import take_in_by_pages, work_off

COUNTY, TOWN, VILLAGE, NEXT = "990102", "990102001", "990102001001", "990102001002"
GRID, OTHER = f"{VILLAGE}001", f"{NEXT}001"
HOME, WIDE = square(119.64, 29.11, 119.65, 29.12), square(119.63, 29.10, 119.66, 29.13)

one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def county(app: Flask) -> Flask:
    """The demo county with a village of its own shape, and no other outline but those of two grids."""
    with app.app_context(), system("test") as session:
        for row in session.scalars(select(PlaceOutline)):
            session.delete(row)
        session.flush()
        session.add(PlaceOutline(division_code=VILLAGE, outline=HOME))
        for grid in session.scalars(select(Grid).where(Grid.scope_county == COUNTY)):
            grid.outline = {GRID: square(119.641, 29.111, 119.652, 29.119), OTHER: WIDE}.get(grid.code)
        session.commit()
    return app


def check(app: Flask) -> list[tuple[str, int | None]]:
    with app.app_context(), system("test") as session:
        run = CoverageRun(division_code=COUNTY)
        session.add(run)
        check_net(session, run)
        session.commit()
        standing = (CoverageFinding.kind == OUTSIDE, CoverageFinding.settled_at.is_(None))
        found = session.scalars(select(CoverageFinding).where(*standing))
        return sorted((row.grid.code, row.area) for row in found)


def test_the_check_tells_what_lies_outside_and_settles_it(county: Flask) -> None:
    """The village comes first, the township judges where the village has none, and nobody else is judged."""
    wide = 973.5 * 1108.6  # of a hundredth of a degree each way
    assert check(county) == [(GRID, pytest.approx(0.2 * 0.8 * wide, rel=0.01))]
    with county.app_context(), system("test") as session:
        session.add(PlaceOutline(division_code=TOWN, outline=square(119.63, 29.10, 119.65, 29.13)))
        session.commit()
    told = dict(check(county))
    assert set(told) == {GRID, OTHER} and told[OTHER] == pytest.approx(3 * wide, rel=0.01)
    with county.app_context(), system("test") as session:
        session.scalars(select(Grid).where(Grid.code == GRID)).one().outline = HOME
        session.commit()
    assert [code for code, _area in check(county)] == [OTHER]


@one_engine
def test_drawing_beyond_the_village_is_kept_and_warned_of(county: Flask, login: Callable[..., Any]) -> None:
    with county.app_context(), system("test") as session:
        grid = session.scalars(select(Grid).where(Grid.code == GRID)).one()
        key, version = grid.id, grid.row_version
    client = login("admin_county")
    assert "建设社区" in client.get(f"/grids/outline/{key}").text
    typed = {"outline": json.dumps(square(119.64, 29.11, 119.651, 29.12)), "row_version": version}
    answer = client.post(f"/grids/outline/{key}", data=typed, follow_redirects=True)
    assert (
        answer.text.count("平方米越出建设社区的边界") == 2
    )  # beside what was saved, and standing on the page
    with county.app_context(), system("test") as session:
        version = session.get_one(Grid, key).row_version
    inside = {"outline": json.dumps(HOME), "row_version": version}
    assert "越出" not in client.post(f"/grids/outline/{key}", data=inside, follow_redirects=True).text


@one_engine
def test_outlines_are_brought_as_geojson_and_one_stands_for_each_place(
    county: Flask, login: Callable[..., Any]
) -> None:
    features = [
        {"type": "Feature", "properties": {"code": code, "source": "演示"}, "geometry": shape}
        for code, shape in (
            (VILLAGE, WIDE),
            (NEXT, HOME),
            (COUNTY, HOME),
            ("990102001999", HOME),
            ("990103", HOME),
        )
    ]
    data = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    client = login("admin_county")
    at, _page = take_in_by_pages(county, client, "grids.place_outline", data, "村界.geojson")
    with county.app_context(), system("test") as session:
        book = session.scalars(select(Workbook).order_by(Workbook.id.desc()).limit(1)).one()
        assert (book.added, book.changed, book.failed) == (1, 1, 3)
        rows = {row.division_code: row.outline for row in session.scalars(select(PlaceOutline))}
        assert rows == {VILLAGE: WIDE, NEXT: HOME}
    assert client.post(f"{at}/back").status_code == 303
    work_off(county)
    with county.app_context(), system("test") as session:
        rows = {row.division_code: row.outline for row in session.scalars(select(PlaceOutline))}
        assert rows == {VILLAGE: HOME}
        taken = take_outlines([*features[:3], features[0]], places=True)
        assert (taken.placed, taken.same, len(taken.wrong)) == (2, 0, 2)
        assert take_outlines(features[:2], places=True).same == 2


@one_engine
def test_a_place_is_entered_once_and_drawn_by_those_who_keep_it(
    county: Flask, login: Callable[..., Any]
) -> None:
    client = login("admin_county")
    typed = {"division_code": VILLAGE, "source": "县民政局"}
    answer = client.post("/grids/place_outline/add", data=typed)
    assert answer.status_code == 422 and "已有边界" in answer.text and "县民政局" in answer.text
    assert client.post("/grids/place_outline/add", data=typed | {"division_code": NEXT}).status_code == 303
    with county.app_context(), system("test") as session:
        place = session.scalars(select(PlaceOutline).where(PlaceOutline.division_code == NEXT)).one()
        assert place.outline is None
        key, version = place.id, place.row_version
    page = client.get(f"/grids/place/{key}").text
    assert "榕和社区的边界图形" in page and "建设社区" in page and "榕和社区第1网格" in page
    drawn = {"outline": json.dumps(WIDE), "row_version": version}
    assert login("leader_county").post(f"/grids/place/{key}", data=drawn).status_code == 403
    assert login("clerk_town").get(f"/grids/place/{key}").status_code == 403
    assert client.post(f"/grids/place/{key}", data=drawn | {"outline": "1, 2"}).status_code == 422
    assert client.post(f"/grids/place/{key}", data=drawn).status_code == 303
    with county.app_context(), system("test") as session:
        assert session.get_one(PlaceOutline, key).outline == WIDE
