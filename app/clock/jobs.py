"""After the holidays of a year have been entered: work out the running deadlines again, outside the request."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock.calendar import YearState
from app.clock.models import CalendarYear
from app.clock.recompute import recompute
from app.job.models import Job
from app.job.queue import enqueue
from app.job.spec import JobSpec, Run

RECOMPUTE = "clock.recompute"


def announce(session: Session, year: int, source: str) -> Job:
    """Set a year to official, once its holidays are entered, and ask for its deadlines to be worked out again.

    Args:
        year: a year, entered or not.
        source: the notice that announced the holidays.
    """
    row = session.scalar(select(CalendarYear).where(CalendarYear.year == year))
    if row is None:
        row = CalendarYear(year=year)
        session.add(row)
    row.state, row.source = YearState.OFFICIAL.value, source
    session.flush()
    return enqueue(session, RECOMPUTE, {"years": [year]})


def recompute_years(run: Run) -> dict[str, Any]:
    """Work out the running deadlines of some years again; the result lists what moved."""
    moves = recompute(run.session, run.args["years"])
    return {
        "moved": [
            {
                "deadline_id": move.deadline_id,
                "from": move.due_before.isoformat() if move.due_before else None,
                "to": move.due_after.isoformat() if move.due_after else None,
            }
            for move in moves
        ]
    }


JOBS = (JobSpec(RECOMPUTE, recompute_years, label=_("Work out limits anew")),)
