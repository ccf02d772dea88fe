"""The check of a county's net: what it finds, keeps, settles, and who is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.access.scope import system
from app.job.runner import Runner
from app.job.spec import Run
from modules.grids.findings import CoverageFinding, CoverageRun
from modules.grids.models import Grid, PlaceOutline

COUNTY = "990102"


def square(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def lay(app: Flask, outlines: dict[str, dict[str, Any] | None]) -> None:
    """Give the grids of the county these outlines, and the others none; villages have none either."""
    with app.app_context(), system("test") as session:
        for place in session.scalars(select(PlaceOutline)):
            session.delete(place)
        for grid in session.scalars(select(Grid).where(Grid.scope_county == COUNTY)):
            grid.outline = outlines.get(grid.code)
        session.commit()


def found(app: Flask) -> dict[str, list[tuple[str, int | None]]]:
    """What stands, by kind: the division and the area."""
    with app.app_context(), system("test") as session:
        told: dict[str, list[tuple[str, int | None]]] = {}
        for row in session.scalars(select(CoverageFinding).where(CoverageFinding.settled_at.is_(None))):
            told.setdefault(row.kind, []).append((row.division_code, row.area))
        return told


@pytest.fixture
def checked(app: Flask, login: Callable[..., Any]) -> Callable[[], str]:
    """A function that asks for a check on the page, works it off, and gives the page."""

    def run() -> str:
        client = login("admin_county")
        assert client.post(f"/grids/coverage/{COUNTY}/run").status_code == 303
        assert 'hx-get="/grids/coverage/990102/progress"' in client.get("/grids/coverage/").text
        runner = Runner(app, app.extensions["house"].jobs, system)
        while runner.run_one():
            pass
        assert client.get(f"/grids/coverage/{COUNTY}/progress").headers["HX-Refresh"] == "true"
        return str(client.get("/grids/coverage/").text)

    return run


def test_overlaps_gaps_and_unsound_outlines_are_kept_until_they_are_mended(
    app: Flask, checked: Callable[[], str], login: Callable[..., Any]
) -> None:
    whole, away = square(119.64, 29.11, 119.65, 29.12), square(119.80, 29.11, 119.81, 29.12)
    torn = square(119.70, 29.11, 119.71, 29.12)
    torn["coordinates"] += away["coordinates"]
    frame = square(119.90, 29.11, 119.93, 29.14)
    frame["coordinates"] += square(119.91, 29.12, 119.92, 29.13)["coordinates"]
    lay(
        app,
        {
            "990102001001001": whole,
            "990102001001002": square(119.649, 29.11, 119.66, 29.12),  # the same village
            "990102001002001": square(119.64, 29.119, 119.65, 29.13),  # the next one
            "990102002001001": square(119.63, 29.11, 119.641, 29.112),  # another street
            "990102100201001": torn,
            "990102001003001": frame,
        },
    )
    page = checked()
    told = found(app)
    assert sorted(place for place, _area in told["overlap"]) == [
        COUNTY,
        "990102001",
        "990102001",
        "990102001001",
    ]
    assert dict(told["overlap"])["990102001001"] == pytest.approx(97.35 * 1108.6, rel=0.01)
    assert [place for place, _area in told["unsound"]] == ["990102100201"]
    assert told["gap"] == [("990102001003", pytest.approx(973.5 * 1108.6, rel=0.01))]
    assert "990102001001" not in [place for place, _area in told["uncovered"]]
    assert "建设社区第1网格、建设社区第2网格" in page and "3 个没有边界图形" in page
    assert (
        "内部空洞落在边界之外" in login("admin_county").get("/grids/coverage_finding/list/?kind=unsound").text
    )
    # a town is told what lies wholly in it
    town = login("admin_town").get("/grids/coverage/").text
    assert len(re.findall('data-shape="', town)) == 4

    lay(app, {"990102001001001": whole})
    page = checked()
    assert set(found(app)) == {"uncovered"}
    assert 'data-shape="' not in page
    with app.app_context(), system("test") as session:
        settled = select(CoverageFinding).where(CoverageFinding.settled_at.is_not(None))
        assert len(session.scalars(settled).all()) == 6
        assert len(session.scalars(select(CoverageRun)).all()) == 2


def test_what_still_stands_is_the_same_finding(app: Flask, checked: Callable[[], str]) -> None:
    lay(app, {"990102001001001": square(119.64, 29.11, 119.65, 29.12)})
    checked()
    with app.app_context(), system("test") as session:
        before = set(session.scalars(select(CoverageFinding.id)))
    checked()
    with app.app_context(), system("test") as session:
        assert set(session.scalars(select(CoverageFinding.id))) == before


def test_a_net_that_changed_is_checked_at_night(app: Flask) -> None:
    jobs = app.extensions["house"].jobs
    with app.app_context(), system("test") as session:
        asked = jobs["grids.check_changed_nets"].function(Run(session, 1, {}, 1))
        session.commit()
        again = jobs["grids.check_changed_nets"].function(Run(session, 2, {}, 1))
        assert asked["asked"] >= 1 and again["asked"] == 0


def test_only_who_keeps_grids_checks_and_nobody_elsewhere(login: Callable[..., Any]) -> None:
    assert login("clerk_county").get("/grids/coverage/").status_code == 403
    leader = login("leader_county")
    page = leader.get("/grids/coverage/").text
    assert "重新核查" not in page and "本县尚未核查过" in page
    assert leader.post(f"/grids/coverage/{COUNTY}/run").status_code == 403
    town = login("admin_town")
    assert town.post(f"/grids/coverage/{COUNTY}/run").status_code == 303
    assert f"/grids/coverage/{COUNTY}/progress" in town.get("/grids/coverage/").text
    admin = login("admin_county")
    assert admin.post("/grids/coverage/990103/run").status_code == 404
    assert admin.get("/grids/coverage/?county=990103").status_code == 404


def test_a_grid_that_goes_takes_its_findings_along(app: Flask, checked: Callable[[], str]) -> None:
    lay(app, {"990102001003001": square(119.645, 29.11, 119.66, 29.12)})
    with app.app_context(), system("test") as session:
        over = square(119.64, 29.11, 119.65, 29.12)
        code = "990102001003077"
        session.add(Grid(code=code, name="试", outline=over, division_code=code[:12]))
        session.commit()
    checked()
    assert len(found(app)["overlap"]) == 1
    with app.app_context(), system("test") as session:
        session.delete(session.scalars(select(Grid).where(Grid.code == code)).one())
        session.commit()
    assert "overlap" not in found(app)
