"""On-scene handling guides (现场处置指南): what to do, and what not, in matters of a category."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from app.model.base import Audited, Record, Scoped, Versioned
from app.model.house import ChosenLater
from modules.knowledge.models.held import Held
from modules.knowledge.models.legal_basis import LegalBasis


class GuideArticle(Record):
    """An article a guide refers to."""

    LABEL = _("Article of a guide")

    __table_args__ = (UniqueConstraint("guide_id", "basis_id"),)

    guide_id: Mapped[int] = mapped_column(ForeignKey("knowledge_handling_guide.id"), nullable=False)
    basis_id: Mapped[int] = mapped_column(ForeignKey("knowledge_legal_basis.id"), nullable=False)


class HandlingGuide(Held, Audited, Scoped, Versioned, Record):
    """A guide of one division for one category. A published version is never changed: a new one takes its place."""

    __table_args__ = (
        UniqueConstraint("division_code", "category", "version"),
        Index("ix_knowledge_guide_category", "category"),
    )

    searched = ("title", "steps", "dos", "donts", "experts")

    LABEL = _("Handling guide")
    LABELS = {
        "category": _("Category"),
        "version": _("Version"),
        "title": _("Title"),
        "steps": _("Steps on the scene"),
        "dos": _("What helps"),
        "donts": _("What to avoid"),
        "experts": _("Experts to ask"),
        "articles": _("Legal basis"),
        "status": _("State"),
        "valid_from": _("Valid from"),
        "valid_to": _("Valid to"),
    }
    SERIES = ("division_code", "category")
    CARRIED = ("title", "steps", "dos", "donts", "experts", "articles")
    CHOICES = {"category": ChosenLater("category")}

    category: Mapped[str] = mapped_column(String(40), nullable=False)
    version: Mapped[int] = mapped_column(Integer, default=1, nullable=False)
    title: Mapped[str] = mapped_column(String(120), nullable=False)
    steps: Mapped[str] = mapped_column(Text, nullable=False)
    dos: Mapped[str | None] = mapped_column(Text)
    donts: Mapped[str | None] = mapped_column(Text)
    experts: Mapped[str | None] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(20), default="draft", nullable=False)

    articles: Mapped[list[LegalBasis]] = relationship(
        secondary=lambda: GuideArticle.__table__, order_by=LegalBasis.code
    )

    @classmethod
    def counted(cls) -> tuple[ColumnElement[bool], ...]:
        """A draft holds on no day."""
        return (cls.status == "published",)

    def problems(self) -> dict[str, Any]:
        """A category has one draft at a time; what follows it is a new version of the published guide."""
        if self.status != "draft" or self._first_of_its_kind():
            return {}
        return {
            "category": gettext("There is a guide of this category here; write a new version from its page")
        }

    def locked_reason(self) -> str:
        """Why the words can no longer be changed: people have worked by them."""
        return (
            "" if self.status == "draft" else gettext("A published guide stays as it is; write a new version")
        )

    def _first_of_its_kind(self) -> bool:
        session = object_session(self)
        if session is None or not self.category or not self.division_code:
            return True
        with session.no_autoflush:
            others = session.scalars(self.versions().where(HandlingGuide.id != (self.id or 0))).all()
        return all(other.version != self.version and other.status != "draft" for other in others)

    def __str__(self) -> str:
        return self.title
