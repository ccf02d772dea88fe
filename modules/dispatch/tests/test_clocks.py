"""One, two, three minutes from the dispatch, ten or thirty to the scene: to the second, day and night."""

from __future__ import annotations

from datetime import datetime

import pytest

from app.access.scope import system
from app.clock.service import clocks_of, due_before
from app.workflow.engine import fire
from modules.cases.models import Case
from modules.dispatch.services import dispatch
from modules.dispatch.tests.street import DONE, STREET, TEAM
from modules.grids.models import Grid

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def session(case):
    with system("dispatch for a test") as session:
        yield session


@pytest.fixture
def send(session, case, unit, freeze):
    """A function `send(at, zone="")` that dispatches at a moment, the case lying in a grid of that zone."""

    def send_at(at, zone=""):
        freeze(at)
        matter = session.get(Case, case)
        if zone:
            village = f"{STREET}001"
            matter.grid = Grid(code=f"{village}001", name="第1网格", zone_type=zone, division_code=village)
        return dispatch(matter, unit(session, TEAM), "到场劝导")

    return send_at


def due(session, work):
    return {clock.policy_code: str(clock.due_at) for clock in clocks_of(session, work)}


def kept(session, work):
    return {clock.policy_code: clock.met for clock in clocks_of(session, work) if clock.stopped_at}


def walk(freeze, work, *steps):
    """Take arrows at moments of 7 June 2023; the last word of a step is the arrow."""
    for step in steps:
        at, arrow = step.split()
        freeze(f"2023-06-07 {at}")
        fire(work, arrow, note="不属于本单位职责", data=dict(DONE) if arrow == "finish" else {})


@pytest.mark.parametrize(
    ("at", "sign", "contact", "order"),
    [
        ("2023-06-07 02:00:20", "2023-06-07 02:01:20", "2023-06-07 02:02:20", "2023-06-07 02:03:20"),
        # natural time: over midnight into the new year, on a Saturday night, on National Day
        ("2023-12-31 23:58:30", "2023-12-31 23:59:30", "2024-01-01 00:00:30", "2024-01-01 00:01:30"),
        ("2023-06-10 23:59:59", "2023-06-11 00:00:59", "2023-06-11 00:01:59", "2023-06-11 00:02:59"),
        ("2023-10-01 12:00:00", "2023-10-01 12:01:00", "2023-10-01 12:02:00", "2023-10-01 12:03:00"),
    ],
)
def test_three_clocks_run_from_the_dispatch_in_natural_time(session, send, at, sign, contact, order):
    assert due(session, send(at)) == {"sign": sign, "contact": contact, "order": order}


@pytest.mark.parametrize(
    ("steps", "met"),
    [
        (("02:01:00 sign", "02:02:00 contact", "02:03:00 order"), (True, True, True)),
        (("02:01:00.000001 sign", "02:02:00.000001 contact", "02:03:00.000001 order"), (False, False, False)),
        (("02:01:01 sign", "02:01:59 contact", "02:03:01 order"), (False, True, False)),
    ],
)
def test_a_limit_is_kept_to_its_last_moment(session, send, freeze, steps, met):
    work = send("2023-06-07 02:00:00")
    walk(freeze, work, *steps)
    assert kept(session, work) == dict(zip(("sign", "contact", "order"), met))


@pytest.mark.parametrize(
    ("zone", "limit", "last"),
    [
        ("core", "arrive_core", "02:12:30"),
        ("other", "arrive_all", "02:32:30"),
        ("", "arrive_all", "02:32:30"),
    ],
)
@pytest.mark.parametrize("late", [False, True])
def test_arrival_is_timed_from_the_order_by_the_zone_of_the_grid(
    session, send, freeze, zone, limit, last, late
):
    work = send("2023-06-07 02:00:00", zone)
    walk(freeze, work, "02:00:50 sign", "02:02:30 order")
    assert due(session, work)[limit] == f"2023-06-07 {last}"
    assert len(due(session, work)) == 4
    walk(freeze, work, f"{last}{'.000001' if late else ''} arrive")
    assert kept(session, work)[limit] is not late


def test_without_an_order_nobody_is_timed_on_the_way(session, send, freeze):
    work = send("2023-06-07 02:00:00", "core")
    walk(freeze, work, "02:00:50 sign", "02:01:50 contact", "02:30:00 handle")
    assert set(due(session, work)) == {"sign", "contact", "order"}


@pytest.mark.parametrize("end", ["02:20:00 finish", "02:20:00 return_"])
def test_what_will_not_happen_any_more_is_called_off_without_a_verdict(session, send, freeze, end):
    work = send("2023-06-07 02:00:00", "core")
    walk(freeze, work, "02:00:50 sign", "02:04:00 order", "02:05:00 handle", end)
    verdicts = {"sign": True, "order": False, "contact": None, "arrive_core": None}
    assert kept(session, work) == verdicts
    assert not due_before(session, datetime(2030, 1, 1))


def test_a_late_unit_is_found_until_it_acts(session, send, freeze):
    work = send("2023-06-07 02:00:00")
    assert due_before(session, datetime(2023, 6, 7, 2, 1)) == []
    assert [clock.policy_code for clock in due_before(session, datetime(2023, 6, 7, 2, 2, 1))] == [
        "sign",
        "contact",
    ]
    walk(freeze, work, "02:02:01 sign")
    assert [clock.policy_code for clock in due_before(session, datetime(2023, 6, 7, 2, 2, 1))] == ["contact"]


def test_each_assignment_has_clocks_of_its_own(session, send, freeze):
    first = send("2023-06-07 02:00:00")
    walk(freeze, first, "02:00:30 return_")
    second = send("2023-06-07 02:10:00")
    assert due(session, second)["sign"] == "2023-06-07 02:11:00"
    walk(freeze, second, "02:10:40 sign")
    assert kept(session, second) == {"sign": True}
    assert kept(session, first) == {"sign": None, "contact": None, "order": None}
