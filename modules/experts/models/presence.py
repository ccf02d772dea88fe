"""When an expert can be asked: the hours of the week, and the days away."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Date, String, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Audited, Record, Versioned
from modules.centres.models.codes import HALF_HOURS
from modules.centres.models.window import WEEKDAYS
from modules.experts.models.of_expert import OfExpert


class ExpertHours(OfExpert, Record):
    """The hours of one weekday in which an expert can be asked."""

    __table_args__ = (UniqueConstraint("expert_id", "weekday", "begins"),)

    LABEL = _("Hours of an expert")
    LABELS = {"weekday": _("Weekday"), "begins": _("Begins"), "ends": _("Ends")}
    CHOICES = {"weekday": WEEKDAYS, "begins": HALF_HOURS, "ends": HALF_HOURS}

    weekday: Mapped[str] = mapped_column(String(1), nullable=False)
    begins: Mapped[str] = mapped_column(String(5), nullable=False)
    ends: Mapped[str] = mapped_column(String(5), nullable=False)

    @classmethod
    def holding(cls, at: datetime) -> ColumnElement[bool]:
        """The condition that a moment lies within the hours."""
        time = f"{at:%H:%M}"
        return and_(cls.weekday == str(at.isoweekday()), cls.begins <= time, cls.ends > time)

    def problems(self) -> dict[str, Any]:
        """Why these hours cannot be saved, by field."""
        if self.begins and self.ends and self.ends <= self.begins:
            return {"ends": _("This lies before the beginning")}
        return {}

    def __str__(self) -> str:
        return f"{WEEKDAYS.get(self.weekday, self.weekday)} {self.begins}–{self.ends}"


class ExpertAbsence(OfExpert, Audited, Versioned, Record):
    """Days on which an expert cannot be asked: both the first and the last are days away."""

    LABEL = _("Absence")
    LABELS = {
        "expert": _("Expert"),
        "expert_id": _("Expert"),
        "begins_on": _("First day"),
        "ends_on": _("Last day"),
        "reason": _("Reason"),
    }

    begins_on: Mapped[date] = mapped_column(Date, nullable=False)
    ends_on: Mapped[date] = mapped_column(Date, nullable=False)
    reason: Mapped[str | None] = mapped_column(String(120))

    @classmethod
    def on(cls, day: Any) -> ColumnElement[bool]:
        """The condition that somebody is away on a day (or on the day in a column)."""
        return and_(cls.begins_on <= day, cls.ends_on >= day)

    def problems(self) -> dict[str, Any]:
        """Why this absence cannot be saved, by field."""
        if self.begins_on and self.ends_on and self.ends_on < self.begins_on:
            return {"ends_on": _("This lies before the beginning")}
        return {}

    def __str__(self) -> str:
        return f"{self.expert} {self.begins_on}–{self.ends_on}"
