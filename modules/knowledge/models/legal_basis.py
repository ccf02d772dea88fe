"""Articles of law with their validity."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, String, Text, UniqueConstraint, literal
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Audited, Record, Versioned
from modules.knowledge.models.held import Held


class LegalBasis(Held, Audited, Versioned, Record):
    """One rule as one article says it. Laws are renumbered: several rows may carry a code, one for each time.

    Public: everybody who holds the right reads every row, whatever the division.
    """

    __table_args__ = (UniqueConstraint("code", "valid_from"),)

    SERIES = ("code",)
    CARRIED = ("law", "article", "title", "text")
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

    @classmethod
    def matching(cls, word: str) -> ColumnElement[bool]:
        """Rows found as they are cited: by part of `《law》article`."""
        cited = literal("《") + cls.law + literal("》") + cls.article
        return cited.contains(word, autoescape=True)

    def __str__(self) -> str:
        return f"《{self.law}》{self.article}"
