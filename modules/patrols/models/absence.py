"""Days on which a grid worker need not work: leave, illness, training."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Date, Index, String
from sqlalchemy.orm import Mapped, mapped_column, object_session

from app.model.base import Audited, Record, Versioned, db
from app.model.moment import today
from modules.patrols.models.of_worker import WORKER_LABELS, OfWorker, take_worker

REASONS = {
    "leave": _("Away on leave"),
    "illness": _("Ill"),
    "training": _("In training"),
    "other": _("Other"),
}


class Absence(OfWorker, Audited, Versioned, Record):
    """A worker is away from one day to another; these days ask for no patrol and no report."""

    __table_args__ = (Index("ix_patrols_absence_worker", "worker_id", "first_day"),)

    LABEL = _("Absence from work")
    LABELS = WORKER_LABELS | {
        "reason": _("Reason"),
        "first_day": _("First day"),
        "last_day": _("Last day"),
        "remark": _("Remark"),
    }
    CHOICES = {"reason": REASONS}

    reason: Mapped[str] = mapped_column(String(10), default="leave", nullable=False)
    first_day: Mapped[date] = mapped_column(Date, default=today, nullable=False)
    last_day: Mapped[date] = mapped_column(Date, nullable=False)
    remark: Mapped[str | None] = mapped_column(String(200))

    @classmethod
    def touching(cls, first: date, last: date) -> ColumnElement[bool]:
        """Absences with a day in a period."""
        return (cls.first_day <= last) & (cls.last_day >= first)

    def problems(self) -> dict[str, Any]:
        """Why this absence cannot be saved, by field; it lies where the worker does."""
        session = object_session(self) or db.session()
        with session.no_autoflush:
            worker = take_worker(session, self)
        if worker is not None:
            self.division_code = worker.division_code
        if self.first_day and self.last_day and self.last_day < self.first_day:
            return {"last_day": _("The last day lies before the first")}
        return {}

    def __str__(self) -> str:
        return f"{self.worker_name} {self.first_day.isoformat()}"
