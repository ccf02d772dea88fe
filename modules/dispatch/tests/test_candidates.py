"""Whom the form that sends work out recommends: on duty, place, skill, home, work in hand, each said in words."""

from __future__ import annotations

import time
from datetime import datetime

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.org.models import Account, Unit
from modules.cases import services as cases
from modules.cases.demo import case_of
from modules.cases.models import Case
from modules.centres.models import Duty, Shift
from modules.dispatch.candidates import candidates, skill_for
from modules.dispatch.services import dispatch
from modules.parties.models import Person
from modules.teams.models import ResponseTeam, Skill, TeamMember
from tests.kernel.view_house import statements
from tests.planting import plant

STREET, NEXT_STREET, COUNTY = "330402007", "330402002", "330402"

one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def noise(river, as_person, freeze):
    """A noise at night in the street, two people from 江西; teams here and next door. The key of the case."""
    freeze("2026-11-20 02:10")
    for name in ("甲", "乙"):
        with as_person("handler", STREET, name):
            pass
    with system("teams for a test") as session:
        accounts = {account.username: account for account in session.scalars(select(Account))}
        team, other = (plant(session, ResponseTeam, place) for place in (STREET, NEXT_STREET))
        law = session.scalars(select(Skill).where(Skill.code == "01")).one()
        for name, of, more in (
            ("丁", other, {}),
            ("丙", other, {}),
            ("乙", team, {"account": accounts["乙"]}),
            ("甲", team, {"account": accounts["甲"]}),
            ("己", team, {"skills": [law]}),
            ("戊", team, {"native_place": "江西上饶"}),
        ):
            person = Person(name=name, division_code=of.division_code)
            session.add(TeamMember(person=person, team=of, **more))
        session.flush()
        night = session.scalars(select(Shift).where(Shift.code == "night")).one()
        people = {person.name: person.id for person in session.scalars(select(Person))}
        watch = Duty(unit_id=other.unit_id, day=datetime(2026, 11, 19).date(), shift_id=night.id)
        watch.person_a_id, watch.person_b_id = people["丙"], people["丁"]
        session.add(watch)
        assert not watch.problems()
        both = [Person(name=name, native_place="江西", division_code=STREET) for name in ("江一", "江二")]
        case = cases.register(
            division_code=STREET,
            title="广场舞太吵",
            summary="夜里广场舞音响太吵。",
            channel="12345",
            category="0401",
            parties=[
                cases.PartyEntry("applicant", both[0]),
                cases.PartyEntry("respondent", both[1]),
            ],
        )
        session.flush()
        unit = session.get(Unit, team.unit_id)
        dispatch(case, unit, "到场劝导", accounts["甲"])
        session.commit()
        return case.id


def test_duty_then_place_then_skill_then_home_then_least_work_each_in_words(noise, as_person):
    with as_person("dispatcher", COUNTY) as session:
        found = candidates(session.get(Case, noise), limit=9)
    assert [(one.name, one.reasons) for one in found] == [
        ("丙", ("值班中（A岗）", "在办 0 件")),
        ("丁", ("值班中（B岗）", "在办 0 件")),
        ("己", ("本乡镇（街道）队伍", "专长：综合执法", "在办 0 件")),
        ("戊", ("本乡镇（街道）队伍", "同乡：江西", "在办 0 件")),
        ("乙", ("本乡镇（街道）队伍", "在办 0 件")),
        ("甲", ("本乡镇（街道）队伍", "在办 1 件")),
    ]


@one_engine
def test_the_scope_says_who_is_named_and_work_elsewhere_counts(noise, as_person, freeze):
    freeze("2026-11-20 08:40")  # the night shift is over
    with as_person("dispatcher", STREET) as session:
        found = candidates(session.get(Case, noise), limit=9)
    assert [one.name for one in found] == ["己", "戊", "乙", "甲"]
    with system("a reader of the street") as session:
        assert skill_for(session, "0401") == skill_for(session, "04") == "01"
        assert skill_for(session, "09") is skill_for(session, None) is None


@one_engine
def test_the_form_names_members_and_a_button_fills_unit_and_handler(app, login, freeze):
    freeze("2026-11-20 10:42")
    with app.app_context(), system("test") as session:
        case = case_of(session, "建议校门口设置家长等候区")
        member = session.scalars(
            select(TeamMember).join(TeamMember.account).where(Account.username == "handler_town")
        ).one()
        fields = f'"unit": ["{member.team.unit_id}"', f'"handler": ["{member.account_id}"'
        key = case.id
    dispatcher = login("dispatcher_county")
    page = dispatcher.get(f"/cases/case/action/assign/{key}").text
    assert "推荐人员" in page and all(text in page for text in fields)


@one_engine
def test_the_demo_answers_within_50_ms(app, login, freeze):
    freeze("2026-11-20 10:42")
    with app.app_context(), system("test") as session:
        case = case_of(session, "建议校门口设置家长等候区")
        candidates(case)
        with statements(app) as asked:
            began = time.perf_counter()
            assert len(candidates(case)) == 5
            spent = time.perf_counter() - began
    assert len([text for text in asked if text.lstrip().upper().startswith("SELECT")]) <= 7, asked
    assert spent < 0.05
