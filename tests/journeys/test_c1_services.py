"""Night noise before the examination, from the transfer to the closing, by the services alone (domain C1).

塘汇街道 330411004, 2023-06-07; the people are invented.
"""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.clock.service import clocks_of
from app.model.case_number import parse_case_number
from app.org.models import Unit
from app.workflow.engine import Refused, fire, timeline
from modules.cases import services as cases
from modules.cases.models import Case, CaseOutcome
from modules.dispatch import services as dispatch
from modules.dispatch.documents import handling_receipt
from modules.dispatch.models import Assignment
from modules.grids.models import Grid
from modules.parties.models import Person

STREET = "330411004"
TOLD = {"means": "phone", "reached": True, "text": "已告知当场劝导的结果。", "satisfaction": 5}


@pytest.fixture
def street(river):
    """The street's centre and response team, and a grid in the core zone."""
    with system("a street for a test") as session:
        for name, kind in (("塘汇街道治理中心", "centre"), ("塘汇民声服务队", "team")):
            session.add(Unit(name=name, short_name=name, kind=kind, division_code=STREET))
        session.add(
            Grid(code="330411004001001", name="某社区第1网格", zone_type="core", division_code=STREET)
        )
        session.commit()


def transfer(number: str = "Z1") -> Case:
    """What the hotline hands over at two in the morning."""
    caller = Person(name="周安然", phone="13800000001", division_code=STREET)
    return cases.register(
        division_code=STREET,
        title="烧烤店太吵，影响考生休息",
        summary="某路某烧烤店太吵，影响高考学生休息。",
        channel="12345",
        outer_no=number,
        category="04",
        appeal_kind="complaint",
        urgency="urgent",
        parties=[cases.PartyEntry("applicant", caller)],
    )


def test_from_the_transfer_to_the_closing(street, freeze, as_person):
    freeze("2023-06-07 02:00:00")
    with as_person("clerk", STREET, unit="塘汇街道治理中心") as session:
        case = transfer()
        case.grid = session.scalars(select(Grid)).one()
        session.commit()
        key = case.id
        assert case.status == "accepted"
        assert parse_case_number(case.case_no).serial == 1
        with pytest.raises(Refused) as refused:
            transfer()
        assert case.case_no in str(refused.value) and refused.value.refusals[0].link.endswith(str(key))
    with as_person("dispatcher", STREET) as session:
        freeze("2023-06-07 02:00:20")
        team = session.scalars(select(Unit).where(Unit.name == "塘汇民声服务队")).one()
        work = dispatch.dispatch(session.get(Case, key), team, "到场劝导")
        session.commit()
        due = {clock.policy_code: clock.due_at.strftime("%H:%M:%S") for clock in clocks_of(session, work)}
        assert due == {"sign": "02:01:20", "contact": "02:02:20", "order": "02:03:20"}
        with pytest.raises(Refused) as refused:
            fire(session.get(Case, key), "resolve", data={"result": "settled", "text": ""})
        session.rollback()
    with as_person("handler", STREET) as session:
        work = session.scalars(select(Assignment)).one()
        for arrow, at in (
            ("sign", "02:01:00"),
            ("contact", "02:02:30"),
            ("order", "02:03:00"),
            ("arrive", "02:12:00"),
        ):
            freeze(f"2023-06-07 {at}")
            fire(work, arrow)
        kept = {clock.policy_code: clock.met for clock in clocks_of(session, work)}
        assert kept == {"sign": True, "contact": False, "order": True, "arrive_core": True}
        freeze("2023-06-07 02:40:00")
        words = "已劝导，店主承诺高考期间降噪"
        fire(
            work, "finish", data={"result": "settled", "mode": "persuasion", "text": words, "on_scene": True}
        )
        session.commit()
        assert work.case.status == "resolved"
        assert session.scalars(select(CaseOutcome)).one().on_scene
        receipt = handling_receipt(work)
        assert [one["at"][-5:] for one in receipt["times"]] == ["02:01", "02:02", "02:03", "02:12", "02:40"]
        assert receipt["result"] == words
    with as_person("clerk", STREET) as session:
        case = session.get(Case, key)
        with pytest.raises(Refused) as refused:
            fire(case, "close")
        assert len(refused.value.refusals) == 2
        fire(case, "feed_back", data=TOLD)
        fire(case, "close")
        session.commit()
        assert case.status == "closed"
        assert [event.arrow for event in reversed(timeline(case)) if event.model == "cases.case"] == [
            "register",
            "accept",
            "assign",
            "resolve",
            "feed_back",
            "close",
        ]
    with as_person("clerk", "330402") as session:
        assert session.get(Case, key) is None


def test_an_open_assignment_keeps_a_case_from_being_closed(street, freeze, as_person):
    freeze("2023-06-07 09:00:00")
    with as_person("clerk", STREET) as session:
        case = transfer()
        team = session.scalars(select(Unit).where(Unit.name == "塘汇民声服务队")).one()
        dispatch.dispatch(case, team, "到场劝导")
        fire(case, "resolve", data={"result": "settled", "text": "电话协调解决"})
        fire(case, "feed_back", data=TOLD)
        with pytest.raises(Refused) as refused:
            fire(case, "close")
        assert "塘汇民声服务队" in str(refused.value)


def test_three_failed_attempts_stand_for_satisfaction(street, freeze, as_person):
    freeze("2023-06-07 09:00:00")
    with as_person("clerk", STREET) as session:
        case = transfer()
        fire(case, "resolve", data={"result": "settled", "text": "已处理"})
        missed = {"means": "phone", "reached": False, "text": "无人接听", "satisfaction": None}
        for _attempt in range(2):
            fire(case, "feed_back", data=missed)
        with pytest.raises(Refused):
            fire(case, "close")
        fire(case, "feed_back", data=missed)
        fire(case, "close")
        assert case.status == "closed"
        session.rollback()


def test_void_needs_a_reason_and_a_second_person(street, freeze, as_person):
    freeze("2023-06-07 09:00:00")
    with as_person("dispatcher", "330411", "调度甲") as session:
        with system("a case") as quiet:
            key = transfer().id
            quiet.commit()
        case = session.get(Case, key)
        with pytest.raises(Refused):
            fire(case, "ask_void")
        with pytest.raises(Refused):
            fire(case, "approve_void")
        fire(case, "ask_void", note="重复登记")
        assert case.void_reason == "重复登记"
        with pytest.raises(Refused):
            fire(case, "approve_void")
        session.commit()
    with as_person("dispatcher", "330411", "调度乙") as session:
        case = session.get(Case, key)
        fire(case, "approve_void")
        session.commit()
        assert case.status == "void" and case.voided_at is not None


def test_numbers_run_without_gaps_also_after_a_refusal(street, freeze, as_person):
    freeze("2023-06-07 09:00:00")
    with as_person("clerk", STREET) as session:
        numbers = [transfer(f"N{serial}").case_no for serial in (1, 2)]
        session.commit()
        transfer("N3")
        session.rollback()
        numbers.append(transfer("N4").case_no)
        session.commit()
        assert [parse_case_number(number).serial for number in numbers] == [1, 2, 3]
