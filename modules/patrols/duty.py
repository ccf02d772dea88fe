"""Who has to work on which days: in service, serving a grid, not away, on days the calendar calls workdays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.access.identity import beyond_scope
from app.clock.stored import stored_calendar
from app.model.base import LEVELS, level_of
from modules.grids.models import GridAssignment, GridWorker
from modules.patrols.models import Absence

ONE_DAY = timedelta(days=1)


def workdays(session: Session, first: date, last: date) -> list[date]:
    """The workdays of a period."""
    calendar = stored_calendar(session)
    return [day for day in span(first, last) if calendar.is_workday(day)]


def workday_before(session: Session, day: date) -> date:
    """The last workday before a day."""
    calendar, day = stored_calendar(session), day - ONE_DAY
    while not calendar.is_workday(day):
        day -= ONE_DAY
    return day


def duty_days(session: Session, code: str, first: date, last: date) -> dict[int, set[date]]:
    """The days of a period on which each grid worker of a place has to work; who has none is left out.

    Args:
        session: may belong to somebody who counts workers without opening their register.
        code: a place the reader was found to reach; nothing for all.
    """
    days = workdays(session, first, last)
    served = (
        select(
            GridAssignment.worker_id,
            GridAssignment.valid_from,
            GridAssignment.valid_to,
            GridWorker.hired_on,
            GridWorker.left_on,
        )
        .join(GridWorker, GridWorker.id == GridAssignment.worker_id)
        .where(
            GridAssignment.valid_from <= last,
            or_(GridAssignment.valid_to.is_(None), GridAssignment.valid_to >= first),
            *at_place(GridWorker, code),
        )
    )
    away = select(Absence.worker_id, Absence.first_day, Absence.last_day).where(Absence.touching(first, last))
    found: dict[int, set[date]] = {}
    with beyond_scope(session, "count the days of grid workers"):
        for worker_id, begins, ends, hired_on, left_on in session.execute(served):
            begins = max(begins, hired_on or begins)
            ends = min(day for day in (ends, left_on, last) if day is not None)
            found.setdefault(worker_id, set()).update(day for day in days if begins <= day <= ends)
        for worker_id, begins, ends in session.execute(away):
            found[worker_id] = {day for day in found.get(worker_id, ()) if not begins <= day <= ends}
    return {worker_id: mine for worker_id, mine in found.items() if mine}


def at_place(model: Any, code: str) -> list[Any]:
    """The condition that rows lie at a place or below it; none without a place."""
    return [getattr(model, LEVELS[level_of(code)][1]) == code] if code else []


def span(first: date, last: date) -> Iterator[date]:
    """The days from one to another."""
    while first <= last:
        yield first
        first += ONE_DAY
