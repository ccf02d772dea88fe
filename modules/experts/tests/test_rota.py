"""The rota of experts: what cannot be planned, what is pointed out, the next week, and who can be reached."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.access.scope import system
from app.org.models import Unit
from modules.centres.models import Shift
from modules.experts.models import Expert, ExpertAbsence, ExpertRota
from modules.experts.services import copy_week, gaps, on_now, reachable
from modules.experts.tests.pool import COUNTY, expert

one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

MONDAY = date(2026, 11, 23)


@pytest.fixture
def studio(river):
    """A system session with a studio and two lawyers."""
    with system("a studio for a test") as session:
        session.add(Unit(name="律师工作室", short_name="律师室", kind="centre", division_code=COUNTY))
        for name in ("甲律师", "乙律师"):
            expert(session, name)
        yield session


def unit(session) -> Unit:
    return session.scalars(select(Unit).where(Unit.name == "律师工作室")).one()


def who(session, name: str) -> Expert:
    return next(one for one in session.scalars(select(Expert)) if one.name == name)


def shift(session, day: date, name: str = "", code: str = "day") -> ExpertRota:
    """A shift in the session, its problems not looked for."""
    row = ExpertRota(
        unit_id=unit(session).id,
        day=day,
        shift_id=session.scalars(select(Shift.id).where(Shift.code == code)).one(),
        expert_id=who(session, name).id if name else None,
    )
    session.add(row)
    return row


def planned(session, *given) -> ExpertRota:
    row = shift(session, *given)
    assert row.problems() == {}
    session.flush()
    return row


@one_engine
def test_nobody_sits_in_two_places_or_while_away(studio):
    session = studio
    planned(session, MONDAY, "甲律师")
    planned(session, MONDAY, "乙律师")  # two lawyers in one shift are no fault
    twice = shift(session, MONDAY, "甲律师", "whole_day")
    assert "律师工作室" in str(twice.problems()["expert_id"])
    session.expunge(twice)
    session.add(ExpertAbsence(expert=who(session, "乙律师"), begins_on=MONDAY, ends_on=MONDAY))
    session.flush()
    away = shift(session, MONDAY, "乙律师", "night")
    assert away.problems() == {"expert_id": "不在岗，至2026-11-23"}
    session.expunge(away)
    who(session, "甲律师").status = "suspended"
    session.flush()
    gone = shift(session, MONDAY + timedelta(days=1), "甲律师")
    assert gone.problems() == {"expert_id": "该专家未发布"}


def test_gaps_are_those_unnamed_away_and_no_longer_in_the_pool(studio):
    session = studio
    named = planned(session, MONDAY, "甲律师")
    empty = planned(session, MONDAY + timedelta(days=1))
    away = planned(session, MONDAY + timedelta(days=2), "乙律师")
    assert gaps(session, unit(session), MONDAY, MONDAY + timedelta(days=6)) == [empty]
    session.add(ExpertAbsence(expert=who(session, "乙律师"), begins_on=away.day, ends_on=away.day))
    session.flush()
    assert gaps(session, unit(session), MONDAY, MONDAY + timedelta(days=6)) == [empty, away]
    assert named.doubts() == []
    assert empty.doubts() == ["此班次尚未安排专家"]
    assert away.doubts() == ["乙律师当天不在岗或者已不在库"]
    who(session, "甲律师").status = "withdrawn"
    session.flush()
    assert gaps(session, unit(session), MONDAY, MONDAY) == [named]


@one_engine
def test_the_next_week_is_like_the_last_but_for_those_who_are_away(studio):
    session = studio
    for name in ("甲律师", "乙律师"):
        planned(session, MONDAY, name)
    planned(session, MONDAY + timedelta(days=1), "乙律师")
    off = MONDAY + timedelta(days=8)
    session.add(ExpertAbsence(expert=who(session, "乙律师"), begins_on=off, ends_on=off))
    session.flush()
    made = copy_week(session, unit(session), MONDAY + timedelta(days=7))
    told = [(one.day.day, one.expert.name if one.expert else "") for one in made]
    assert told == [(30, "甲律师"), (30, "乙律师"), (1, "")]
    assert copy_week(session, unit(session), MONDAY + timedelta(days=7)) == []


def test_who_can_be_reached_now(studio):
    session = studio
    planned(session, MONDAY, "甲律师")
    expert(session, "全天在线", online_24h=True)
    expert(session, "在线已届满", online_24h=True, term_ends_on=date(2026, 11, 22))
    session.flush()

    def found(at: datetime) -> set[str]:
        return {one.name for one in session.scalars(select(Expert).where(reachable(at)))}

    assert found(datetime(2026, 11, 23, 10, 0)) == {"甲律师", "全天在线"}
    assert found(datetime(2026, 11, 23, 20, 0)) == {"全天在线"}
    assert [one.expert.name for one in on_now(session, datetime(2026, 11, 23, 9, 0))] == ["甲律师"]


@one_engine
def test_the_button_plans_once_and_only_for_those_who_keep_the_rota(app, login, freeze):
    freeze("2026-11-20 11:00")
    with app.app_context(), system("test") as session:
        last = session.scalars(select(ExpertRota).order_by(ExpertRota.begins_at)).first()
        page, button = f"/experts/expert_rota/show/{last.id}", f"/experts/rota/{last.id}/copy"
        before = session.scalar(select(func.count(ExpertRota.id)))
    clerk, dispatcher = login("clerk_county"), login("dispatcher_county")
    assert button not in clerk.get(page).text and clerk.post(button).status_code == 403
    assert login("clerk_county2").post(button).status_code in (403, 404)
    assert button in dispatcher.get(page).text
    assert dispatcher.post(button).status_code == 303
    assert button not in dispatcher.get(page).text
    assert dispatcher.post(button).status_code == 303
    with app.app_context(), system("test") as session:
        assert session.scalar(select(func.count(ExpertRota.id))) == before + 5
    calendar = dispatcher.get("/experts/expert_rota/calendar/?month=2026-11").text
    assert "顾法言" in calendar and "缺岗" in calendar
