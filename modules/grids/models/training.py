"""How grid workers learn."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Audited, Record, Versioned
from modules.grids.models.of_worker import OfWorker


class Training(OfWorker, Audited, Versioned, Record):
    """One training of one grid worker: what about, from when to when, with which result."""

    LABEL = _("Training")
    LABELS = {
        "worker": _("Grid worker"),
        "worker_id": _("Grid worker"),
        "title": _("What is learned"),
        "begins_on": _("First day"),
        "ends_on": _("Last day"),
        "result": _("Result"),
    }

    title: Mapped[str] = mapped_column(String(120), nullable=False)
    begins_on: Mapped[date] = mapped_column(Date, nullable=False)
    ends_on: Mapped[date | None] = mapped_column(Date)
    result: Mapped[str | None] = mapped_column(String(200))

    def problems(self) -> dict[str, Any]:
        """Why this training cannot be saved, by field."""
        if self.begins_on and self.ends_on and self.ends_on < self.begins_on:
            return {"ends_on": _("This lies before the beginning")}
        return {}

    def __str__(self) -> str:
        return self.title
