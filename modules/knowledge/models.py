"""Articles of law with their validity."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy import Date, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Audited, Record, Versioned


class LegalBasis(Audited, Versioned, Record):
    """One rule as one article says it. Laws are renumbered: several rows may carry a code, one for each time.

    Public: everybody who holds the right reads every row, whatever the division.
    """

    __table_args__ = (UniqueConstraint("code", "valid_from"),)

    MACHINE = ("code",)
    LABELS = {
        "code": _("Code"),
        "law": _("Law"),
        "article": _("Article"),
        "title": _("Title"),
        "text": _("Content"),
        "valid_from": _("Valid from"),
        "valid_to": _("Valid to"),
    }

    code: Mapped[str] = mapped_column(String(60), nullable=False)
    law: Mapped[str] = mapped_column(String(120), nullable=False)
    article: Mapped[str] = mapped_column(String(40), nullable=False)
    title: Mapped[str] = mapped_column(String(120), nullable=False)
    text: Mapped[str] = mapped_column(Text, nullable=False)
    valid_from: Mapped[date] = mapped_column(Date, nullable=False)
    valid_to: Mapped[date | None] = mapped_column(Date)

    def __str__(self) -> str:
        return f"《{self.law}》{self.article}"
