"""Putting work into the outbox and looking after it. The caller commits.

A job is written in the transaction that causes it, so there is never a case without its job, nor a job without
its case.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.job.models import CANCELLED, DEAD, DONE, QUEUED, RUNNING, Job
from app.model.moment import now


def enqueue(
    session: Session,
    name: str,
    args: dict[str, Any] | None = None,
    *,
    run_at: datetime | None = None,
    key: str | None = None,
    division_code: str | None = None,
) -> Job:
    """Ask for work to be done after this transaction.

    Args:
        session: the caller's session.
        name: the declared job (`JobSpec.name`).
        args: JSON-able arguments.
        run_at: not before this moment; at once if not given.
        key: an idempotency key; a second job of the same key is not made, the first is returned.
        division_code: where the work belongs, for screens.
    """
    job = Job(name=name, args=args or {}, ready_at=run_at or now(), key=key, division_code=division_code)
    if key is None:
        session.add(job)
        session.flush()
        return job
    known = session.scalar(select(Job).where(Job.key == key))
    if known is not None:
        return known
    try:
        with session.begin_nested():
            session.add(job)
    except IntegrityError:
        # Another transaction made it between our look and our insert.
        return session.scalars(select(Job).where(Job.key == key)).one()
    return job


def cancel(job: Job) -> bool:
    """Take a job back. One that runs loses its lease, so whatever its attempt wrote is rolled back.

    Returns:
        False when it is already over.
    """
    if job.state not in (QUEUED, RUNNING):
        return False
    job.state, job.ready_at, job.lease, job.finished_at = CANCELLED, None, None, now()
    return True


def dead_letters(session: Session, most: int = 100) -> list[Job]:
    """Jobs that failed for good, the newest first."""
    return list(
        session.scalars(select(Job).where(Job.state == DEAD).order_by(Job.finished_at.desc()).limit(most))
    )


def revive(job: Job) -> None:
    """Give a dead letter a new set of attempts.

    Raises:
        ValueError: the job is not a dead letter.
    """
    if job.state != DEAD:
        raise ValueError(f"job {job.id} is {job.state}")
    job.state, job.ready_at, job.attempts, job.finished_at = QUEUED, now(), 0, None


def sweep(session: Session, before: datetime) -> int:
    """Delete what was done or cancelled before a moment; dead letters stay until somebody has looked at them.

    Returns:
        How many jobs were deleted.
    """
    swept = session.execute(delete(Job).where(Job.state.in_((DONE, CANCELLED)), Job.finished_at < before))
    return int(swept.rowcount)  # type: ignore[attr-defined]
