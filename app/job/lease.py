"""Holding a job: taking it, keeping it, and letting go. Every step but the first asks for the right lease.

A lease is a random word written into the job when it is taken. If the worker dies or sleeps past its time, the job
is taken again under another word; whatever the first one still tries then matches no row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.job.models import DEAD, DONE, QUEUED, RUNNING, Job
from app.job.spec import LeaseLost
from app.model.moment import now

#: Waiting time before the second attempt; it doubles with each further one.
FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True)
class Claim:
    """A job taken: what its attempt needs to know."""

    job_id: int
    lease: str
    name: str
    args: dict[str, Any]
    attempt: int


def claim(session: Session, lasts: timedelta) -> Claim | None:
    """Take the job that has been ready for longest, or None.

    PostgreSQL passes over rows another worker is just taking (SKIP LOCKED); on SQLite the whole transaction is
    exclusive (BEGIN IMMEDIATE). The caller commits at once.

    Args:
        lasts: how long the lease holds unless renewed.
    """
    job = session.scalar(
        select(Job)
        .where(Job.ready_at <= now())
        .order_by(Job.ready_at, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if job is None:
        return None
    job.state, job.lease, job.attempts = RUNNING, uuid4().hex, job.attempts + 1
    job.started_at, job.ready_at = now(), now() + lasts
    session.flush()
    return Claim(job.id, job.lease, job.name, dict(job.args), job.attempts)


def renew(session: Session, held: Claim, lasts: timedelta, done: int, total: int | None) -> bool:
    """Keep a job for another while and note its progress; False when it is no longer ours."""
    return _change(session, held, ready_at=now() + lasts, progress_done=done, progress_total=total)


def finish(
    session: Session, held: Claim, result: dict[str, Any] | None, done: int = 0, total: int | None = None
) -> None:
    """Note in the transaction of the effects that the job is done.

    Raises:
        LeaseLost: the job is no longer ours, so the effects must be rolled back.
    """
    over: dict[str, Any] = {"state": DONE, "ready_at": None, "lease": None, "finished_at": now()}
    if not _change(session, held, **over, result=result, progress_done=done, progress_total=total):
        raise LeaseLost(held.job_id)


def put_back(session: Session, held: Claim, error: str) -> bool:
    """Let a failed job try again after a wait that doubles with each attempt."""
    wait = min(FIRST_WAIT * 2 ** (held.attempt - 1), LONGEST_WAIT)
    return _change(session, held, state=QUEUED, ready_at=now() + wait, lease=None, last_error=error)


def bury(session: Session, held: Claim, error: str) -> bool:
    """Move a job to the dead letters."""
    return _change(session, held, state=DEAD, ready_at=None, lease=None, last_error=error, finished_at=now())


def _change(session: Session, held: Claim, **values: Any) -> bool:
    statement = update(Job).where(Job.id == held.job_id, Job.lease == held.lease).values(values)
    changed = session.execute(statement, execution_options={"synchronize_session": False})
    return bool(changed.rowcount)  # type: ignore[attr-defined]
