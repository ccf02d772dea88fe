"""What was told to the police (People's Mediation Law art. 25)."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _
from sqlalchemy import DateTime, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record
from app.org.models import Account
from modules.cases.models import CodeList
from modules.mediation.models.of_mediation import OfMediation


class PoliceReport(Audited, OfMediation, Record):
    """One report: to whom, when, how, and what was said and answered. It is not rewritten."""

    attachable = True

    NAMED_BY = ()

    LABEL = _("Report to the police")
    LABELS = {
        "mediation": _("Mediation"),
        "mediation_id": _("Mediation"),
        "reported_at": _("Reported at"),
        "organ": _("Reported to"),
        "means": _("How"),
        "facts": _("Words of the report"),
        "reply": _("What they answered"),
        "reporter": _("Reported by"),
        "reporter_id": _("Reported by"),
    }
    CHOICES = {"means": CodeList("contact_means")}

    reported_at: Mapped[datetime] = mapped_column(DateTime, nullable=False)
    organ: Mapped[str] = mapped_column(String(120), nullable=False)
    means: Mapped[str] = mapped_column(String(40), nullable=False)
    facts: Mapped[str] = mapped_column(Text, nullable=False)
    reply: Mapped[str | None] = mapped_column(Text)
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))

    reporter: Mapped[Account | None] = relationship(foreign_keys=[reporter_id])

    def locked_reason(self) -> str:
        """What was reported stays as it was written."""
        return str(_("The record stays as it was written"))

    def __str__(self) -> str:
        return f"{self.reported_at:%Y-%m-%d %H:%M} {self.organ}"
