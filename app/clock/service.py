"""Starting, pausing and stopping clocks. The caller commits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.access.gate import FOLLOWS
from app.clock.calendar import WorkCalendar
from app.clock.deadline import due
from app.clock.models import Deadline, Pause
from app.clock.stored import policy_for, stored_calendar
from app.model.moment import now


def start(
    session: Session, subject: Any, policy_code: str, at: datetime | None = None, category: str = ""
) -> Deadline | None:
    """Start a clock on a row.

    A clock of that code already running on the row goes on and is returned.

    Args:
        session: the caller's session.
        subject: a saved row with a `division_code`.
        policy_code: which limit (`SlaPolicy.code`).
        at: the moment it starts; now if not given.
        category: category code of the matter, for limits that differ by category.

    Returns:
        The deadline, or None when no limit of that code is in force there on that day.
    """
    running = _running(session, subject, policy_code)
    if running:
        return running[0]
    started_at = at or now()
    policy = policy_for(session, policy_code, subject.division_code, started_at.date(), category)
    if policy is None:
        return None
    deadline = Deadline(
        subject_model=subject.model_id(),
        subject_id=subject.id,
        division_code=subject.division_code,
        policy_code=policy.code,
        name=policy.name,
        kind=policy.kind,
        amount=policy.amount,
        started_at=started_at,
    )
    work_out(deadline, stored_calendar(session))
    session.add(deadline)
    session.flush()
    return deadline


def stop(session: Session, subject: Any, policy_code: str, at: datetime | None = None) -> list[Deadline]:
    """The awaited event has happened: stop the clock and note whether the limit was kept.

    A pause that lasts ends with it.

    Returns:
        The clocks stopped; empty when none was running.
    """
    return [
        _end(session, deadline, at or now(), kept=True)
        for deadline in _running(session, subject, policy_code)
    ]


def call_off(
    session: Session, subject: Any, policy_code: str = "", at: datetime | None = None
) -> list[Deadline]:
    """The awaited event will not happen (void, handed elsewhere): stop clocks without a verdict.

    Args:
        policy_code: one limit, or all clocks on the row.
    """
    return [
        _end(session, deadline, at or now(), kept=None)
        for deadline in _running(session, subject, policy_code)
    ]


def pause(
    session: Session, subject: Any, policy_code: str, reason: str, at: datetime | None = None
) -> list[Deadline]:
    """Let the clock stand still. One that already does is left as it is.

    Raises:
        ValueError: no reason; a pause without one is not lawful.
    """
    if not reason.strip():
        raise ValueError("a pause needs a reason")
    paused = [
        deadline for deadline in _running(session, subject, policy_code) if deadline.running_pause is None
    ]
    calendar = stored_calendar(session)
    for deadline in paused:
        deadline.pauses.append(Pause(from_at=max(at or now(), deadline.started_at), reason=reason.strip()))
        work_out(deadline, calendar)
    session.flush()
    return paused


def resume(session: Session, subject: Any, policy_code: str, at: datetime | None = None) -> list[Deadline]:
    """Let a paused clock run on; its deadline moves by what the pause covered."""
    resumed = [deadline for deadline in _running(session, subject, policy_code) if deadline.running_pause]
    calendar = stored_calendar(session)
    for deadline in resumed:
        _close_pause(deadline, at or now())
        work_out(deadline, calendar)
    session.flush()
    return resumed


def extend(
    session: Session, subject: Any, policy_code: str, amount: int, reason: str
) -> list[Deadline]:
    """Add time to a running clock, in the unit of its limit; the explanation says how much and why.

    Args:
        amount: how much is added, at least 1.
        reason: why; an extension without one is not lawful.

    Raises:
        ValueError: nothing is added, or there is no reason.
    """
    if amount < 1 or not reason.strip():
        raise ValueError("an extension adds time and has a reason")
    extended = _running(session, subject, policy_code)
    calendar = stored_calendar(session)
    for deadline in extended:
        deadline.amount += amount
        added = {"fact": "extended", "kind": deadline.kind, "amount": amount, "why": reason.strip()}
        deadline.explanation = [*deadline.explanation, added]
        work_out(deadline, calendar)
    session.flush()
    return extended


def work_out(deadline: Deadline, calendar: WorkCalendar) -> None:
    """Fill in when a deadline is due and how that came about."""
    result = due(deadline.started_at, deadline.limit, calendar, [pause.span for pause in deadline.pauses])
    deadline.due_at = result.at
    deadline.provisional = result.provisional
    extensions = [step for step in deadline.explanation or () if step["fact"] == "extended"]
    deadline.explanation = [*result.steps[:2], *extensions, *result.steps[2:]]


def clocks_of(session: Session, subject: Any) -> list[Deadline]:
    """All clocks of a row, oldest first."""
    return list(session.scalars(_on(subject).order_by(Deadline.started_at, Deadline.id)))


def due_before(session: Session, moment: datetime, most: int = 100) -> list[Deadline]:
    """Running clocks due before a moment within the reader's scope, the most urgent first; paused ones are not due.

    Args:
        moment: now for what is late, some hours ahead for what is near.
        most: how many at most.
    """
    query = select(Deadline).where(Deadline.stopped_at.is_(None), Deadline.due_at < moment)
    return list(session.scalars(query.order_by(Deadline.due_at, Deadline.id).limit(most)))


def _on(subject: Any) -> Select[tuple[Deadline]]:
    """The clocks of a row. They follow it through the row gate: who holds the row may know and move its clocks."""
    query = select(Deadline).where(
        Deadline.subject_model == subject.model_id(), Deadline.subject_id == subject.id
    )
    return query.execution_options(**{FOLLOWS: True})


def _running(session: Session, subject: Any, policy_code: str) -> list[Deadline]:
    query = _on(subject).where(Deadline.stopped_at.is_(None))
    if policy_code:
        query = query.where(Deadline.policy_code == policy_code)
    return list(session.scalars(query))


def _end(session: Session, deadline: Deadline, at: datetime, kept: bool | None) -> Deadline:
    _close_pause(deadline, at)
    work_out(deadline, stored_calendar(session))
    deadline.stopped_at = at
    deadline.met = (deadline.due_at is not None and at <= deadline.due_at) if kept else None
    session.flush()
    return deadline


def _close_pause(deadline: Deadline, at: datetime) -> None:
    lasting = deadline.running_pause
    if lasting:
        lasting.to_at = max(at, lasting.from_at)
