"""That a party was urged to perform."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record
from app.org.models import Account
from modules.cases.models import CodeList
from modules.performance.models.obligation import OfObligation


class Urging(Audited, OfObligation, Record):
    """One time a party was urged, how, and what was said (`mediation.binding`)."""

    LABEL = _("Urging")
    LABELS = {
        "obligation": _("Obligation"),
        "obligation_id": _("Obligation"),
        "urged_on": _("Urged on"),
        "means": _("How"),
        "text": _("What was said"),
        "urged_by": _("Urged by"),
        "urged_by_id": _("Urged by"),
    }
    CHOICES = {"means": CodeList("contact_means")}

    urged_on: Mapped[date] = mapped_column(Date, nullable=False)
    means: Mapped[str] = mapped_column(String(40), nullable=False)
    text: Mapped[str] = mapped_column(Text, nullable=False)
    urged_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))

    urged_by: Mapped[Account | None] = relationship(foreign_keys=[urged_by_id])

    def __str__(self) -> str:
        return f"{self.urged_on} {self.text}"
