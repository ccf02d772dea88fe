"""Compliance (一日两巡): on how many of their workdays grid workers made the patrols asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.access.identity import beyond_scope
from app.model.moment import today
from app.org.threshold import threshold
from modules.grids.models import GridWorker
from modules.parties.models import Person
from modules.patrols.duty import ONE_DAY, at_place, duty_days
from modules.patrols.models import Patrol
from modules.patrols.months import month_of


@dataclass(frozen=True)
class Line:
    """One worker in one month.

    Attributes:
        days: workdays with the patrols asked for, the numerator.
        workdays: days the worker had to work, the denominator.
        patrols: all patrols of the month, those on other days among them.
    """

    worker_id: int
    name: str
    place: str
    days: int
    workdays: int
    patrols: int

    @property
    def rate(self) -> float | None:
        """The share of the workdays; nothing where there was none."""
        return self.days / self.workdays if self.workdays else None


def counted_until(last: date) -> date:
    """The last day that counts: today's patrols are not all made yet."""
    return min(last, today() - ONE_DAY)


def compliance(session: Session, code: str, month: str) -> list[Line]:
    """The workers of a place who had to work in a month, or patrolled in it, by name.

    Args:
        session: under whose scope patrols are counted.
        code: a place the reader was found to reach.
        month: as `2026-11`.

    Raises:
        ValueError: no month.
    """
    period = month_of(month)
    if period is None:
        raise ValueError(month)
    first, last = period[0], counted_until(period[1])
    duty = duty_days(session, code, first, last)
    made = patrols_by_day(session, code, *period)
    good = good_days(made, duty)
    lines = [
        Line(
            key, name, place, len(good.get(key, ())), len(duty.get(key, ())), sum(made.get(key, {}).values())
        )
        for key, name, place in _workers(session, code, duty.keys() | made.keys())
    ]
    return sorted(lines, key=lambda line: (line.name, line.worker_id))


def patrols_by_day(session: Session, code: str, first: date, last: date) -> dict[int, dict[date, int]]:
    """How many patrols each worker made on each day, as far as the session reads them."""
    asked = (
        select(Patrol.worker_id, Patrol.day, func.count())
        .where(Patrol.day.between(first, last), *at_place(Patrol, code))
        .group_by(Patrol.worker_id, Patrol.day)
    )
    made: dict[int, dict[date, int]] = {}
    for worker_id, day, number in session.execute(asked):
        made.setdefault(worker_id, {})[day] = number
    return made


def good_days(made: dict[int, dict[date, int]], duty: dict[int, set[date]]) -> dict[int, set[date]]:
    """The days each worker had to work on and made the patrols asked for."""
    least = threshold("patrols_a_day")
    return {
        worker_id: {day for day in days if made.get(worker_id, {}).get(day, 0) >= least}
        for worker_id, days in duty.items()
    }


def _workers(session: Session, code: str, keys: Collection[int]) -> list[tuple[int, str, str]]:
    """Key, name and place of the workers of a place among some."""
    asked = (
        select(GridWorker.id, Person.name, GridWorker.division_code)
        .join(Person, Person.id == GridWorker.person_id)
        .where(*at_place(GridWorker, code))
    )
    with beyond_scope(session, "name grid workers"):
        return [(key, name, place) for key, name, place in session.execute(asked) if key in keys]
