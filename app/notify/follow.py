"""Following a row: who does, and how one begins and ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.gate import FOLLOWS
from app.model.base import Scoped
from app.model.moment import now
from app.notify.models import Follower


def followers(session: Session, row: Scoped) -> list[int]:
    """Who follows a row the session has read, the first to follow first."""
    statement = _of(row).where(Follower.stopped.is_(False)).order_by(Follower.id)
    return [known.user_id for known in session.scalars(statement, execution_options={FOLLOWS: True})]


def set_following(session: Session, row: Scoped, user_id: int, follows: bool) -> None:
    """Begin or end following a row by one's own choice. The caller commits.

    Raises:
        ScopeError: when flushed, where the row lies outside the places the actor may write in.
    """
    known = session.scalar(_of(row).where(Follower.user_id == user_id), execution_options={FOLLOWS: True})
    if known is None:
        known = _new(row, user_id, now())
        session.add(known)
    known.stopped = not follows


def let_follow(session: Session, row: Scoped, user_ids: Iterable[int], since: datetime) -> list[int]:
    """Make people follow a row who never said anything about it. The caller commits.

    Args:
        session: the session the row was read in.
        row: one that owns its history.
        user_ids: accounts.
        since: when those begin who did not follow it.

    Returns:
        Who followed it at that moment, the new ones among them.
    """
    known = {
        one.user_id: one
        for one in session.scalars(_of(row).order_by(Follower.id), execution_options={FOLLOWS: True})
    }
    for user_id in dict.fromkeys(user_ids):
        if user_id not in known:
            known[user_id] = _new(row, user_id, since)
            session.add(known[user_id])
    return [user_id for user_id, one in known.items() if not one.stopped and one.since <= since]


def _of(row: Scoped):  # type: ignore[no-untyped-def]
    return select(Follower).where(Follower.model == row.model_id(), Follower.row_id == row.id)  # type: ignore[attr-defined]


def _new(row: Scoped, user_id: int, since: datetime) -> Follower:
    return Follower(
        model=row.model_id(),  # type: ignore[attr-defined]
        row_id=row.id,  # type: ignore[attr-defined]
        user_id=user_id,
        division_code=row.division_code,
        stopped=False,
        since=since,
    )
