"""Lists administrators keep: the five visits and five questions, what is appraised, and what a score is worth."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Integer, String, select
from sqlalchemy.orm import Mapped, mapped_column, object_session

from app.model.base import Record, db
from app.model.code import Code
from app.model.decimals import Tenths, Yuan

#: How an indicator is counted; the last is typed in by whoever appraises.
COUNTED_BY = {
    "patrol_rate": _("Days with the patrols asked for, per cent of workdays"),
    "visits": _("Number of visits"),
    "items": _("Number of items found"),
    "by_hand": _("Typed in by hand"),
}

#: Points all indicators together may weigh.
FULL_MARKS = 100


class VisitKind(Code, Record):
    """Whom a visit is paid to (五访)."""

    LABEL = _("Kind of visit")


class VisitQuestion(Code, Record):
    """What is asked on a visit (五问)."""

    LABEL = _("Question asked on visits")


class Indicator(Code, Record):
    """One thing grid workers are appraised by; whoever reaches `target` has all the points it weighs."""

    LABEL = _("Indicator of the appraisal")
    LABELS = Code.LABELS | {
        "counted_by": _("How it is counted"),
        "weight": _("Weight in points"),
        "target": _("Target for full points"),
    }
    CHOICES = {"counted_by": COUNTED_BY}
    MACHINE = ("code",)

    counted_by: Mapped[str] = mapped_column(String(20), nullable=False)
    weight: Mapped[int] = mapped_column(Integer, nullable=False)
    target: Mapped[int] = mapped_column(Integer, nullable=False)

    def problems(self) -> dict[str, Any]:
        """Why this indicator cannot be saved, by field."""
        found: dict[str, Any] = {}
        if self.weight is not None and not 0 < self.weight <= FULL_MARKS:
            found["weight"] = _("Please give a number from 1 to %(most)s", most=FULL_MARKS)
        if self.target is not None and self.target < 1:
            found["target"] = _("A target is at least 1")
        session = object_session(self) or db.session()
        alike = select(Indicator.id).where(Indicator.label == self.label, Indicator.id != (self.id or 0))
        with session.no_autoflush:
            if session.scalar(alike.limit(1)) is not None:
                found["label"] = _("There is an indicator of this name")
        return found


class PayGrade(Code, Record):
    """A grade of the appraisal: from which score on it is given, and the reward that goes with it."""

    LABEL = _("Pay grade")
    LABELS = Code.LABELS | {"least": _("From score"), "reward": _("Reward for the month")}
    MACHINE = ("code",)

    least: Mapped[Decimal] = mapped_column(Tenths(), unique=True, nullable=False)
    reward: Mapped[Decimal] = mapped_column(Yuan(), nullable=False)

    def problems(self) -> dict[str, Any]:
        """Why this grade cannot be saved, by field."""
        return {
            name: _("This cannot be less than nothing")
            for name in ("least", "reward")
            if (getattr(self, name) or 0) < 0
        }
