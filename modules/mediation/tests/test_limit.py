"""The limit of mediation (75th Order of the Ministry of Justice art. 33): thirty days, stopped by whole days."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import object_session

from app.clock.service import clocks_of
from app.workflow.engine import Refused, fire
from modules.mediation import services
from modules.mediation.tests.quarrel import TALK, said

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def accepted(as_mediator, without_papers):
    """A mediation accepted on 17 August 2023, its parties told of their rights."""
    with as_mediator() as mine:
        services.tell_rights(mine)
        fire(mine, "accept")
        yield mine


def limit(mine):
    return clocks_of(object_session(mine), mine)[0]


def last_day(mine):
    at = limit(mine).due_at
    return at and str(at.date())


def test_the_last_day_is_the_thirtieth_rolled_to_a_workday(accepted):
    """The 30th day, 16 September, is a Saturday."""
    assert limit(accepted).policy_code == "mediate"
    assert str(limit(accepted).due_at) == "2023-09-18 23:59:59.999999"


@pytest.mark.parametrize(
    ("accepted_on", "last"),
    [("2023-08-16", "2023-09-15"), ("2023-08-30", "2023-10-07"), ("2024-01-11", "2024-02-18")],
)
def test_it_runs_from_the_day_of_acceptance(as_mediator, without_papers, accepted_on, last):
    """Not from the day it is put on record; legal holidays and make-up workdays are known."""
    with as_mediator() as mine:
        fire(mine, "accept", data={"accepted_on": date.fromisoformat(accepted_on)})
        assert last_day(mine) == last


@pytest.mark.parametrize(
    ("from_", "to", "last"),
    [
        ("2023-08-21 09:00", "2023-08-21 18:00", "2023-09-18"),  # no midnight, nothing gained
        ("2023-08-21 23:59", "2023-08-22 00:01", "2023-09-18"),  # the 31st day is a Sunday
        ("2023-08-21 09:00", "2023-08-24 08:00", "2023-09-19"),  # three days
        ("2023-08-17 10:00", "2023-08-20 10:00", "2023-09-19"),  # begun on the start day
        ("2023-09-18 17:00", "2023-09-20 09:00", "2023-09-20"),  # begun on the last day, it saves that day
    ],
)
def test_a_pause_stops_it_by_whole_days(accepted, freeze, from_, to, last):
    freeze(from_)
    fire(accepted, "pause", note="等待鉴定意见")
    freeze(to)
    fire(accepted, "resume")
    assert last_day(accepted) == last


def test_while_it_stands_still_there_is_no_last_day(accepted, freeze):
    freeze("2023-08-21 09:00")
    fire(accepted, "pause", note="等待鉴定意见")
    assert last_day(accepted) is None
    assert limit(accepted).running_pause.reason == "等待鉴定意见"
    fire(accepted, "resume")
    assert limit(accepted).running_pause is None


def test_pauses_add_up(accepted, freeze):
    for from_, to in (("08-21 09:00", "08-23 09:00"), ("08-28 09:00", "08-31 09:00")):
        freeze(f"2023-{from_}")
        fire(accepted, "pause", note="等待鉴定意见")
        freeze(f"2023-{to}")
        fire(accepted, "resume")
    assert last_day(accepted) == "2023-09-21"


def test_a_pause_needs_a_reason(accepted):
    with pytest.raises(Refused) as refused:
        fire(accepted, "pause", note=" ")
    assert said(refused) == [("请填写事由", "")]
    assert last_day(accepted) == "2023-09-18"


def test_before_acceptance_nothing_runs(as_mediator):
    with as_mediator() as mine:
        assert clocks_of(object_session(mine), mine) == []
        with pytest.raises(Refused):
            fire(mine, "pause", note="等待鉴定意见")


@pytest.mark.parametrize(("at", "met"), [("2023-09-18 23:59:59", True), ("2023-09-19 00:00:00", False)])
def test_the_end_stops_it_and_says_whether_it_was_kept(accepted, freeze, at, met):
    freeze(at)
    services.terminate(accepted, "demanded", "向人民法院提起诉讼")
    assert (limit(accepted).met, str(limit(accepted).stopped_at)) == (met, at)


def test_the_end_also_ends_a_pause(accepted, freeze):
    freeze("2023-09-11 09:00")
    fire(accepted, "pause", note="等待鉴定意见")
    freeze("2023-10-16 09:00")
    services.terminate(accepted, "demanded", "向人民法院提起诉讼")
    assert limit(accepted).running_pause is None
    assert (limit(accepted).met, last_day(accepted)) == (True, "2023-10-23")


def test_a_session_leaves_it_running(accepted):
    services.hold_session(accepted, result="continued", **TALK)
    assert limit(accepted).stopped_at is None


def test_both_sides_may_agree_to_more_days(accepted):
    asked = {"days": 30, "why": "等待鉴定后继续调解", "applicants_agree": True}
    with pytest.raises(Refused) as refused:
        fire(accepted, "extend", data=asked)
    assert "双方" in said(refused)[0][0] and last_day(accepted) == "2023-09-18"
    fire(accepted, "extend", data={**asked, "respondents_agree": True})
    assert last_day(accepted) == "2023-10-16"
    added = {"fact": "extended", "kind": "calendar_days", "amount": 30, "why": asked["why"]}
    assert added in limit(accepted).explanation
