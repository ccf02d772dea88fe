"""Who may know what of key persons, the reason that is asked for each time, and when the next visit is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.audit_chain import Audit
from app.access.scope import system
from app.lifecycle.manifest import discover
from app.workflow.models import Event
from modules.keypersons.models import ConcernLevel, KeyPerson
from modules.keypersons.services import change, visit
from modules.parties.models import Person

Login = Callable[..., FlaskClient]

SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
NAME, NOTE = "温小山", "按时服药，怕生人多"


@pytest.fixture(autouse=True)
def day(freeze: Callable) -> None:
    freeze("2026-11-20 10:00")


@pytest.fixture
def session(app: Flask):
    with app.app_context(), system("key persons for a test") as found:
        yield found


def known(session: Session, name: str = NAME) -> KeyPerson:
    return session.scalars(select(KeyPerson).join(KeyPerson.person).where(Person.name == name)).one()


@pytest.fixture
def key(app: Flask) -> int:
    with app.app_context(), system("look", reads=True) as found:
        return known(found).id


def test_the_next_visit_follows_level_interval_and_visits(session: Session) -> None:
    person = known(session)
    assert (person.last_visit_on, person.next_visit_on) == (date(2026, 11, 17), date(2026, 11, 24))
    given = {"key_person": person, "division_code": person.division_code}
    visit(given | {"visited_on": date(2026, 11, 19), "state": "not_met"})
    visit(given | {"visited_on": date(2026, 11, 1)})
    assert person.next_visit_on == date(2026, 11, 24), "not met, or an older visit written down late"
    visit(given | {"visited_on": date(2026, 11, 20)})
    assert person.next_visit_on == date(2026, 11, 27)
    change(person, {"level": session.scalars(select(ConcernLevel).where(ConcernLevel.code == "2")).one()})
    assert person.next_visit_on == date(2026, 12, 20)
    change(person, {"visit_days": 14})
    assert person.next_visit_on == date(2026, 12, 4)
    change(person, {"ended_on": date(2026, 11, 20)})
    assert person.next_visit_on is None


def test_what_cannot_be_kept_is_said_at_its_field(session: Session) -> None:
    person = known(session)
    person.guardian_id, person.visit_days, person.ended_on = person.person_id, 0, date(2026, 1, 1)
    assert sorted(person.problems()) == ["ended_on", "guardian_id", "visit_days"]
    session.expire(person)
    overdue = session.scalars(select(KeyPerson).where(KeyPerson.overdue())).all()
    assert [one.person.name for one in overdue] == ["季独清"]
    assert overdue[0].doubts()


@SQLITE
def test_names_are_masked_wherever_rows_are_listed(login: Login, key: int) -> None:
    officer = login("keyperson_county")
    pages = (
        "/keypersons/key_person/list/",
        f"/keypersons/key_person/show/{key}",
        f"/keypersons/key_person/print/{key}",
        f"/keypersons/key_person/edit/{key}",
        "/keypersons/key_person/export?format=csv",
        "/keypersons/key_person/calendar/?month=2026-11",
        "/keypersons/key_visit/list/",
        "/api/v1/keypersons/key_person/",
        f"/api/v1/keypersons/key_person/{key}",
    )
    for address in pages:
        answer = officer.get(address)
        assert answer.status_code == 200, address
        for said in (NAME, NOTE, "葛桂枝", "家里有人照看"):
            assert said not in answer.text, f"{address} says {said}"
    assert "温**" in officer.get(pages[0]).text
    assert "温**" not in officer.get("/keypersons/key_person/list/?q=温小山").text
    assert "重点人员" not in officer.get("/search?q=温小山").text.split("<main")[1].split("keypersons/")[0]


@SQLITE
def test_the_whole_page_asks_for_a_reason_each_time_and_keeps_it(app: Flask, login: Login, key: int) -> None:
    officer, where = login("keyperson_county"), f"/keypersons/person/{key}"
    assert NAME not in officer.get(where).text
    for empty in ("", "   "):
        refused = officer.post(where, data={"reason": empty})
        assert refused.status_code == 422 and NAME not in refused.text and "请" in refused.text
    page = officer.post(where, data={"reason": "入户走访前核对"})
    assert page.status_code == 200
    for said in (NAME, NOTE, "葛桂枝", "家里有人照看", "2,400.00"):
        assert said in page.text, said
    assert NAME not in officer.get(where).text, "it asks again"
    with app.app_context(), system("read the trail", reads=True) as session:
        lines = session.scalars(
            select(Audit).where(Audit.action == "reveal", Audit.model == "keypersons.key_person")
        )
        assert [("入户走访前核对" in line.canonical) for line in lines] == [True]
        acts = session.scalars(select(Event).where(Event.name == "keypersons.key_person.view_whole"))
        assert [act.note for act in acts] == ["入户走访前核对"]


@SQLITE
@pytest.mark.parametrize(
    "person", ["clerk_county", "leader_county", "admin_county", "mediator_county", "clerk_county2"]
)
def test_nobody_else_opens_anybody(login: Login, key: int, person: str) -> None:
    client = login(person)
    for address in (
        f"/keypersons/key_person/show/{key}",
        "/keypersons/key_person/list/",
        f"/keypersons/person/{key}",
    ):
        assert client.get(address).status_code in (403, 404), address
    assert client.post(f"/keypersons/person/{key}", data={"reason": "看看"}).status_code in (403, 404)


def test_leaders_see_figures_of_their_places_alone(login: Login) -> None:
    page = login("leader_county").get("/keypersons/figures/").text
    assert "严重精神障碍患者" in page and "独居困难老人" in page and "2,400.00" in page and NAME not in page
    town = login("leader_town").get("/keypersons/figures/").text
    assert "严重精神障碍患者" in town and "刑满释放人员" not in town
    assert "目前没有列管人员" in login("leader_county2").get("/keypersons/figures/").text
    assert login("clerk_county").get("/keypersons/figures/").status_code == 403


@SQLITE
def test_a_form_puts_somebody_on_the_list(app: Flask, login: Login) -> None:
    with app.app_context(), system("look", reads=True) as session:
        given = {
            "person_id": session.scalars(select(Person.id).where(Person.name == "王喆堃")).one(),
            "kind": known(session).kind_id,
            "level": known(session).level_id,
        }
    officer = login("keyperson_county")
    typed = given | {
        "division_code": "990102001001",
        "since": "2026-11-20",
        "award": "1200",
        "note": "独自居住",
    }
    refused = officer.post("/keypersons/key_person/add", data=typed | {"guardian_id": given["person_id"]})
    assert refused.status_code == 422 and "监护人、帮扶人不能是本人" in refused.text
    assert officer.post("/keypersons/key_person/add", data=typed).status_code == 303
    with app.app_context(), system("look", reads=True) as session:
        new = known(session, "王喆堃")
        assert (new.next_visit_on, new.award, new.note) == (
            date(2026, 11, 27),
            Decimal("1200.00"),
            "独自居住",
        )


def test_it_is_off_unless_asked_for() -> None:
    assert discover()["keypersons"].auto_install is False
