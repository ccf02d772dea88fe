"""The working calendar: which days are worked, which are not, and how sure that is.

A year is a plain list of the days that differ from Monday to Friday. The State Council publishes it each
autumn for the next year; until then a year is provisional and holds the statutory holidays only. A year
nobody has entered is Monday to Friday and provisional too, so that a date far ahead never breaks anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

_SATURDAY = 5
ONE_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """What a special day is: a weekday off, or a weekend day on which people work."""

    HOLIDAY = "holiday"
    WORKDAY = "workday"


class YearState(StrEnum):
    """Whether the holidays of a year have been announced."""

    OFFICIAL = "official"
    PROVISIONAL = "provisional"


@dataclass(frozen=True)
class SpecialDay:
    """A day that differs from the plain week. `name` is the festival it belongs to."""

    date: date
    kind: DayKind
    name: str


@dataclass(frozen=True)
class YearPlan:
    """The special days of one year and whether they are final."""

    state: YearState = YearState.PROVISIONAL
    days: Mapping[date, SpecialDay] = field(default_factory=dict)


class WorkCalendar:
    """Answers questions about days. It asks for each year once, when a day of it is first looked at.

    Args:
        load: gives the plan of a year, or None when nobody has entered that year.
    """

    def __init__(self, load: Callable[[int], YearPlan | None]) -> None:
        self._load = load
        self._years: dict[int, YearPlan] = {}

    @classmethod
    def of(cls, days: Mapping[date, SpecialDay], states: Mapping[int, YearState]) -> WorkCalendar:
        """A calendar of days held in memory; a year missing from `states` has not been entered."""

        def load(year: int) -> YearPlan | None:
            if year not in states:
                return None
            return YearPlan(states[year], {day: special for day, special in days.items() if day.year == year})

        return cls(load)

    def _plan(self, year: int) -> YearPlan:
        if year not in self._years:
            self._years[year] = self._load(year) or YearPlan()
        return self._years[year]

    def special(self, day: date) -> SpecialDay | None:
        """The special day of that date, if it is one."""
        return self._plan(day.year).days.get(day)

    def is_workday(self, day: date) -> bool:
        """Whether people work: Monday to Friday except holidays, and make-up days."""
        special = self.special(day)
        return special.kind is DayKind.WORKDAY if special else day.weekday() < _SATURDAY

    def is_provisional(self, year: int) -> bool:
        """Whether the holidays of a year may still change."""
        return self._plan(year).state is YearState.PROVISIONAL

    def next_workday(self, day: date) -> date:
        """The day itself if it is worked, else the first workday after it."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day
