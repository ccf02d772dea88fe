"""Making whole files, carrying out destruction, and reminding of the day to file and of loans."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import service as clock
from app.clock.models import Deadline
from app.document.refusal import PaperRefused
from app.job.spec import GiveUp, JobSpec, Run, Schedule
from app.model.moment import now, today
from app.org.threshold import threshold
from app.workflow.engine import record
from app.workflow.models import Event
from modules.archive import building, destroying
from modules.archive.effects import BUILD
from modules.archive.models import Destruction, Loan, Volume
from modules.cases.models import Case
from modules.mediation.models import Mediation

#: The limit from closing a case to filing its volume.
POLICY = "file_volume"
_WAITING = ("open", "checked")


def build(run: Run) -> dict[str, Any]:
    """Make the whole file of a volume.

    Raises:
        GiveUp: the volume is gone or sealed, or the file cannot be made.
    """
    volume = run.session.get(Volume, run.args["volume"])
    if volume is None or volume.status not in _WAITING:
        raise GiveUp("the volume is gone or sealed")
    try:
        file = building.build(volume, run.progress)
    except (PaperRefused, LookupError) as refused:
        raise GiveUp(str(refused)) from refused
    return {"pages": file.pages, "bytes": file.size}


def destroy(run: Run) -> dict[str, Any]:
    """Carry out an approved list."""
    destruction = run.session.get_one(Destruction, run.args["list"])
    return {"destroyed": destroying.destroy(destruction)}


def watch(run: Run) -> dict[str, Any]:
    """Start the limit of volumes whose case was closed; tell of days to file and of loans that are due, once each."""
    return {
        "started": _start_limits(run.session),
        "told": _tell_of_limits(run.session),
        "loans": _tell_of_loans(run.session),
    }


def _start_limits(session: Session) -> int:
    """Volumes of closed cases that no limit runs for yet."""
    running = select(Deadline.subject_id).where(
        Deadline.subject_model == Volume.model_id(), Deadline.policy_code == POLICY
    )
    waiting = (
        select(Volume)
        .join(Mediation, Mediation.id == Volume.mediation_id)
        .join(Case, Case.id == Mediation.case_id)
        .where(Volume.status.in_(_WAITING), Case.status == "closed", Volume.id.not_in(running))
    )
    started = 0
    for volume in session.scalars(waiting.order_by(Volume.id)).all():
        closed = select(Event.at).where(
            Event.model == Case.model_id(), Event.row_id == volume.case.id, Event.arrow == "close"
        )
        at = session.scalar(closed.order_by(Event.id.desc()).limit(1))
        started += clock.start(session, volume, POLICY, at or now()) is not None
    return started


def _tell_of_limits(session: Session) -> int:
    """The history of a volume says once that its day is near, and once that it has passed."""
    horizon = now() + timedelta(days=threshold("volume_remind"))
    running = select(Deadline).where(
        Deadline.subject_model == Volume.model_id(),
        Deadline.policy_code == POLICY,
        Deadline.stopped_at.is_(None),
        Deadline.due_at <= horizon,
    )
    told = 0
    for deadline in session.scalars(running.order_by(Deadline.id)).all():
        volume = session.get_one(Volume, deadline.subject_id)
        when = "late" if deadline.due_at is not None and deadline.due_at < now() else "near"
        told += _once(session, volume, "remind", {"due": str(deadline.due_at), "when": when})
    return told


def _tell_of_loans(session: Session) -> int:
    """Each loan that is overdue is told of once."""
    overdue = select(Loan).where(Loan.returned_on.is_(None), Loan.until < today())
    loans = session.scalars(overdue.order_by(Loan.id)).all()
    return sum(_once(session, loan.volume, "loan_overdue", {"loan": loan.id}) for loan in loans)


def _once(session: Session, volume: Volume, act: str, data: dict[str, Any]) -> bool:
    """Record an act unless the same is in the history."""
    said = select(Event.data).where(
        Event.model == volume.model_id(), Event.row_id == volume.id, Event.arrow == act
    )
    if data in list(session.scalars(said)):
        return False
    record(volume, act, data=data)
    return True


JOBS = (
    JobSpec(BUILD, build, max_attempts=2, label=_("Make the file of a volume")),
    JobSpec(destroying.DESTROY, destroy, label=_("Carry out a destruction list")),
    JobSpec("archive.watch", watch, Schedule(daily_at=time(6, 50)), label=_("Watch volumes and loans")),
)
