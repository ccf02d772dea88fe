"""Workbooks being taken in, and the rows they made."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import DateTime, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import BigId, JsonDict, Personal, Record, acting_user_id
from app.model.moment import now

#: Still choosing columns; waiting for a worker or being worked on; over; broken off; being taken back; taken back.
CHOOSING, RUNNING, DONE, BROKEN = "choosing", "running", "done", "broken"
UNDOING, UNDONE = "undoing", "undone"


class Workbook(Personal, Record):
    """A workbook somebody brought, what its columns mean, and how far it has been taken in.

    The newest one of a person with the same headings is also how the meaning of columns is remembered. Seen only by
    whoever brought it; one brought by a command has no owner.
    """

    __table_args__ = (Index("ix_view_workbook_headings", "owner_id", "model", "headings_key", "id"),)

    LABELS = {
        "rows": _("Rows"),
        "added": _("Newly registered"),
        "changed": _("Changed by the file"),
        "repeated": _("Already registered"),
        "failed": _("Could not be taken"),
        "taken_back": _("Taken back"),
    }

    owner_id: Mapped[int | None] = mapped_column(  # type: ignore[assignment]  # a command has none
        ForeignKey("ab_user.id"), default=acting_user_id
    )
    model: Mapped[str] = mapped_column(String(80), nullable=False)
    file_name: Mapped[str] = mapped_column(String(200), nullable=False)
    #: Name of the kept file in the store; empty when it has been swept away.
    stored: Mapped[str] = mapped_column(String(60), nullable=False)
    brought_at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)
    headings_key: Mapped[str] = mapped_column(String(64), nullable=False)
    #: Column number as text, to the name of a fact; None until somebody chose.
    mapping: Mapped[dict[str, Any] | None] = mapped_column(JsonDict)
    #: What was asked for with the file, and the questions answered with yes.
    settings: Mapped[dict[str, Any]] = mapped_column(JsonDict, default=dict, nullable=False)
    state: Mapped[str] = mapped_column(String(10), default=CHOOSING, nullable=False)
    rows: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    #: The last row of the sheet that was dealt with; a job that starts again goes on behind it.
    last_row: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    added: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    changed: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    repeated: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    failed: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    taken_back: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    #: Why it broke off, in words.
    trouble: Mapped[str | None] = mapped_column(String(300))

    @property
    def dealt_with(self) -> int:
        """Rows dealt with so far."""
        return self.added + self.changed + self.repeated + self.failed

    @property
    def columns(self) -> dict[int, str]:
        """The mapping with column numbers."""
        return {int(column): name for column, name in (self.mapping or {}).items()}

    def __str__(self) -> str:
        return self.file_name


class WorkbookRow(Personal, Record):
    """A row an import made or changed, as it was then: what it can take back while nobody has changed it since."""

    LABEL = _("Row of a workbook")

    audit_trail = False  # the row itself is in the trail

    owner_id: Mapped[int | None] = mapped_column(  # type: ignore[assignment]  # a command has none
        ForeignKey("ab_user.id"), default=acting_user_id
    )
    workbook_id: Mapped[int] = mapped_column(ForeignKey("view_workbook.id"), nullable=False, index=True)
    row_id: Mapped[int] = mapped_column(BigId, nullable=False)
    row_version: Mapped[int] = mapped_column(Integer, nullable=False)
    #: What stood in the changed fields before; nothing for a row the import made.
    former: Mapped[dict[str, Any] | None] = mapped_column(JsonDict)
