"""What a volume is made of and how long it is kept: lists that are data."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record
from app.model.code import Code

#: How long a volume is kept, shortest first.
PERIODS = {"short": _("Short term"), "long": _("Long term"), "permanent": _("Permanently")}

#: What a rule of retention looks at; `modules.archive.retention` knows how.
FACTS = {
    "oral": _("The agreement was oral"),
    "performed_at_once": _("All was performed on the day of the agreement"),
    "words": _("The dispute speaks of one of the words"),
    "dispute_type": _("The dispute type is one of the codes"),
    "parties_over": _("More parties than the number"),
    "confirmed_years_over": _("Confirmed by the court, with instalments over more years than the number"),
    "always": _("Every volume"),
}


class Requirement(Code, Record):
    """Something every volume must hold, or say why it does not."""

    LABEL = _("Must be in the volume")

    position: Mapped[int] = mapped_column(Integer, default=0, nullable=False)


class Slot(Code, Record):
    """One kind of piece in the order of the volume, and which papers and files go there by themselves.

    `papers` are ids of papers (`confirmation.*` for all of a module), `models` are those whose attachments lie here,
    `words` stand in the names of files that do; all with spaces between them. Of a model of a module the archive does
    not know, rows with `mediation_id` or `case_id` are gathered, papers and files.
    """

    LABEL = _("Kind of piece")

    position: Mapped[int] = mapped_column(Integer, default=0, nullable=False)
    papers: Mapped[str] = mapped_column(String(300), default="", nullable=False)
    models: Mapped[str] = mapped_column(String(300), default="", nullable=False)
    words: Mapped[str] = mapped_column(String(300), default="", nullable=False)
    requirement_id: Mapped[int | None] = mapped_column(ForeignKey("archive_requirement.id"))

    requirement: Mapped[Requirement | None] = relationship()


class RetentionRule(Audited, Record):
    """When a volume is kept how long. The first rule that fits, by its order, proposes the period."""

    LABEL = _("Rule of retention")
    MACHINE = ("code",)
    LABELS = {
        "code": _("Code"),
        "name": _("Name"),
        "position": _("Order"),
        "period": _("Retention"),
        "fact": _("What it looks at"),
        "amount": _("Limit of the rule"),
        "words": _("Words or codes"),
        "active": _("Active"),
    }
    CHOICES = {"period": PERIODS, "fact": FACTS}

    code: Mapped[str] = mapped_column(String(40), unique=True, nullable=False)
    name: Mapped[str] = mapped_column(String(80), nullable=False)
    position: Mapped[int] = mapped_column(Integer, nullable=False)
    period: Mapped[str] = mapped_column(String(12), nullable=False)
    fact: Mapped[str] = mapped_column(String(30), nullable=False)
    amount: Mapped[int | None] = mapped_column(Integer)
    words: Mapped[str | None] = mapped_column(String(300))
    active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)

    def problems(self) -> dict[str, Any]:
        """A rule that needs a number or words has them."""
        if self.fact in ("parties_over", "confirmed_years_over") and self.amount is None:
            return {"amount": _("This rule needs a number")}
        if self.fact in ("words", "dispute_type") and not (self.words or "").split():
            return {"words": _("This rule needs words or codes, with spaces between them")}
        return {}

    def __str__(self) -> str:
        return self.name
