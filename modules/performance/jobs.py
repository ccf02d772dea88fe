"""Reminding before and after the day on which something is due."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.job.spec import JobSpec, Run, Schedule
from app.model.moment import today
from app.org.threshold import threshold
from app.workflow.engine import record
from app.workflow.models import Event
from modules.performance.models import Obligation

#: Days from the day due to the reminder, by the word kept in the history.
_LATE = 1


def remind(run: Run) -> dict[str, Any]:
    """Write into the history of each open obligation that its day comes near or has passed, once each.

    Whoever follows the mediation is told.
    """
    session, day, told = run.session, today(), 0
    ahead = {"first": threshold("remind_first"), "last": threshold("remind_last"), "late": -_LATE}
    latest = day + timedelta(days=max(ahead.values()))
    owed = select(Obligation).where(Obligation.status == "open", Obligation.due_on <= latest)
    known = {
        (row_id, data.get("due_on"), data.get("when"))
        for row_id, data in session.execute(
            select(Event.row_id, Event.data).where(
                Event.name == "performance.obligation.remind",
                Event.row_id.in_(owed.with_only_columns(Obligation.id)),
            )
        )
    }
    for obligation in session.scalars(owed.order_by(Obligation.id)):
        left = (obligation.due_on - day).days
        when = min((name for name, days in ahead.items() if left <= days), key=lambda name: ahead[name])
        if (obligation.id, str(obligation.due_on), when) not in known:
            record(obligation, "remind", data={"due_on": str(obligation.due_on), "when": when})
            told += 1
    return {"told": told}


JOBS = (
    JobSpec(
        "performance.remind",
        remind,
        Schedule(daily_at=time(6, 40)),
        label=_("Remind of what is due"),
    ),
)
