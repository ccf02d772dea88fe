"""What mediators are paid by the case (以案定补; People's Mediation Law art. 16)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Date, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Audited, Record, Versioned
from app.model.days import HAPPENED
from app.model.decimals import Yuan
from app.model.moment import today
from modules.mediators.models.of_mediator import OfMediator


class Subsidy(OfMediator, Audited, Versioned, Record):
    """The subsidy of one mediator for the cases of one month (`2026-11`)."""

    __table_args__ = (UniqueConstraint("mediator_id", "month"),)

    LABEL = _("Subsidy by the case")
    LABELS = {
        "mediator": _("Mediator"),
        "mediator_id": _("Mediator"),
        "month": _("Month"),
        "cases": _("Cases mediated"),
        "amount": _("Amount"),
        "paid_on": _("Paid on"),
    }
    DAYS = {"paid_on": HAPPENED}

    month: Mapped[str] = mapped_column(String(7), nullable=False)
    cases: Mapped[int] = mapped_column(Integer, nullable=False)
    amount: Mapped[Decimal] = mapped_column(Yuan(), nullable=False)
    paid_on: Mapped[date | None] = mapped_column(Date)

    def problems(self) -> dict[str, Any]:
        """Why this subsidy cannot be saved, by field."""
        found: dict[str, Any] = {}
        try:
            first = date.fromisoformat(f"{self.month}-01")
        except ValueError:
            found["month"] = _("Please write the month like 2026-11")
        else:
            if first > today():
                found["month"] = _("This lies in the future")
        if self.cases is not None and self.cases < 0:
            found["cases"] = _("This cannot be less than nothing")
        if self.amount is not None and self.amount < 0:
            found["amount"] = _("This cannot be less than nothing")
        return found

    def __str__(self) -> str:
        return f"{self.mediator} {self.month}"
