"""Who follows a row, what people were told, what they do not want to be told, and how far the telling has come."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, DateTime, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import BigId, JsonDict, Personal, Record, Scoped
from app.model.moment import now

_UNREAD = text("read_at is null")


class Follower(Scoped, Record):
    """Somebody who is told what happens on a row. Whoever reads the row sees who follows it.

    One who stopped stays, so that the next act of theirs does not make them follow again.
    """

    #: Written on whatever row the actor may act on; see `Scope.reaches_row`.
    follows_a_row = True

    audit_trail = False

    __table_args__ = (UniqueConstraint("model", "row_id", "user_id", name="uq_notify_follower"),)

    model: Mapped[str] = mapped_column(String(80), nullable=False)
    row_id: Mapped[int] = mapped_column(BigId, nullable=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), nullable=False)
    stopped: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    since: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)


class Notice(Personal, Record):
    """That something happened on a row. What, is put into words when it is read, from the event or the limit itself.

    `key` names the event, or the limit and its moment: nobody is told the same twice.
    """

    audit_trail = False

    __table_args__ = (
        UniqueConstraint("owner_id", "key", name="uq_notify_notice"),
        Index("ix_notify_notice_unread", "owner_id", "at", sqlite_where=_UNREAD, postgresql_where=_UNREAD),
        Index("ix_notify_notice_owner", "owner_id", "id"),
        Index("ix_notify_notice_at", "at"),
    )

    key: Mapped[str] = mapped_column(String(60), nullable=False)
    kind: Mapped[str] = mapped_column(String(10), nullable=False)
    model: Mapped[str] = mapped_column(String(80), nullable=False)
    row_id: Mapped[int] = mapped_column(BigId, nullable=False)
    event_id: Mapped[int | None] = mapped_column(BigId)
    deadline_id: Mapped[int | None] = mapped_column(BigId)
    at: Mapped[datetime] = mapped_column(DateTime, nullable=False)
    read_at: Mapped[datetime | None] = mapped_column(DateTime)


class Silence(Personal, Record):
    """A kind of notice somebody does not want."""

    audit_trail = False

    __table_args__ = (UniqueConstraint("owner_id", "kind", name="uq_notify_silence"),)

    kind: Mapped[str] = mapped_column(String(10), nullable=False)


class Mark(Record):
    """How far the history has been told: one row, moved on in the transaction that writes the notices.

    On PostgreSQL a key may be taken before, and seen after, a greater one. Keys that were passed over wait in `gaps`
    with the moment they were missed, until they are seen or so old that their transaction must have failed.
    """

    audit_trail = False

    event_id: Mapped[int] = mapped_column(BigId, nullable=False)
    gaps: Mapped[dict[str, Any]] = mapped_column(JsonDict, default=dict, nullable=False)
    #: Limits that fell due up to this moment have been told.
    due_until: Mapped[datetime] = mapped_column(DateTime, nullable=False)
