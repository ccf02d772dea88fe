"""The tables of the outbox: jobs, and when each schedule comes round next."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import DivisionCode, JsonDict, Record, acting_user_id
from app.model.moment import now

QUEUED, RUNNING, DONE, DEAD, CANCELLED = "queued", "running", "done", "dead", "cancelled"

_WAITING = text("ready_at is not null")


class Job(Record):
    """Work to be done once, written in the transaction that causes it.

    `ready_at` says when a worker may take it: the planned time while it is queued, the end of the lease while it
    runs (so a job whose worker died comes back by itself), and nothing once it is over.
    """

    __table_args__ = (
        Index("ix_job_job_ready", "ready_at", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
        Index("ix_job_job_owner", "owner_id", "id"),
        Index("ix_job_job_state", "state", "finished_at"),
    )

    audit_trail = False  # the outbox itself; what a job does is in the trail

    name: Mapped[str] = mapped_column(String(80), nullable=False)
    args: Mapped[dict[str, Any]] = mapped_column(JsonDict, default=dict, nullable=False)
    key: Mapped[str | None] = mapped_column(String(200), unique=True)
    state: Mapped[str] = mapped_column(String(10), default=QUEUED, nullable=False)
    ready_at: Mapped[datetime | None] = mapped_column(DateTime)
    lease: Mapped[str | None] = mapped_column(String(32))
    attempts: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    last_error: Mapped[str | None] = mapped_column(Text)
    progress_done: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    progress_total: Mapped[int | None] = mapped_column(Integer)
    result: Mapped[dict[str, Any] | None] = mapped_column(JsonDict)
    created_at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)
    started_at: Mapped[datetime | None] = mapped_column(DateTime)
    finished_at: Mapped[datetime | None] = mapped_column(DateTime)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), default=acting_user_id)
    division_code: Mapped[str | None] = mapped_column(DivisionCode)

    def __str__(self) -> str:
        return f"{self.name} {self.id}"


class ScheduleMark(Record):
    """When a scheduled job comes round next; one row a job, moved on by whichever instance is first."""

    audit_trail = False

    name: Mapped[str] = mapped_column(String(80), unique=True, nullable=False)
    next_at: Mapped[datetime] = mapped_column(DateTime, nullable=False)
