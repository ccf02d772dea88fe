"""Return visits to the parties after an agreement."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Date, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Extra, Record, Versioned
from app.org.models import Account
from modules.agreements.models.of_agreement import OfAgreement
from modules.cases.models import CodeList


class ReturnVisit(Audited, OfAgreement, Versioned, Extra, Record):
    """One visit (form F9): planned by the rules or by hand, then made and written down."""

    attachable = True

    LABEL = _("Return visit")
    LABELS = {
        "agreement": _("Agreement"),
        "agreement_id": _("Agreement"),
        "reason": _("Reason of the visit"),
        "planned_on": _("Planned for"),
        "visited_on": _("Visited on"),
        "means": _("How"),
        "text": _("What was found"),
        "satisfaction": _("Satisfaction (1 to 5)"),
        "visitor": _("Visitor"),
        "visitor_id": _("Visitor"),
        "status": _("State"),
    }
    CHOICES = {"means": CodeList("contact_means")}

    reason: Mapped[str] = mapped_column(String(200), nullable=False)
    planned_on: Mapped[date] = mapped_column(Date, index=True, nullable=False)
    visited_on: Mapped[date | None] = mapped_column(Date)
    means: Mapped[str | None] = mapped_column(String(40))
    text: Mapped[str | None] = mapped_column(Text)
    satisfaction: Mapped[int | None] = mapped_column(Integer)
    visitor_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    status: Mapped[str] = mapped_column(String(12), default="planned", nullable=False)

    visitor: Mapped[Account | None] = relationship(foreign_keys=[visitor_id])

    @property
    def unit(self) -> Any:
        """The unit of the committee."""
        return self.agreement.unit

    def locked_reason(self) -> str:
        """A visit that was made stays as it was written."""
        return "" if self.status == "planned" else str(_("The visit is on record"))

    def __str__(self) -> str:
        return f"{self.agreement} {self.planned_on}"
