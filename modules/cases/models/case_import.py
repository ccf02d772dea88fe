"""One workbook being taken in as cases."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, ColumnElement, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Audited, JsonDict, Record, Scoped

#: Still choosing columns; waiting for a worker or being worked on; over; broken off.
CHOOSING, RUNNING, DONE, BROKEN = "choosing", "running", "done", "broken"


class CaseImport(Audited, Scoped, Record):
    """A workbook somebody brought, what its columns mean, and how far it has been taken in.

    The newest one of a person with the same headings is also how the meaning of columns is remembered. Seen only by
    whoever brought it. `division_code` is the place of rows that name none.
    """

    __table_args__ = (Index("ix_cases_case_import_headings", "created_by_id", "headings_key", "id"),)

    LABELS = {
        "file_name": _("File"),
        "channel": _("Channel"),
        "state": _("State"),
        "rows": _("Rows"),
        "added": _("Newly registered"),
        "repeated": _("Already registered"),
        "failed": _("Could not be taken"),
    }

    file_name: Mapped[str] = mapped_column(String(200), nullable=False)
    #: Name of the kept file in the store; empty when it has been swept away.
    stored: Mapped[str] = mapped_column(String(60), nullable=False)
    headings_key: Mapped[str] = mapped_column(String(64), nullable=False)
    #: Column number as text, to the name of a fact; None until somebody chose.
    mapping: Mapped[dict[str, Any] | None] = mapped_column(JsonDict)
    channel: Mapped[str] = mapped_column(String(40), nullable=False)
    accept: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    state: Mapped[str] = mapped_column(String(10), default=CHOOSING, nullable=False)
    rows: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    #: The last row of the sheet that was dealt with; a job that starts again goes on behind it.
    last_row: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    added: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    repeated: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    failed: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    #: Why it broke off, in words.
    trouble: Mapped[str | None] = mapped_column(String(300))

    @classmethod
    def named(cls, user_id: int | None) -> ColumnElement[bool]:
        """Whoever brought it."""
        return cls.created_by_id == user_id

    @property
    def dealt_with(self) -> int:
        """Rows dealt with so far."""
        return self.added + self.repeated + self.failed

    @property
    def columns(self) -> dict[int, str]:
        """The mapping with column numbers."""
        return {int(column): name for column, name in (self.mapping or {}).items()}

    def __str__(self) -> str:
        return self.file_name
