"""Divisions change: a community added, a street renamed, a village moved, two towns merged; every row goes along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from app.access.gate import FOLLOWS
from app.access.identity import scope_for
from app.access.scope import acting_as, system
from app.job.runner import Runner
from app.org.changes import DivisionChange, former_codes, name_on
from app.org.models import Account, Division, Post
from app.view.boundaries import page
from app.view.boundaries.rewriting import division_columns
from app.view.writing import update
from app.workflow.models import Event
from modules.cases.models import Case
from modules.grids.models import Grid
from modules.teams.models import ResponseTeam, TeamMember

COUNTY, TOWN, OTHER, VILLAGE = "990102", "990102001", "990102002", "990102001001"


def sent(client: Any, code: str, act: str, **data: str) -> Any:
    return client.post(f"/divisions/{code}/{act}", data={"valid_from": "2026-01-01", **data})


def counted(app: Flask, code: str) -> dict[str, int]:
    """Rows at a place or below it, by table."""
    with app.app_context(), system("test") as session:
        return {
            f"{model.__table__.name}.{column.key}": session.scalar(
                select(func.count()).select_from(model.__table__).where(column.startswith(code))
            )
            or 0
            for model, column in division_columns()
        }


def test_a_missing_community_is_added_with_a_code_of_the_sites_own(
    app: Flask, login: Callable[..., Any]
) -> None:
    client = login("admin_county")
    answer = sent(client, TOWN, "add", name="新生巷社区")
    assert answer.location.endswith(f"/divisions/{TOWN}900")
    with app.app_context(), system("test") as session:
        made = session.scalars(select(Division).where(Division.code == f"{TOWN}900")).one()
        assert (made.name, made.level, made.local, made.parent_code) == ("新生巷社区", "village", True, TOWN)
    assert "新生巷社区" in client.get(f"/divisions/{TOWN}").text
    again = sent(client, TOWN, "add", name="新生巷社区")
    assert again.status_code == 422 and "已有同名区划" in again.text
    assert sent(client, TOWN, "add", name="另一社区").location.endswith(f"{TOWN}901")
    assert sent(client, "990103001", "add", name="外县社区").status_code == 403
    assert sent(login("clerk_county"), TOWN, "add", name="无权社区").status_code == 403
    assert sent(client, "990102999", "add", name="无处").status_code == 404
    assert sent(client, VILLAGE, "add", name="村下之村").status_code == 422


def test_a_renamed_place_keeps_its_former_name_for_former_days(app: Flask, login: Callable[..., Any]) -> None:
    client = login("admin_county")
    assert sent(client, TOWN, "rename", name="东城街道").status_code == 303
    with app.app_context(), system("test") as session:
        assert name_on(session, TOWN, date(2025, 12, 31)) == "城东街道"
        assert name_on(session, TOWN, date(2026, 1, 1)) == "东城街道"
    page_ = client.get(f"/divisions/{TOWN}").text
    assert "东城街道" in page_ and "城东街道" in page_
    assert sent(client, TOWN, "rename", name="再改", valid_from="2999-01-01").status_code == 422
    assert sent(client, TOWN, "rename", name="").status_code == 422


def test_a_village_moves_with_its_grids_and_people(app: Flask, login: Callable[..., Any]) -> None:
    client = login("admin_county")
    before = counted(app, VILLAGE)
    assert before["grids_grid.division_code"] and before["org_post.division_code"]
    preview = sent(client, VILLAGE, "move", target=OTHER)
    assert preview.status_code == 200 and "转移的记录" in preview.text
    assert counted(app, VILLAGE) == before, "a preview carries nothing"
    done = sent(client, VILLAGE, "move", target=OTHER, sure="y")
    new = done.location.rpartition("/")[2]
    assert new == f"{OTHER}900", "the serial is taken there, so it gets one of the site's own"
    assert not any(counted(app, VILLAGE).values())
    after = counted(app, new)
    assert {name: count for name, count in after.items() if count} == {n: c for n, c in before.items() if c}
    with app.app_context(), system("test") as session:
        assert former_codes(session)[VILLAGE] == new
        codes = session.scalars(select(Grid.code).where(Grid.division_code == new)).all()
        assert codes and all(code.startswith(new) for code in codes)
        assert all(
            not grid.problems() for grid in session.scalars(select(Grid).where(Grid.division_code == new))
        )
        change = session.scalars(select(DivisionChange).where(DivisionChange.code == VILLAGE)).one()
        assert set(change.data["codes"].values()) == set(codes)
        old = session.scalars(select(Division).where(Division.code == VILLAGE)).one()
        assert not old.active and old.name == "建设社区", "papers and history still find its name"
        post = session.scalars(select(Post).where(Post.division_code == new)).first()
        assert post is not None
    assert login("grid_worker_village").get("/").status_code == 200


def test_two_towns_merge_and_their_history_stays_readable(
    app: Flask, login: Callable[..., Any], monkeypatch: Any
) -> None:
    client = login("admin_county")
    town = "990102100"
    with app.app_context(), system("test") as session:
        numbers = {c.id: c.case_no for c in session.scalars(select(Case))}
        events = session.scalar(select(func.count()).select_from(Event).where(Event.scope_town == TOWN)) or 0
        assert events
        leader = session.scalars(select(Account).where(Account.username == "leader_town")).one()
        key = leader.id
    monkeypatch.setattr(page, "AT_ONCE", 1)
    assert "转移的记录" in sent(client, TOWN, "merge", target=town).text
    assert sent(client, TOWN, "merge", target=town, sure="y").status_code == 303
    with app.app_context(), system("test") as session:
        waiting = session.scalars(select(Division).where(Division.code == TOWN)).one()
        assert waiting.active, "so many rows are left to a job"
    runner = Runner(app, app.extensions["house"].jobs, system)
    while runner.run_one():
        pass
    with app.app_context(), system("test") as session:
        merged = session.scalars(select(Division).where(Division.code == TOWN)).one()
        assert not merged.active
        assert {c.id: c.case_no for c in session.scalars(select(Case))} == numbers, "numbers stay as they are"
        assert not session.scalars(
            select(Division).where(Division.parent_code == TOWN, Division.active)
        ).all()
        assert (
            session.scalar(select(func.count()).select_from(Event).where(Event.scope_town == TOWN)) == events
        )
        account = session.get_one(Account, key)
        assert account.division_code == town
        scope = scope_for(session, account)
        assert TOWN in scope.former and scope.codes == (town,)
    with app.app_context(), acting_as(scope) as session:
        asked = select(Event.id).where(Event.scope_town == TOWN)
        seen = session.scalars(asked, execution_options={FOLLOWS: True}).all()
        assert len(seen) == events, "what was written under the former code is still read"


def test_what_cannot_be_is_refused_in_words(login: Callable[..., Any]) -> None:
    client = login("admin_county")
    cases = (
        (VILLAGE, "move", TOWN, "已隶属于该区划"),
        (VILLAGE, "move", COUNTY, "上一级区划"),
        (VILLAGE, "merge", TOWN, "同级的另一区划"),
        (VILLAGE, "merge", VILLAGE, "同级的另一区划"),
        (VILLAGE, "move", "990103001", "不在您的辖区"),
        (VILLAGE, "move", "12", "没有这个"),
        (COUNTY, "merge", "990103", ""),
    )
    for code, act, target, words in cases:
        answer = sent(client, code, act, target=target, sure="y")
        assert answer.status_code == 422, (code, act, target, answer.status_code)
        assert words in answer.text or words in ("不在您的辖区", "没有这个")
    town = login("admin_town")
    assert sent(town, VILLAGE, "move", target=OTHER).status_code == 403, "a township moves no boundaries"
    assert town.get(f"/divisions/{VILLAGE}").status_code == 200
    assert client.get(f"/divisions/{VILLAGE}/nothing").status_code == 404


def test_members_go_along_when_their_team_is_moved_on_its_form(app: Flask) -> None:
    with app.test_request_context(), system("test") as session:
        team = session.scalars(select(ResponseTeam).where(ResponseTeam.division_code == TOWN)).first()
        members = session.scalars(select(TeamMember).where(TeamMember.team_id == team.id)).all()
        assert members and all(member.division_code == TOWN for member in members)
        update(team, {"division_code": "990102101"})
        session.expire_all()
        assert all(member.division_code == "990102101" for member in members)
