"""A batch of rows something is done to, and what became of each row."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import JSON, Boolean, DateTime, ForeignKey, Index, Integer, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import BigId, JsonDict, Personal, Record
from app.model.moment import now

_KeyList = JSON().with_variant(JSONB(), "postgresql")

#: Still being looked at; waiting for a worker or being worked on; over; being set back; set back; given up midway.
CHOOSING, RUNNING, DONE, UNDOING, UNDONE = "choosing", "running", "done", "undoing", "undone"
STOPPED = "stopped"


class Batch(Personal, Record):
    """Rows of one model somebody chose, and what is done to them. Seen only by whoever chose them."""

    LABEL = _("Batch")
    LABELS = {
        "rows": _("Rows"),
        "changed": _("Done"),
        "refused": _("Could not be done"),
        "taken_back": _("Set back"),
    }

    model: Mapped[str] = mapped_column(String(80), nullable=False)
    act: Mapped[str] = mapped_column(String(20), nullable=False)
    #: What was chosen for the act: the field and the value as typed, the role or the paper; and the keys of the rows.
    settings: Mapped[dict[str, Any]] = mapped_column(JsonDict, default=dict, nullable=False)
    keys: Mapped[list[int]] = mapped_column(_KeyList, default=list, nullable=False)
    state: Mapped[str] = mapped_column(String(10), default=CHOOSING, nullable=False)
    asked_at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)
    #: How many of the keys were dealt with; a job that starts again goes on behind them.
    dealt_with: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    changed: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    refused: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    taken_back: Mapped[int] = mapped_column(Integer, default=0, nullable=False)

    @property
    def rows(self) -> int:
        """How many rows were chosen."""
        return len(self.keys)


class BatchRow(Personal, Record):
    """What became of one row of a batch: changed, with what it held before, or refused, with the reason."""

    LABEL = _("Row of a batch")

    audit_trail = False  # the row itself is in the trail

    __table_args__ = (Index("ix_view_batch_row_batch", "batch_id", "id"),)

    batch_id: Mapped[int] = mapped_column(ForeignKey("view_batch.id"), nullable=False)
    row_id: Mapped[int] = mapped_column(BigId, nullable=False)
    #: Why nothing was done; empty when it was.
    reason: Mapped[str] = mapped_column(String(300), default="", nullable=False)
    #: What the field held before and holds now, as one types it.
    before: Mapped[dict[str, Any] | None] = mapped_column(JsonDict)
    set_back: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    #: The account a first password is printed for, until it is.
    account_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    printed_at: Mapped[datetime | None] = mapped_column(DateTime)
