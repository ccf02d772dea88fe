"""Time limits: the vectors of the law, pauses, and what must hold for every limit."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock.deadline import due
from app.clock.explain import sentences
from app.clock.limits import Limit, LimitKind, PauseSpan
from app.clock.shipped import shipped_calendar

CALENDAR = shipped_calendar()
DAYS = st.datetimes(datetime(2004, 1, 1), datetime(2028, 10, 1))
DAY_LIMITS = st.builds(
    Limit, st.sampled_from([LimitKind.CALENDAR_DAYS, LimitKind.WORKDAYS]), st.integers(1, 60)
)
LIMITS = st.one_of(
    DAY_LIMITS, st.builds(Limit, st.sampled_from([LimitKind.MINUTES, LimitKind.HOURS]), st.integers(1, 3000))
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def last_day(start: str, kind: str, amount: int, *pauses: PauseSpan) -> date:
    result = due(at(start), Limit(LimitKind(kind), amount), CALENDAR, pauses)
    assert result.at.time() == time.max
    return result.at.date()


@pytest.mark.parametrize(
    ("start", "last"),
    [
        ("2023-08-29", "2023-09-28"),
        ("2023-08-30", "2023-10-07"),
        ("2024-01-11", "2024-02-18"),
        ("2026-09-01", "2026-10-08"),
    ],
)
def test_thirty_days_roll_over_days_off(start, last):
    assert last_day(f"{start} 09:30", "calendar_days", 30) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("start", "amount", "last"),
    [
        ("2023-06-02", 5, "2023-06-09"),
        ("2023-06-02", 10, "2023-06-16"),
        ("2023-06-17", 5, "2023-06-26"),
        ("2023-09-28", 5, "2023-10-11"),
        ("2024-02-08", 5, "2024-02-21"),
        ("2026-09-30", 5, "2026-10-13"),
        ("2026-11-21", 5, "2026-11-27"),
        ("2026-12-18", 10, "2027-01-04"),
    ],
)
def test_working_days(start, amount, last):
    assert last_day(f"{start} 23:59", "workdays", amount) == date.fromisoformat(last)


def test_a_deadline_in_an_unannounced_year_is_provisional():
    assert due(at("2026-12-18 10:00"), Limit(LimitKind.WORKDAYS, 10), CALENDAR).provisional
    assert due(at("2026-12-10 10:00"), Limit(LimitKind.CALENDAR_DAYS, 30), CALENDAR).provisional
    assert not due(at("2026-12-18 10:00"), Limit(LimitKind.WORKDAYS, 9), CALENDAR).provisional
    assert not due(at("2026-12-31 23:59"), Limit(LimitKind.HOURS, 24), CALENDAR).provisional
    assert due(at("2039-12-01 10:00"), Limit(LimitKind.WORKDAYS, 60), CALENDAR).at


@pytest.mark.parametrize(("amount", "reached"), [(1, "02:01:20"), (2, "02:02:20"), (3, "02:03:20")])
def test_minutes_run_at_night(amount, reached):
    result = due(at("2023-06-07 02:00:20"), Limit(LimitKind.MINUTES, amount), CALENDAR)
    assert result.at == at(f"2023-06-07 {reached}")


def test_a_pause_stops_natural_time_to_the_second():
    pause = PauseSpan(at("2023-06-07 10:10"), at("2023-06-07 10:12:30"))
    assert due(at("2023-06-07 10:00"), Limit(LimitKind.MINUTES, 30), CALENDAR, [pause]).at == at(
        "2023-06-07 10:32:30"
    )
    late = PauseSpan(at("2023-06-07 10:30"), at("2023-06-07 11:00"))
    assert due(at("2023-06-07 10:00"), Limit(LimitKind.MINUTES, 30), CALENDAR, [late]).at == at(
        "2023-06-07 10:30"
    )


@pytest.mark.parametrize(
    ("pause", "last"),
    [
        (("2023-06-06 10:00", "2023-06-06 17:00"), "2023-06-09"),
        (("2023-06-06 17:00", "2023-06-07 08:00"), "2023-06-12"),
        (("2023-06-09 16:00", "2023-06-13 09:00"), "2023-06-13"),
        (("2023-06-02 11:00", "2023-06-05 09:00"), "2023-06-12"),
        (("2023-06-01 11:00", "2023-06-02 09:00"), "2023-06-09"),
        (("2023-06-10 11:00", "2023-06-20 09:00"), "2023-06-09"),
    ],
    ids=[
        "within a day",
        "one midnight",
        "on the last day",
        "on the start day",
        "before the start",
        "after the end",
    ],
)
def test_a_pause_stops_working_days_by_whole_days(pause, last):
    span = PauseSpan(at(pause[0]), at(pause[1]))
    assert last_day("2023-06-02 10:00", "workdays", 5, span) == date.fromisoformat(last)


def test_an_open_pause_leaves_the_deadline_open():
    for kind in LimitKind:
        result = due(at("2023-06-02 10:00"), Limit(kind, 5), CALENDAR, [PauseSpan(at("2023-06-02 10:01"))])
        assert result.at is None
        assert result.steps[-1]["fact"] == "pause"
    spent = due(
        at("2023-06-02 10:00"), Limit(LimitKind.WORKDAYS, 5), CALENDAR, [PauseSpan(at("2023-06-10 10:01"))]
    )
    assert spent.at.date() == date(2023, 6, 9)


def test_a_pause_between_the_last_day_off_and_the_roll_counts():
    span = PauseSpan(at("2023-06-11 10:00"), at("2023-06-14 10:00"))
    assert last_day("2023-06-05 10:00", "calendar_days", 5, span) == date(2023, 6, 14)


@given(DAYS, DAYS, LIMITS)
def test_a_later_start_is_never_due_earlier(one, other, limit):
    first, second = sorted((one, other))
    assert due(first, limit, CALENDAR).at <= due(second, limit, CALENDAR).at


@given(DAYS, DAY_LIMITS)
def test_a_day_limit_ends_on_a_workday_after_the_start(start, limit):
    result = due(start, limit, CALENDAR)
    assert CALENDAR.is_workday(result.at.date())
    assert result.at.date() >= start.date() + timedelta(days=1)


@given(DAYS, st.integers(1, 60))
def test_working_days_are_counted_one_by_one(start, amount):
    last = due(start, Limit(LimitKind.WORKDAYS, amount), CALENDAR).at.date()
    days = [start.date() + timedelta(days=n) for n in range(1, (last - start.date()).days + 1)]
    assert sum(CALENDAR.is_workday(day) for day in days) == amount


@given(DAYS, st.integers(2, 60), st.integers(0, 40), st.integers(0, 60 * 24 * 20))
def test_a_pause_adds_the_midnights_it_covers(start, amount, after_days, minutes):
    begin = start + timedelta(days=min(after_days, amount - 1))
    span = PauseSpan(begin, begin + timedelta(minutes=minutes))
    nights = (span.end.date() - span.start.date()).days
    last = due(start, Limit(LimitKind.CALENDAR_DAYS, amount), CALENDAR, [span]).at.date()
    assert last == CALENDAR.next_workday(start.date() + timedelta(days=amount + nights))


@given(DAYS, LIMITS, st.lists(st.tuples(st.integers(-5000, 90000), st.integers(0, 20000)), max_size=5))
def test_pauses_never_bring_a_deadline_forward_and_their_order_is_nothing(start, limit, pauses):
    spans = [
        PauseSpan(start + timedelta(minutes=begin), start + timedelta(minutes=begin + lasts))
        for begin, lasts in pauses
    ]
    result = due(start, limit, CALENDAR, spans)
    assert result.at >= due(start, limit, CALENDAR).at
    assert due(start, limit, CALENDAR, spans[::-1]).at == result.at


@given(DAYS, LIMITS)
def test_every_deadline_explains_itself(start, limit):
    result = due(start, limit, CALENDAR)
    assert [step["fact"] for step in result.steps][:2] == ["rule", "start"]
    assert result.steps[-1] == {"fact": "due", "at": result.at.isoformat()}
    assert result.provisional == any(step["fact"] == "provisional" for step in result.steps)


def test_the_national_holiday_is_explained():
    steps = due(at("2026-09-30 16:20"), Limit(LimitKind.WORKDAYS, 5), CALENDAR).steps
    assert [step for step in steps if step["fact"] in ("skip", "make_up")] == [
        {"fact": "skip", "from": "2026-10-01", "to": "2026-10-07", "why": "国庆节"},
        {"fact": "make_up", "date": "2026-10-10", "why": "国庆节"},
        {"fact": "skip", "from": "2026-10-11", "to": "2026-10-11", "why": ""},
    ]


def test_explanations_are_sentences(app_context):
    pause = PauseSpan(at("2026-09-29 10:00"), at("2026-09-30 09:00"), "waiting for an appraisal")
    steps = due(at("2026-09-28 16:20"), Limit(LimitKind.WORKDAYS, 3), CALENDAR, [pause]).steps
    assert sentences(steps) == [
        "Limit: 3 working days, the start day not counted",
        "Starts: 2026-09-28 16:20",
        "Paused from 2026-09-29 10:00 to 2026-09-30 09:00 (waiting for an appraisal): 1 days not counted",
        "Not counted: 10-01–10-07, 国庆节",
        "Due: 2026-10-09 24:00",
    ]
    rolled = due(at("2023-08-30 08:00"), Limit(LimitKind.CALENDAR_DAYS, 30), CALENDAR).steps
    assert sentences(rolled)[2] == "The last day 09-29 is not worked (中秋节), so it moves to 10-07"


@pytest.fixture
def app_context():
    """A bare application: the sentences need a language, and without translations they stay as written."""
    from flask import Flask
    from flask_babel import Babel

    application = Flask(__name__)
    Babel(application)
    with application.app_context():
        yield


def test_a_limit_is_at_least_one_and_of_a_known_kind():
    with pytest.raises(ValueError):
        Limit(LimitKind.WORKDAYS, 0)
    with pytest.raises(ValueError):
        Limit("weeks", 1)
