"""Clocks on rows: which limit holds, running, standing still, stopping, and a changed calendar."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from sqlalchemy import inspect, select, text

from app.access.gate import install_gate
from app.access.scope import Reach, Scope, acting_as, system
from app.clock import service
from app.clock.arrows import on_event
from app.clock.jobs import JOBS, announce
from app.clock.models import CalendarYear, Deadline, HolidayDay, Pause, SlaPolicy
from app.clock.recompute import recompute
from app.clock.spec import Clock
from app.clock.stored import fill_clock, policy_for, stored_calendar
from app.job.models import Job
from app.job.runner import Runner
from app.model.base import db


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


class Subject:
    """Any row with a division: clocks do not care which."""

    def __init__(self, key: int = 1, division_code: str = "330411004"):
        self.id, self.division_code, self.effective_on = key, division_code, date(2023, 8, 30)
        self.category = "05"

    def model_id(self) -> str:
        return "cases.case"


@pytest.fixture
def session(system_session):
    fill_clock(system_session)
    system_session.commit()
    return system_session


def test_filling_twice_adds_nothing_and_keeps_what_people_changed(session):
    session.scalars(select(HolidayDay).where(HolidayDay.date == date(2027, 1, 1))).one().name = "元旦假期"
    session.delete(session.scalars(select(HolidayDay).where(HolidayDay.date == date(2027, 5, 1))).one())
    session.flush()
    assert fill_clock(session) == 0
    assert stored_calendar(session).special(date(2027, 1, 1)).name == "元旦假期"
    assert stored_calendar(session).special(date(2027, 5, 1)) is None


def test_three_clocks_at_night_one_late(session):
    subject = Subject()
    for code in ("sign", "contact", "order"):
        service.start(session, subject, code, at("2023-06-07 02:00:20"))
    assert [clock.due_at for clock in service.clocks_of(session, subject)] == [
        at("2023-06-07 02:01:20"),
        at("2023-06-07 02:02:20"),
        at("2023-06-07 02:03:20"),
    ]
    assert service.stop(session, subject, "sign", at("2023-06-07 02:01:00"))[0].met is True
    assert service.stop(session, subject, "contact", at("2023-06-07 02:02:30"))[0].met is False
    assert service.stop(session, subject, "sign", at("2023-06-07 03:00:00")) == []
    assert [clock.policy_code for clock in service.due_before(session, at("2023-06-07 02:10"))] == ["order"]


def test_an_extension_says_how_much_and_why_also_after_a_pause(session):
    subject = Subject()
    clock = service.start(session, subject, "mediate", at("2023-08-17 09:00"))
    service.extend(session, subject, "mediate", 5, "双方同意")
    assert clock.due_at.date() == date(2023, 9, 21)
    service.pause(session, subject, "mediate", "等待鉴定", at("2023-08-20 09:00"))
    service.resume(session, subject, "mediate", at("2023-08-21 09:00"))
    assert clock.due_at.date() == date(2023, 9, 22)
    facts = [step["fact"] for step in clock.explanation]
    assert facts == ["rule", "start", "extended", "pause", "due"] and clock.explanation[2]["amount"] == 5
    for amount, reason in ((0, "双方同意"), (5, " ")):
        with pytest.raises(ValueError, match="extension"):
            service.extend(session, subject, "mediate", amount, reason)


def test_the_nearest_division_wins_and_others_stay_unchanged(session):
    session.add(local("contact", "330481", 3))
    session.add(local("contact", "3304", 5))
    session.flush()
    day = date(2026, 1, 5)
    assert policy_for(session, "contact", "330481003", day).amount == 3
    assert policy_for(session, "contact", "330402007", day).amount == 5
    assert policy_for(session, "contact", "371102002020", day).amount == 2
    assert policy_for(session, "contact", "33", day).amount == 2


def test_category_and_validity_of_a_limit(session):
    session.add(local("contact", None, 9, category="05", valid_from=date(2026, 7, 1)))
    session.flush()
    assert policy_for(session, "contact", "330402", date(2026, 6, 30), "0501").amount == 2
    assert policy_for(session, "contact", "330402", date(2026, 7, 1), "0501").amount == 9
    assert policy_for(session, "contact", "330402", date(2026, 7, 1), "06").amount == 2
    assert policy_for(session, "confirm_apply", "330402", date(2010, 12, 31)) is None
    assert service.start(session, Subject(), "confirm_apply", at("2010-12-31 09:00")) is None


def test_a_running_clock_is_not_started_twice(session):
    first = service.start(session, Subject(), "mediate", at("2023-08-17 09:00"))
    assert service.start(session, Subject(), "mediate", at("2023-08-18 09:00")) is first
    assert service.start(session, Subject(2), "mediate", at("2023-08-18 09:00")) is not first


def test_pause_and_resume(session):
    subject = Subject()
    clock = service.start(session, subject, "app_done", at("2023-06-02 10:00"))
    service.pause(session, subject, "app_done", "等待鉴定", at("2023-06-06 17:00"))
    assert clock.due_at is None
    assert service.due_before(session, at("2030-01-01 00:00")) == []
    assert service.pause(session, subject, "app_done", "当事人原因", at("2023-06-06 18:00")) == []
    service.resume(session, subject, "app_done", at("2023-06-07 08:00"))
    session.commit()
    assert clock.due_at.date() == date(2023, 6, 12)
    assert [step["why"] for step in clock.explanation if step["fact"] == "pause"] == ["等待鉴定"]
    with pytest.raises(ValueError, match="reason"):
        service.pause(session, subject, "app_done", "  ")


def test_stopping_a_paused_clock_ends_the_pause(session):
    subject = Subject()
    service.start(session, subject, "whistle", at("2023-06-02 10:00"))
    service.pause(session, subject, "whistle", "不可抗力", at("2023-06-02 10:10"))
    (clock,) = service.stop(session, subject, "whistle", at("2023-06-02 12:00"))
    assert clock.met is True
    assert session.scalars(select(Pause)).one().to_at == at("2023-06-02 12:00")


def test_calling_off_gives_no_verdict(session):
    subject = Subject()
    service.start(session, subject, "sign", at("2023-06-02 10:00"))
    service.start(session, subject, "order", at("2023-06-02 10:00"))
    assert [clock.met for clock in service.call_off(session, subject)] == [None, None]
    assert service.due_before(session, at("2030-01-01 00:00")) == []


def test_an_announced_year_moves_running_deadlines_and_says_which(session):
    moved = service.start(session, Subject(1), "app_follow", at("2026-12-18 10:00"))
    service.start(session, Subject(2), "app_follow", at("2026-12-01 10:00"))
    service.start(session, Subject(3), "app_classify", at("2026-12-31 20:00"))
    session.commit()
    assert (moved.due_at.date(), moved.provisional) == (date(2027, 1, 4), True)
    session.scalars(select(CalendarYear).where(CalendarYear.year == 2027)).one().state = "official"
    session.add(HolidayDay(date=date(2027, 1, 4), kind="holiday", name="元旦"))
    session.flush()
    (move,) = recompute(session, [2027])
    assert (move.subject_id, move.due_before.date(), move.due_after.date()) == (
        1,
        date(2027, 1, 4),
        date(2027, 1, 5),
    )
    assert (move.provisional_before, move.provisional_after) == (True, False)
    assert recompute(session, [2027]) == []
    session.rollback()
    assert moved.due_at.date() == date(2027, 1, 4)


def test_arrows_move_clocks(session):
    row = Subject()
    row.case = Subject(7)

    def take(moment: str, *clocks: Clock, note: str = "") -> None:
        event = SimpleNamespace(at=at(moment), note=note, name="cases.case.pause")
        on_event(session, row, event, SimpleNamespace(clocks=clocks))

    take(
        "2023-08-30 10:00",
        Clock(start="confirm_apply", since="effective_on"),
        Clock(start="mediate", on="case"),
    )
    confirm, mediate = session.scalars(select(Deadline).order_by(Deadline.subject_id)).all()
    assert (confirm.due_at.date(), confirm.subject_id, mediate.subject_id) == (date(2023, 10, 7), 1, 7)
    take("2023-09-01 10:00", Clock(pause="mediate", on="case"), note="等待鉴定")
    assert mediate.running_pause.reason == "等待鉴定"
    take("2023-09-02 10:00", Clock(resume="mediate", on="case"), Clock(stop=("confirm_apply",)))
    assert mediate.running_pause is None and confirm.met is True
    take("2023-09-03 10:00", Clock(call_off="mediate", on="case"))
    assert mediate.stopped_at == at("2023-09-03 10:00") and mediate.met is None
    on_event(session, row, SimpleNamespace(at=at("2023-09-03 10:00")), None)


def test_announcing_a_year_is_work_for_later(session, bare_app):
    service.start(session, Subject(), "app_follow", at("2026-12-18 10:00"))
    job_id = announce(session, 2027, "国务院办公厅通知").id
    session.commit()
    Runner(bare_app, {spec.name: spec for spec in JOBS}, system).run_one()
    session.expire_all()
    job = session.get_one(Job, job_id)
    assert (job.state, len(job.result["moved"])) == ("done", 1)
    assert session.scalars(select(Deadline.provisional)).one() is False


def test_who_holds_the_row_moves_its_clocks_without_a_grant(session):
    install_gate(db.session)
    service.start(session, Subject(), "sign", at("2023-06-07 02:00:20"))
    session.commit()
    somebody = Scope(user_id=None, posts=(Reach("handler", "330411"),))
    with acting_as(somebody) as own:
        assert own.scalars(select(Deadline)).all() == []
        service.start(own, Subject(), "mediate", at("2023-06-07 02:00:20"))
        assert service.stop(own, Subject(), "sign", at("2023-06-07 02:01:00"))[0].met is True
        service.pause(own, Subject(), "mediate", "等待鉴定", at("2023-06-08 09:00"))
        own.commit()
        assert {clock.policy_code for clock in service.clocks_of(own, Subject())} == {"sign", "mediate"}
        assert service.due_before(own, at("2030-01-01 00:00")) == []


def test_due_ones_are_found_by_index(session, engine_name):
    columns = [index["column_names"] for index in inspect(db.engine).get_indexes("clock_deadline")]
    for place in ("scope_province", "scope_city", "scope_county", "scope_town", "division_code"):
        assert [place, "due_at", "id"] in columns
    if engine_name == "sqlite":
        query = "select * from clock_deadline where stopped_at is null and scope_county='330411' and due_at < '2026'"
        plan = session.execute(text(f"explain query plan {query} order by due_at, id limit 25")).all()
        assert "ix_clock_deadline_scope_county_due_at_open" in str(plan)


def local(code: str, division_code: str | None, minutes: int, **values) -> SlaPolicy:
    return SlaPolicy(
        code=code,
        name="联系当事人",
        division_code=division_code,
        from_event="dispatched",
        to_event="contacted",
        amount=minutes,
        kind="minutes",
        **values,
    )
