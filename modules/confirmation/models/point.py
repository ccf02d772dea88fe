"""Shared court points (共享法庭): where a village or street meets its court, and who runs the place."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record, Scoped, Versioned
from modules.confirmation.models.court import Court
from modules.parties.models import Colleague


class CourtPoint(Audited, Colleague, Scoped, Versioned, Record):
    """One point of a court, in a place. The person is its director (庭务主任)."""

    NAMED_BY = ()

    LABEL = _("Shared court point")
    LABELS = {
        "point": _("Name of the point"),
        "court": _("Court"),
        "court_id": _("Court"),
        "division_code": _("Division"),
        "address": _("Address"),
        "person": _("Director of the point"),
        "person_id": _("Director of the point"),
        "phone": _("Phone of the point"),
        "hours": _("Hours"),
        "offers": _("What can be done there"),
        "active": _("Active"),
    }

    point: Mapped[str] = mapped_column(String(80), nullable=False)
    court_id: Mapped[int] = mapped_column(ForeignKey("confirmation_court.id"), index=True, nullable=False)
    address: Mapped[str] = mapped_column(String(200), nullable=False)
    phone: Mapped[str | None] = mapped_column(String(30))
    hours: Mapped[str | None] = mapped_column(String(80))
    offers: Mapped[str | None] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)

    court: Mapped[Court] = relationship()

    def __str__(self) -> str:
        return self.point
