"""Opening one case to a unit outside its divisions."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record
from app.org.models import Unit
from modules.cases.models.of_case import OfCase


class CaseShare(Audited, OfCase, Record):
    """The only exception to places (扫地过界): this unit's people also see this case and what hangs on it."""

    __table_args__ = (UniqueConstraint("case_id", "unit_id"),)

    LABELS = {
        "unit_id": _("Unit"),
        "unit": _("Unit"),
        "rights": _("May"),
        "until": _("Until"),
        "reason": _("Reason"),
    }
    CHOICES = {"rights": {"read": _("Read"), "handle": _("Handle")}}

    unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), index=True, nullable=False)
    rights: Mapped[str] = mapped_column(String(10), default="read", nullable=False)
    until: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[str | None] = mapped_column(String(200))

    unit: Mapped[Unit] = relationship()

    def __str__(self) -> str:
        return str(self.unit)
