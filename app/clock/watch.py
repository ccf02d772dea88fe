"""A changed calendar moves running deadlines: whoever edits a day or a year asks for the recount in the same act."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from app.access.scope import SystemScope, scope_of
from app.clock.jobs import RECOMPUTE
from app.clock.models import CalendarYear, HolidayDay
from app.job.models import Job
from app.model.moment import now


def watch_calendar(session_factory: Any) -> None:
    """Put the watch on every session the factory makes; a second call changes nothing."""
    if not event.contains(session_factory, "before_flush", _changed):
        event.listen(session_factory, "before_flush", _changed)


def _changed(session: Session, _context: Any, _instances: Any) -> None:
    """Queue one recount for all years touched by this flush; system work (seeds, `announce`) asks by itself."""
    if isinstance(scope_of(session), SystemScope):
        return
    years: set[int] = set()
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, CalendarYear):
            years.add(row.year)
        elif isinstance(row, HolidayDay):
            history: Any = inspect(row).attrs.date.history
            years |= {day.year for day in (*history.added, *history.deleted, *history.unchanged) if day}
    if years:
        session.add(Job(name=RECOMPUTE, args={"years": sorted(years)}, ready_at=now()))
