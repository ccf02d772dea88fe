"""Whom to ask in a matter, in which order and why; whom not, and why not."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import event, select

from app.access.scope import system
from app.model.base import db
from app.org.models import Unit
from modules.centres.models import Shift
from modules.experts.models import (
    Expert,
    ExpertAbsence,
    ExpertField,
    ExpertHours,
    ExpertInterest,
    ExpertRota,
)
from modules.experts.services import Matter, suggest, unfit
from modules.experts.tests.pool import CITY, COUNTY, expert, field
from modules.parties.models import Organisation, Person

one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

#: A Tuesday.
AT = datetime(2026, 11, 24, 10, 0)
TOWN, NEXT_COUNTY = "330402007", "330411"
ID = "330402196805120110"


def names(found) -> list[str]:
    return [one.name for one in found]


def why_not(choice) -> dict[str, tuple[str, ...]]:
    return {one.name: one.against for one in choice.left_out}


def matter(session, **parties) -> Matter:
    return Matter(TOWN, frozenset({field(session, "05").id}), **parties)


def test_field_then_pool_then_reachable_then_load(river, as_person):
    with system("test") as session:
        shift = session.scalars(select(Shift).where(Shift.code == "day")).one()
        studio = Unit(name="律师工作室", short_name="律师室", kind="centre", division_code=COUNTY)
        session.add(studio)
        expert(session, "外行在线", "01", online_24h=True)
        expert(session, "市级在线", place=CITY, online_24h=True)
        expert(session, "闲人")
        busy = expert(session, "忙人")
        hours = expert(session, "坐班")
        session.add(ExpertHours(expert=hours, weekday="2", begins="09:00", ends="11:00"))
        sits = expert(session, "值班", "08")
        session.add(ExpertField(expert=sits, field=field(session, "05")))
        rota = ExpertRota(unit=studio, shift=shift, day=AT.date(), expert=sits, division_code=COUNTY)
        rota.begins_at, rota.ends_at = shift.span(AT.date())
        session.add(rota)
        expert(session, "邻县", place=NEXT_COUNTY, online_24h=True)
        expert(session, "未发布", status="suspended")
        session.commit()
        load, asked = {busy.id: 2}, matter(session)
    with as_person("dispatcher", TOWN) as session:
        choice = suggest(session, asked, AT, load=load)
        assert names(choice.offered) == ["值班", "坐班", "闲人", "忙人", "市级在线", "外行在线"]
        assert choice.left_out == ()
        told = {one.name: one.reasons for one in choice.offered}
        assert told["值班"] == ("专业领域对口", "县（区）专家库", "现在可联系", "在办咨询0件")
        assert told["忙人"][-1] == "在办咨询2件"
        assert told["外行在线"][:2] == ("县（区）专家库", "24小时在线")
        evening = suggest(session, asked, datetime(2026, 11, 24, 20, 0), load=load)
        assert names(evening.offered) == ["闲人", "值班", "坐班", "忙人", "市级在线", "外行在线"]
    with as_person("statistician", COUNTY) as session:
        assert suggest(session, asked, AT).offered == ()


def test_each_tie_to_a_party_is_said_and_leaves_the_expert_out(river, as_person):
    with system("test") as session:
        firm = Organisation(name="安居物业", uscc="91990102MA0FQAJ04M", division_code=TOWN)
        same_firm = Organisation(name="安居物业（老名）", uscc="91990102MA0FQAJ04M", division_code=COUNTY)
        party = Person(name="许某", division_code=TOWN, id_number=ID)
        unit = Unit(name="安居物业", short_name="安居", kind="department", division_code=COUNTY)
        session.add_all([firm, same_firm, party, unit])
        expert(session, "无涉")
        expert(session, "本人", place=CITY, person_id_number=ID)
        expert(session, "职员", person_employer="安居物业")
        expert(session, "挂职", unit=unit)
        counsel, kin = expert(session, "顾问"), expert(session, "亲属")
        session.flush()
        session.add(ExpertInterest(expert=counsel, kind="counsel", organisation=same_firm))
        session.add(ExpertInterest(expert=kin, kind="kin", person=party))
        away = expert(session, "出差")
        session.add(ExpertAbsence(expert=away, begins_on=date(2026, 11, 20), ends_on=date(2026, 11, 24)))
        expert(session, "届满", term_ends_on=date(2026, 11, 23))
        session.commit()
        asked = matter(session, people=frozenset({party.id}), organisations=frozenset({firm.id}))
    with as_person("clerk", TOWN) as session:
        choice = suggest(session, asked, AT)
        assert names(choice.offered) == ["无涉"]
        assert why_not(choice) == {
            "本人": ("本人是当事人或者代理人",),
            "职员": ("在当事人单位任职：安居物业",),
            "挂职": ("在当事人单位任职：安居物业",),
            "顾问": ("与安居物业（老名）有利害关系：法律顾问或者代理人",),
            "亲属": ("与许某有利害关系：近亲属",),
            "出差": ("不在岗，至2026-11-24",),
            "届满": ("任期已于2026-11-23届满",),
        }
        known = {one.name: one for one in session.scalars(select(Expert))}
        assert unfit(session, known["无涉"], asked, AT.date()) == []
        assert unfit(session, known["亲属"], asked, AT.date()) == ["与许某有利害关系：近亲属"]
        assert session.scalars(select(ExpertInterest)).all() == []  # the reason is told, the row is not shown


@one_engine
def test_reasons_known_elsewhere_leave_an_expert_out_too(river):
    with system("test") as session:
        first, second = expert(session, "甲"), expert(session, "乙")
        choice = suggest(session, matter(session), AT, against={first.id: ["曾为对方提供咨询"]})
        assert [one.expert.id for one in choice.offered] == [second.id]
        assert why_not(choice) == {"甲": ("曾为对方提供咨询",)}


@one_engine
def test_five_hundred_experts_cost_as_many_statements_as_five(river):
    """With 500 experts, 50 ties and 42 absences they cost 22 ms of one processor on SQLite."""
    told = []
    with system("test") as session:
        party = Person(name="许某", division_code=TOWN)
        firm = Organisation(name="安居物业", division_code=TOWN)
        session.add_all([party, firm])
        rows = [expert(session, f"专家{number}") for number in range(5)]
        session.add(ExpertInterest(expert=rows[0], kind="kin", person=party))
        session.flush()
        asked = matter(session, people=frozenset({party.id}), organisations=frozenset({firm.id}))

        def note(_connection, _cursor, statement, *_rest):
            told.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            counted = []
            for more in (0, 495):
                for number in range(more):
                    one = expert(session, f"专家{number + 5}")
                    if number % 10 == 0:
                        session.add(ExpertInterest(expert=one, kind="kin", person=party))
                session.flush()
                session.expire_all()
                told.clear()
                choice = suggest(session, asked, AT)
                counted.append(len(told))
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        assert counted == [5, 5]
        assert len(choice.offered) == len(choice.left_out) == 10
