"""The shipped holiday table."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from app.clock.shipped import shipped_calendar as shipped


def test_every_day_from_2004_to_2026_is_as_announced():
    calendar, day = shipped(), date(2004, 1, 1)
    while day.year < 2027:
        assert calendar.is_workday(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


@pytest.mark.parametrize("year", [2027, 2028])
def test_provisional_years_hold_the_statutory_holidays(year):
    calendar = shipped()
    assert calendar.is_provisional(year)
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    festivals = [day for day in days if day.year == year and calendar.special(day)]
    shared = {2027: 0, 2028: 1}[year]  # in 2028 Mid-Autumn falls on 3 October
    assert len(festivals) == 13 - shared
    assert all(not calendar.is_workday(day) for day in festivals)


def test_announced_years_are_final_and_unknown_years_are_not():
    calendar = shipped()
    assert not calendar.is_provisional(2026)
    assert calendar.is_provisional(2040)
    assert calendar.is_workday(date(2040, 1, 2)) and not calendar.is_workday(date(2040, 1, 7))


def test_next_workday():
    calendar = shipped()
    assert calendar.next_workday(date(2026, 10, 1)) == date(2026, 10, 8)
    assert calendar.next_workday(date(2026, 10, 10)) == date(2026, 10, 10)
