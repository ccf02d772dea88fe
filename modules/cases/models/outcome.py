"""What came of a case, and what was said about it to whom."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, CheckConstraint, DateTime, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Audited, Record
from app.model.moment import now
from modules.cases.models.codes import CodeList
from modules.cases.models.of_case import OfCase

LEAST, MOST = 1, 5


class CaseOutcome(Audited, OfCase, Record):
    """One result of a case. A case may have several: one part mediated, another sent to court."""

    LABELS = {
        "result": _("Result"),
        "mode": _("How it was resolved"),
        "text": _("Result in words"),
        "on_scene": _("Finished on the scene"),
        "at": _("Finished at"),
    }
    CHOICES = {"result": CodeList("result"), "mode": CodeList("mode")}

    result: Mapped[str] = mapped_column(String(40), nullable=False)
    mode: Mapped[str | None] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text, nullable=False)
    on_scene: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)

    def __str__(self) -> str:
        return self.text


class CaseFeedback(Audited, OfCase, Record):
    """One time somebody told the citizen of the result, or tried to, and what the citizen thought of it."""

    __table_args__ = (
        CheckConstraint(
            f"satisfaction between {LEAST} and {MOST}", name="ck_cases_case_feedback_satisfaction"
        ),
    )

    LABELS = {
        "means": _("How"),
        "reached": _("Reached"),
        "text": _("What was said"),
        "satisfaction": _("Satisfaction (1 to 5)"),
        "at": _("When"),
    }
    CHOICES = {"means": CodeList("contact_means")}

    means: Mapped[str] = mapped_column(String(40), nullable=False)
    reached: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)
    text: Mapped[str] = mapped_column(Text, nullable=False)
    satisfaction: Mapped[int | None] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)

    def __str__(self) -> str:
        return self.text
