"""Who has a volume."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Audited, Record
from app.model.moment import today
from modules.archive.models.of_volume import OfVolume


class Loan(Audited, OfVolume, Record):
    """One loan: to whom, what for, until when, and when it came back."""

    LABEL = _("Loan")
    LABELS = {
        "volume": _("Volume"),
        "volume_id": _("Volume"),
        "borrower": _("Borrower (unit and person)"),
        "purpose": _("Purpose of the loan"),
        "lent_on": _("Loan began on"),
        "until": _("To be returned by"),
        "returned_on": _("Returned on"),
        "condition": _("Condition on return"),
        "standing": _("State of the loan"),
    }

    borrower: Mapped[str] = mapped_column(String(80), nullable=False)
    purpose: Mapped[str] = mapped_column(String(200), nullable=False)
    lent_on: Mapped[date] = mapped_column(Date, nullable=False)
    until: Mapped[date] = mapped_column(Date, index=True, nullable=False)
    returned_on: Mapped[date | None] = mapped_column(Date)
    condition: Mapped[str | None] = mapped_column(String(200))

    @property
    def standing(self) -> Any:
        """Returned, lent or overdue, in words."""
        if self.returned_on:
            return _("Brought back")
        return _("Overdue") if self.until < today() else _("On loan")

    def locked_reason(self) -> str:
        """A loan is written by the volume's own steps."""
        return str(_("Loans are noted on the volume"))

    def __str__(self) -> str:
        return f"{self.volume} {self.borrower}"
