"""Jobs that come round by themselves: several instances look, one fires."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.job.models import ScheduleMark
from app.job.queue import enqueue
from app.job.spec import JobSpec, Schedule
from app.model.moment import now


def fire_due(session: Session, specs: Mapping[str, JobSpec]) -> list[str]:
    """Enqueue every scheduled job whose time has come, and set when it comes round next.

    The instance that moves the mark on also writes the job, in one transaction; another that saw the same mark
    finds it moved and does nothing. After a long standstill a job fires once, not once for each time missed.

    Returns:
        The names fired. The caller commits.
    """
    at = now()
    marks = {mark.name: mark.next_at for mark in session.scalars(select(ScheduleMark))}
    fired = []
    for name, spec in specs.items():
        if spec.schedule is None:
            continue
        if name not in marks:
            _set_first_mark(session, name, spec.schedule.next_after(at))
        elif marks[name] <= at and _move_on(session, name, marks[name], spec.schedule, at):
            enqueue(session, name, key=f"{name}@{marks[name].isoformat()}")
            fired.append(name)
    return fired


def _set_first_mark(session: Session, name: str, next_at: datetime) -> None:
    try:
        with session.begin_nested():
            session.add(ScheduleMark(name=name, next_at=next_at))
    except IntegrityError:
        return  # another instance set it a moment ago


def _move_on(session: Session, name: str, seen: datetime, schedule: Schedule, at: datetime) -> bool:
    moved = session.execute(
        update(ScheduleMark)
        .where(ScheduleMark.name == name, ScheduleMark.next_at == seen)
        .values(next_at=schedule.next_after(at)),
        execution_options={"synchronize_session": False},
    )
    return bool(moved.rowcount)  # type: ignore[attr-defined]
