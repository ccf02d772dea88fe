"""Certificates of mediators: people's mediator, social worker, counsellor (一员两师)."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Date, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Audited, Record, Versioned
from app.model.days import HAPPENED
from modules.mediators.models.of_mediator import OfMediator

QUALIFICATIONS = {
    "mediator": _("People's mediator"),
    "social_worker": _("Social worker"),
    "counsellor": _("Psychological counsellor"),
}


class Qualification(OfMediator, Audited, Versioned, Record):
    """A certificate a mediator holds; without a last day it holds for good."""

    __table_args__ = (UniqueConstraint("mediator_id", "kind", "number"),)

    LABEL = _("Qualification")
    LABELS = {
        "mediator": _("Mediator"),
        "mediator_id": _("Mediator"),
        "kind": _("Kind"),
        "number": _("Number of the certificate"),
        "issued_by": _("Issued by"),
        "issued_on": _("Issued on"),
        "expires_on": _("Expires on"),
    }
    CHOICES = {"kind": QUALIFICATIONS}
    DAYS = {"issued_on": HAPPENED}

    kind: Mapped[str] = mapped_column(String(20), nullable=False)
    number: Mapped[str] = mapped_column(String(60), nullable=False)
    issued_by: Mapped[str | None] = mapped_column(String(120))
    issued_on: Mapped[date | None] = mapped_column(Date)
    expires_on: Mapped[date | None] = mapped_column(Date, index=True)

    def problems(self) -> dict[str, Any]:
        """Why this certificate cannot be saved, by field."""
        if self.issued_on and self.expires_on and self.expires_on < self.issued_on:
            return {"expires_on": _("This lies before the beginning")}
        return {}

    def doubts(self) -> list[str]:
        """That it has run out, or soon will."""
        from modules.mediators.standing import doubts_of_certificates

        return doubts_of_certificates([self])

    def __str__(self) -> str:
        return f"{QUALIFICATIONS.get(self.kind, self.kind)} {self.number}"
