"""Patrols: two a day (一日两巡)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Date, DateTime, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Audited, Record, Versioned
from app.model.moment import now, today
from app.org.threshold import threshold
from modules.patrols.models.of_worker import WORKER_LABELS, OwnWork

SESSIONS = {"am": _("Morning"), "pm": _("Afternoon")}


def session_now() -> str:
    """The half of the day it is; when the second begins is kept as data."""
    return "am" if now().hour < threshold("patrol_afternoon_hour") else "pm"


class Patrol(OwnWork, Audited, Versioned, Record):
    """One round through a grid; without an end it is still under way."""

    __table_args__ = (
        Index("ix_patrols_patrol_worker", "worker_id", "day"),
        Index("ix_patrols_patrol_county", "scope_county", "day"),
        Index("ix_patrols_patrol_town", "scope_town", "day"),
    )

    searched = ("findings",)

    LABEL = _("Patrol")
    LABELS = WORKER_LABELS | {
        "grid": _("Grid"),
        "grid_id": _("Grid"),
        "day": _("Day"),
        "session": _("Half of the day"),
        "started_at": _("Started at"),
        "ended_at": _("Ended at"),
        "findings": _("Findings of the patrol"),
    }
    CHOICES = {"session": SESSIONS}

    day: Mapped[date] = mapped_column(Date, nullable=False)
    session: Mapped[str] = mapped_column(String(2), nullable=False)
    started_at: Mapped[datetime] = mapped_column(DateTime, nullable=False)
    ended_at: Mapped[datetime | None] = mapped_column(DateTime)
    findings: Mapped[str | None] = mapped_column(Text)

    @classmethod
    def first_values(cls) -> dict[str, Any]:
        """The patrol that begins now."""
        return super().first_values() | {"day": today(), "session": session_now(), "started_at": now()}

    def problems(self) -> dict[str, Any]:
        """Why this patrol cannot be saved, by field."""
        found = super().problems()
        if self.started_at and self.day and self.started_at.date() != self.day:
            found["started_at"] = gettext("This lies on another day")
        if self.started_at and self.ended_at and self.ended_at < self.started_at:
            found["ended_at"] = gettext("This lies before the beginning")
        elif self.ended_at and self.ended_at > now():
            found["ended_at"] = gettext("This lies in the future")
        return found

    def __str__(self) -> str:
        return f"{format_date(self.day, gettext('MMM d, EEE'))} {SESSIONS.get(self.session, '')}"
