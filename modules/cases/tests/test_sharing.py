"""A case opened to a unit of the county next door: read or worked on there, for a time, and nothing else with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access.scope import system
from app.document.models import Paper
from app.org.models import Account, Post, Unit
from modules.cases.models import Case, CaseParty, CaseShare
from modules.grids.models import Grid
from modules.parties.models import Person
from tests.kernel.view_house import filled

SignIn = Callable[..., FlaskClient]

HERE, TOWN, THERE = "990102", "990102001", "990103"
TITLE = "两县交界处的水渠"


@pytest.fixture
def case_id(app: Flask) -> int:
    """A case of a township, registered by the county next to 云溪县."""
    with app.app_context(), system("plant") as session:
        case = session.scalars(
            select(Case).where(Case.division_code == TOWN, Case.status == "in_progress")
        ).first()
        assert case is not None
        case.title = TITLE
        case.grid = session.scalars(select(Grid).where(Grid.division_code.startswith(TOWN))).first()
        assert case.grid is not None
        session.commit()
        return int(case.id)


@pytest.fixture
def far_unit(app: Flask) -> int:
    with app.app_context(), system("look") as session:
        return int(session.scalars(select(Unit.id).where(Unit.division_code == THERE)).one())


@pytest.fixture
def share(login: SignIn, case_id: int, far_unit: int) -> Callable[..., Any]:
    """A function that opens the case to the unit next door, as the dispatcher does."""

    def opened(rights: str, until: str = "") -> Any:
        given = {"case": case_id, "unit": far_unit, "rights": rights, "until": until, "reason": "共用水渠"}
        answer = login("dispatcher_county").post("/cases/case_share/add", data=given)
        assert answer.status_code == 303, answer.text
        return answer

    return opened


def seen_by(person: FlaskClient) -> set[int]:
    return set(person.get("/api/v1/cases/case/?psize=100").get_json()["ids"])


def test_any_unit_can_be_picked_for_a_share_and_for_nothing_else(login: SignIn, far_unit: int) -> None:
    dispatcher = login("dispatcher_county")
    offered = dispatcher.get("/cases/case_share/related/unit?q=云溪").get_json()
    assert [option["value"] for option in offered] == [far_unit]
    assert dispatcher.get("/cases/consultation/related/unit?q=云溪").get_json() == []
    machine = dispatcher.get("/api/v1/cases/case_share/related/unit?q=云溪").get_json()["result"]
    assert [option["value"] for option in machine] == [far_unit]


def test_a_share_lies_with_its_case_and_says_to_whom_it_is_open(
    app: Flask, login: SignIn, share: Callable[..., Any], case_id: int, far_unit: int
) -> None:
    share("handle")
    with app.app_context(), system("look") as session:
        made = session.scalars(select(CaseShare).where(CaseShare.case_id == case_id)).one()
        assert made.division_code == TOWN
        made.division_code = HERE
        assert made.division_code == TOWN, "it cannot be carried elsewhere"
        key = made.id
    dispatcher = login("dispatcher_county")
    assert "云溪县社会治理中心" in dispatcher.get(f"/cases/case/show/{case_id}").text
    row = dispatcher.get(f"/api/v1/cases/case_share/{key}").get_json()["result"]
    assert row["unit"] == {"id": far_unit, "text": "云溪县社会治理中心"}


def test_a_unit_that_is_not_there_and_a_place_of_ones_own_choosing_are_refused(
    app: Flask, login: SignIn, case_id: int, far_unit: int
) -> None:
    dispatcher = login("dispatcher_county")
    given = {"case": case_id, "unit": "999999", "rights": "read"}
    assert dispatcher.post("/cases/case_share/add", data=given).status_code == 422
    given |= {"unit": str(far_unit), "division_code": THERE}
    assert dispatcher.post("/cases/case_share/add", data=given).status_code == 303
    with app.app_context(), system("look") as session:
        assert session.scalars(select(CaseShare.division_code).where(CaseShare.case_id == case_id)).all() == [
            TOWN
        ]


def test_with_read_the_case_is_seen_and_not_changed(
    login: SignIn, share: Callable[..., Any], case_id: int, paper: str
) -> None:
    neighbour = login("clerk_county2")
    before = seen_by(neighbour)
    assert neighbour.get(f"/cases/case/show/{case_id}").status_code == 404
    assert neighbour.get(f"/papers/file/{paper}").status_code == 404
    share("read")
    assert seen_by(neighbour) == before | {case_id}
    assert TITLE in neighbour.get("/cases/case/list/").text
    assert TITLE in neighbour.get(f"/cases/case/show/{case_id}").text
    assert neighbour.get(f"/api/v1/cases/case/{case_id}").get_json()["result"]["title"] == TITLE
    assert neighbour.get(f"/api/v1/cases/case/{case_id}/timeline").get_json()["result"]
    assert neighbour.get(f"/papers/file/{paper}").status_code == 404, (
        "files are for those who handle the case"
    )
    assert neighbour.get(f"/cases/case/edit/{case_id}").status_code == 404
    assert neighbour.post(f"/cases/case/edit/{case_id}", data={"title": "改"}).status_code == 404
    body = {"title": "改", "row_version": 1}
    assert neighbour.put(f"/api/v1/cases/case/{case_id}", json=body).status_code == 404
    assert neighbour.get(f"/cases/case/show/{case_id}").status_code == 200


def test_whoever_is_turned_away_is_told_whether_by_post_or_by_place(
    login: SignIn, share: Callable[..., Any], case_id: int
) -> None:
    neighbour, leader = login("clerk_county2"), login("leader_county")
    close, accept = f"/cases/case/action/close/{case_id}", f"/cases/case/action/accept/{case_id}"
    unseen, nowhere = neighbour.get(close), neighbour.get("/cases/case/action/close/999999")
    assert unseen.status_code == nowhere.status_code == 404
    assert {"辖区" in page.text for page in (unseen, nowhere)} == {True}, "both say the same"
    share("read")
    elsewhere, without = neighbour.get(close), leader.get(accept)
    assert elsewhere.status_code == without.status_code == 403
    assert "不在您的辖区内" in elsewhere.text and "您的岗位不包含这一项" not in elsewhere.text
    assert "您的岗位不包含这一项" in without.text and "辖区" not in without.text.split("<main", 1)[1]
    hidden = login("mediator_county").get("/cases/case/action/accept/999999")
    assert hidden.status_code == 403, "the post is asked before the row"


def test_with_handle_it_is_worked_on_and_the_history_tells_by_whom(
    app: Flask, login: SignIn, share: Callable[..., Any], case_id: int, paper: str
) -> None:
    share("handle")
    neighbour = login("clerk_county2")
    form = neighbour.get(f"/cases/case/edit/{case_id}")
    assert form.status_code == 200
    saved = neighbour.post(f"/cases/case/edit/{case_id}", data=filled(form, title="界上水渠"))
    assert saved.status_code == 303, saved.text
    row = neighbour.get(f"/api/v1/cases/case/{case_id}").get_json()["result"]
    assert row["title"] == "界上水渠" and row["grid"] is None
    with app.app_context(), system("look") as session:
        assert session.get_one(Case, case_id).grid is not None, "what the neighbour cannot see stays"
    body = {"title": TITLE, "row_version": row["row_version"]}
    assert neighbour.put(f"/api/v1/cases/case/{case_id}", json=body).status_code == 200
    acts = neighbour.get(f"/api/v1/cases/case/{case_id}/timeline").get_json()["result"]
    assert [act["act"] for act in acts[:2]] == ["update", "update"]
    assert neighbour.get(f"/papers/file/{paper}").data.startswith(b"%PDF")


def test_after_its_last_day_the_case_is_gone_again(
    login: SignIn, share: Callable[..., Any], case_id: int, freeze: Callable[[str], Any]
) -> None:
    freeze("2026-11-25 09:00")
    share("handle", "2026-11-30")
    freeze("2026-11-30 23:59")
    assert login("clerk_county2").get(f"/cases/case/show/{case_id}").status_code == 200
    freeze("2026-12-01 00:00")
    neighbour = login("clerk_county2")
    for address in ("cases/case/show", "cases/case/edit", "api/v1/cases/case"):
        assert neighbour.get(f"/{address}/{case_id}").status_code == 404
    assert case_id not in seen_by(neighbour)


def test_nothing_else_of_that_county_comes_with_it(
    app: Flask, login: SignIn, share: Callable[..., Any], case_id: int
) -> None:
    share("handle")
    neighbour = login("clerk_county2")
    with app.app_context(), system("look") as session:
        foreign = session.scalars(select(Case.id).where(Case.division_code.startswith(HERE))).all()
        parties = dict(
            session.execute(
                select(CaseParty.id, CaseParty.case_id).where(CaseParty.division_code.startswith(HERE))
            ).all()
        )
        persons = set(session.scalars(select(Person.id).where(Person.division_code.startswith(HERE))))
    assert seen_by(neighbour) & set(foreign) == {case_id}
    for other in [key for key in foreign if key != case_id][:3]:
        for address in ("cases/case/show", "cases/case/edit", "api/v1/cases/case"):
            assert neighbour.get(f"/{address}/{other}").status_code == 404
    shown = set(neighbour.get("/api/v1/cases/case_party/?psize=100").get_json()["ids"]) & parties.keys()
    assert shown == {key for key, case in parties.items() if case == case_id} != set()
    assert not set(neighbour.get("/api/v1/parties/person/?psize=100").get_json()["ids"]) & persons


@pytest.fixture
def paper(app: Flask, login: SignIn, case_id: int) -> str:
    """The receipt of the case, issued where it lies."""
    assert login("clerk_county").post(f"/papers/issue/cases.receipt/{case_id}").status_code == 303
    with app.app_context(), system("look") as session:
        asked = select(Paper.uuid).where(Paper.subject_model == "cases.case", Paper.subject_id == case_id)
        return str(session.scalars(asked).one())


def test_who_is_only_let_in_lets_nobody_else_in(
    app: Flask, login: SignIn, share: Callable[..., Any], case_id: int, far_unit: int
) -> None:
    share("handle")
    with app.app_context(), system("plant") as session:
        clerk = session.scalars(select(Account).where(Account.username == "clerk_county2")).one()
        session.add(Post(user_id=clerk.id, role="dispatcher", division_code=THERE, unit_id=far_unit))
        another = Unit(name="云溪县住建局", short_name="云溪住建", kind="department", division_code=THERE)
        session.add(another)
        session.commit()
        key = another.id
    given = {"case": case_id, "unit": key, "rights": "read", "reason": "共用水渠"}
    answer = login("clerk_county2").post("/cases/case_share/add", data=given)
    assert answer.status_code == 422 and "只有事项所在地" in answer.text
