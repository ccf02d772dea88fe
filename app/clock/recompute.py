"""After a change of the calendar: work out the running deadlines again and say what moves."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.clock.limits import NATURAL
from app.clock.models import Deadline
from app.clock.service import work_out
from app.clock.stored import stored_calendar


@dataclass(frozen=True)
class Move:
    """What a new calendar does to one deadline."""

    deadline_id: int
    subject_model: str
    subject_id: int
    name: str
    due_before: datetime | None
    due_after: datetime | None
    provisional_before: bool
    provisional_after: bool


def recompute(session: Session, years: Collection[int]) -> list[Move]:
    """Work out every running day limit that touches these years again.

    To preview, call it in a session that is rolled back afterwards; to apply, commit.

    Args:
        years: the years whose holidays or state have changed.

    Returns:
        The deadlines whose moment or certainty changes.
    """
    if not years:
        return []
    first, last = datetime(min(years), 1, 1), datetime(max(years) + 1, 1, 1)
    calendar = stored_calendar(session)
    touched = session.scalars(
        select(Deadline)
        .where(
            Deadline.stopped_at.is_(None),
            Deadline.kind.not_in([kind.value for kind in NATURAL]),
            Deadline.started_at < last,
            or_(Deadline.due_at.is_(None), Deadline.due_at >= first),
        )
        .order_by(Deadline.id)
    )
    moves = []
    for deadline in touched.all():
        before = deadline.due_at, deadline.provisional
        work_out(deadline, calendar)
        if before != (deadline.due_at, deadline.provisional):
            moves.append(_move(deadline, *before))
    session.flush()
    return moves


def _move(deadline: Deadline, due_before: datetime | None, provisional_before: bool) -> Move:
    return Move(
        deadline_id=deadline.id,
        subject_model=deadline.subject_model,
        subject_id=deadline.subject_id,
        name=deadline.name,
        due_before=due_before,
        due_after=deadline.due_at,
        provisional_before=provisional_before,
        provisional_after=deadline.provisional,
    )
