"""The last day of an application, by the limit and the calendar in the tables."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from app.clock.models import SlaPolicy
from app.clock.stored import fill_clock
from modules.confirmation.deadline import deadline_of


def agreement(effective_on):
    return SimpleNamespace(effective_on=effective_on, division_code="330402007")


@pytest.mark.parametrize(
    ("effective", "last"),
    [
        (date(2023, 8, 29), date(2023, 9, 28)),
        (date(2023, 8, 30), date(2023, 10, 7)),
        (date(2026, 11, 20), date(2026, 12, 21)),
    ],
)
def test_thirty_days_rolled_over_holidays(system_session, effective, last):
    fill_clock(system_session)
    assert deadline_of(agreement(effective)).at.date() == last


def test_no_day_before_it_is_in_force_and_a_missing_limit_is_a_mistake(system_session):
    fill_clock(system_session)
    assert deadline_of(agreement(None)) is None
    system_session.query(SlaPolicy).filter(SlaPolicy.code == "confirm_apply").delete()
    with pytest.raises(LookupError):
        deadline_of(agreement(date(2023, 8, 29)))
