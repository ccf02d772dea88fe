"""Splitting a grid and merging grids: shown first, then done whole, and told in the history of each."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.access.scope import system
from app.model.geometry import solid, square_metres
from app.workflow.models import Event
from modules.grids.models import Grid, GridAssignment
from modules.grids.reshaping import next_code

FIRST, SECOND, ELSEWHERE = "990102001001001", "990102001001002", "990102001002001"
#: From above to below through the first grid of the demo.
LINE = "119.641, 29.13\n119.641, 29.10"


def rows(app: Flask) -> dict[str, Grid]:
    """Every grid by its code, as it stands."""
    with app.app_context(), system("test") as session:
        found = {grid.code: grid for grid in session.scalars(select(Grid))}
        for grid in found.values():
            _ = grid.lines
            session.expunge(grid)
        return found


def story(app: Flask, grid: Grid) -> dict[str, str | None]:
    with app.app_context(), system("test") as session:
        told = select(Event).where(Event.model == "grids.grid", Event.row_id == grid.id)
        return {event.arrow: event.note for event in session.scalars(told)}


def controls(html: str) -> dict[str, str]:
    """What the form of a page would send as it stands."""
    form = html.partition('id="form"')[2].partition("</form>")[0]
    found = dict(re.findall(r'name="([\w-]+)"[^>]*? value="([^"]*)"', form))
    found["keeps"] = "larger"
    area = re.search(r'name="outline" value="([^"]*)"', form)
    return found | ({"outline": area[1].replace("&#10;", "\n")} if area else {})


@pytest.fixture
def admin(login: Callable[..., Any]) -> Any:
    return login("admin_county")


def test_a_grid_is_cut_in_two_with_figures_shared_by_area(app: Flask, admin: Any) -> None:
    before = rows(app)[FIRST]
    url = f"/grids/split/{before.id}"
    assert "data-whole=" in admin.get(url).text
    shown = admin.post(url, data={"outline": LINE})
    assert shown.status_code == 200 and shown.text.count("data-shape=") == 2
    sent = controls(shown.text)
    assert int(sent["households_left"]) + int(sent["households"]) == before.households
    assert int(sent["households_left"]) > int(sent["households"])
    assert rows(app)[FIRST].outline == before.outline  # only shown

    answer = admin.post(f"{url}/confirm", data=sent | {"name": "建设社区第3网格", "households": "101"})
    assert answer.status_code == 303
    after = rows(app)
    old, new = after[FIRST], after["990102001001003"]
    assert (new.name, new.households, new.kind, new.zone_type) == (
        "建设社区第3网格",
        101,
        before.kind,
        before.zone_type,
    )
    land = [square_metres(solid(grid.outline or {})) for grid in (before, old, new)]
    assert land[0] == pytest.approx(land[1] + land[2], rel=1e-4) and land[1] > land[2]
    assert story(app, old)["split"] == f"分出：建设社区第3网格（{new.code}）"
    assert story(app, new)["split_off"] == f"分自：建设社区第1网格（{FIRST}）"
    with app.app_context(), system("test") as session:
        served = session.scalars(select(GridAssignment.grid_id).where(GridAssignment.serving())).all()
        assert old.id in served and new.id not in served


def test_a_cut_that_cannot_be_is_refused_and_changes_nothing(app: Flask, admin: Any) -> None:
    before = rows(app)
    url = f"/grids/split/{before[FIRST].id}"
    for line in ("119.641, 29.13", "119.70, 29.13\n119.70, 29.10", "x"):
        answer = admin.post(url, data={"outline": line})
        assert answer.status_code == 422 and line.splitlines()[0] in answer.text
    sent = controls(admin.post(url, data={"outline": LINE}).text)
    for wrong, said in (
        ({"name": ""}, "f-name"),
        ({"households": "很多"}, "f-households"),
        ({"households": "-3"}, "f-households"),
    ):
        answer = admin.post(f"{url}/confirm", data=sent | wrong)
        assert answer.status_code == 422 and f'href="#{said}"' in answer.text
    stale = admin.post(f"{url}/confirm", data=sent | {"row_version": "77"})
    assert stale.status_code == 303 and stale.location.endswith(url)
    with app.app_context(), system("undraw") as session:
        session.scalars(select(Grid).where(Grid.code == FIRST)).one().outline = None
        session.commit()
    assert admin.get(url).location.endswith(f"/grids/grid/show/{before[FIRST].id}")
    assert len(rows(app)) == len(before)


def test_neighbours_become_one_grid_and_the_service_of_the_other_ends(app: Flask, admin: Any) -> None:
    before = rows(app)
    first, second = before[FIRST], before[SECOND]
    url = f"/grids/merge/{first.id}"
    page = admin.get(url).text
    assert f'name="with-{second.id}"' in page and f'name="with-{before[ELSEWHERE].id}"' not in page
    shown = admin.post(url, data={f"with-{second.id}": "y"})
    sent = controls(shown.text)
    assert sent["households"] == str((first.households or 0) + (second.households or 0))
    assert SECOND in shown.text and "服务今天结束" in shown.text and shown.text.count("data-shape=") == 1
    assert admin.post(f"{url}/confirm", data=sent | {"name": "建设社区第一大网格"}).status_code == 303
    after = rows(app)
    whole, gone = after[FIRST], after[SECOND]
    assert whole.name == "建设社区第一大网格" and whole.active and not gone.active and gone.outline is None
    both = sum(square_metres(solid(grid.outline or {})) for grid in (first, second))
    assert square_metres(solid(whole.outline or {})) == pytest.approx(both, rel=1e-6)
    assert SECOND in (story(app, whole)["merged"] or "") and FIRST in (story(app, gone)["merged_into"] or "")
    with app.app_context(), system("test") as session:
        ended = session.scalars(select(GridAssignment).where(GridAssignment.grid_id == gone.id)).all()
        assert ended and all(isinstance(one.valid_to, date) for one in ended)
        assert (
            session.scalar(select(GridAssignment.valid_to).where(GridAssignment.grid_id == whole.id)) is None
        )
    assert admin.get(f"/grids/merge/{gone.id}").status_code == 404


def test_only_neighbours_of_one_village_are_merged(app: Flask, admin: Any) -> None:
    before = rows(app)
    first, second, elsewhere = before[FIRST], before[SECOND], before[ELSEWHERE]
    url = f"/grids/merge/{first.id}"
    assert "请至少选一个网格" in admin.post(url, data={f"with-{elsewhere.id}": "y"}).text
    versions = {f"v-{one.id}": one.row_version for one in (first, elsewhere)}
    answer = admin.post(f"{url}/confirm", data=versions | {"name": "大"})
    assert answer.status_code == 422 and "只能合并同一村" in answer.text
    with app.app_context(), system("move") as session:
        row = session.scalars(select(Grid).where(Grid.code == SECOND)).one()
        row.outline = None
        session.commit()
    assert "请先绘制边界图形：建设社区第2网格" in admin.post(url, data={f"with-{second.id}": "y"}).text
    stale = admin.post(f"{url}/confirm", data={f"v-{first.id}": 1, f"v-{second.id}": 9, "name": "大"})
    assert stale.status_code == 303 and stale.location.endswith(url)
    now = rows(app)
    assert now[FIRST].name == first.name and now[SECOND].active


def test_codes_go_on_after_the_highest_and_special_ones_begin_at_901(app: Flask) -> None:
    village = FIRST[:12]
    with app.app_context(), system("test") as session:
        assert next_code(session, village, "urban") == f"{village}003"
        assert next_code(session, village, "special") == f"{village}902"
        session.add(Grid(code=f"{village}900", name="末", division_code=village))
        session.flush()
        assert next_code(session, village, "rural") == f"{village}003"
        assert next_code(session, "990102001099", "special") == "990102001099901"


def test_who_keeps_no_grids_reshapes_none(app: Flask, login: Callable[..., Any]) -> None:
    first = rows(app)[FIRST]
    leader = login("leader_county")
    for page in ("split", "merge"):
        assert leader.get(f"/grids/{page}/{first.id}").status_code == 403
        assert leader.post(f"/grids/{page}/{first.id}/confirm", data={"name": "x"}).status_code == 403
    assert f"/grids/split/{first.id}" not in leader.get(f"/grids/grid/show/{first.id}").text
