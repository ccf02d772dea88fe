"""The tables of the legality check: rules in versions, their cases, word lists, and limits by day."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, ColumnElement, Integer, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, object_session

from app.access.scope import current_scope
from app.model.base import Audited, Record, Versioned, db
from app.model.decimals import Exact
from modules.knowledge.models import Held, LegalBasis
from modules.legality.engine import NOTE, STOP, WARN, RuleText, faults
from modules.legality.trying import CaseError, CaseText, laid_over
from modules.legality.vocabulary import CLAUSE, MATTER
from modules.legality.wording import Words
from modules.legality.wording import faults as list_faults

#: The place of acts the system does itself.
EVERYWHERE = "00"

GRADES = {STOP: _("Stops"), WARN: _("Warns"), NOTE: _("Informs")}
LEVELS = {CLAUSE: _("Each clause"), MATTER: _("The whole agreement")}


class Rule(Held, Audited, Versioned, Record):
    """One version of a rule. A published version is never changed: a new one takes its place from a day on.

    Public: everybody who holds the right reads every row, whatever the division.
    """

    __table_args__ = (UniqueConstraint("code", "version"),)

    kept_in_memory = True
    searched = ("name", "code", "message")

    SERIES = ("code",)
    CARRIED = ("name", "grade", "level", "condition", "message", "fix", "basis", "position")
    MACHINE = ("code", "basis", "condition")
    LABEL = _("Legality rule")
    LABELS = {
        "code": _("Code"),
        "version": _("Version"),
        "name": _("Name"),
        "grade": _("Grade"),
        "level": _("Looks at"),
        "condition": _("Condition"),
        "message": _("What is said"),
        "fix": _("How to put it right"),
        "basis": _("Code of the legal basis"),
        "position": _("Order"),
        "status": _("State"),
        "valid_from": _("Valid from"),
        "valid_to": _("Valid to"),
    }
    CHOICES = {"grade": GRADES, "level": LEVELS}

    code: Mapped[str] = mapped_column(String(40), nullable=False)
    version: Mapped[int] = mapped_column(Integer, default=1, nullable=False)
    name: Mapped[str] = mapped_column(String(80), nullable=False)
    grade: Mapped[str] = mapped_column(String(8), nullable=False)
    level: Mapped[str] = mapped_column(String(8), nullable=False)
    condition: Mapped[str] = mapped_column(Text, nullable=False)
    message: Mapped[str] = mapped_column(String(400), nullable=False)
    fix: Mapped[str | None] = mapped_column(String(400))
    basis: Mapped[str | None] = mapped_column(String(60))
    position: Mapped[int] = mapped_column(Integer, default=1000, nullable=False)
    status: Mapped[str] = mapped_column(String(10), default="draft", nullable=False)

    @property
    def division_code(self) -> str:
        """Where what happens to a rule is written down: the place of whoever does it."""
        return next(iter(current_scope().codes), EVERYWHERE)

    @classmethod
    def counted(cls) -> tuple[ColumnElement[bool], ...]:
        """A draft holds on no day; a retired version held until it was."""
        return (cls.status != "draft",)

    def words(self) -> RuleText:
        """The rule as plain values."""
        return RuleText(
            code=self.code,
            version=self.version,
            name=self.name,
            grade=self.grade,
            level=self.level,
            condition=self.condition,
            message=self.message,
            fix=self.fix or "",
            basis=self.basis or "",
            valid_from=self.valid_from,
            valid_to=self.valid_to,
        )

    def problems(self) -> dict[str, Any]:
        """Why this draft cannot be saved: another draft, a condition that is no sentence, an article nobody knows."""
        session = object_session(self) or db.session()
        if not (self.code and self.condition and self.level in LEVELS):
            return {}  # said at their own fields
        found: dict[str, Any] = {}
        with session.no_autoflush:
            lists, limits = session.scalars(select(WordList.code)), session.scalars(select(Limit.code))
            wrong = faults(self.words(), list(lists), list(limits))
            others = session.scalars(self.versions().where(Rule.id != (self.id or 0))).all()
            unknown = bool(self.basis) and not session.scalar(
                select(LegalBasis.id).where(LegalBasis.code == self.basis).limit(1)
            )
        if wrong:
            found["condition"] = "；".join(wrong)
        if unknown:
            found["basis"] = gettext("There is no article with this code among the legal basis")
        if any(other.version == self.version or other.status == "draft" for other in others):
            found["code"] = gettext("There is a rule with this code; write a new version from its page")
        return found

    def locked_reason(self) -> str:
        """Why the words can no longer be changed: agreements have been checked by them."""
        return (
            "" if self.status == "draft" else gettext("A published rule stays as it is; write a new version")
        )

    def __str__(self) -> str:
        return self.name


class RuleCase(Audited, Versioned, Record):
    """One case a rule must pass before it is published: what it changes in a lawful agreement, and what is expected."""

    __table_args__ = (UniqueConstraint("rule_code", "name"),)

    searched = ("name", "rule_code", "facts")

    LABEL = _("Case of a rule")
    LABELS = {
        "rule_code": _("Code of the rule"),
        "name": _("Name"),
        "facts": _("What differs from the sample agreement"),
        "fires": _("The rule must find something"),
    }
    MACHINE = ("rule_code", "facts")

    rule_code: Mapped[str] = mapped_column(String(40), nullable=False, index=True)
    name: Mapped[str] = mapped_column(String(80), nullable=False)
    facts: Mapped[str] = mapped_column(Text, nullable=False)
    fires: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)

    def words(self) -> CaseText:
        """The case as plain values."""
        return CaseText(self.rule_code, self.name, self.facts, self.fires)

    def problems(self) -> dict[str, Any]:
        """Why this case cannot be saved: its facts are no JSON object, or there is no such rule."""
        found: dict[str, Any] = {}
        if self.facts:
            try:
                laid_over(self.facts)
            except CaseError as error:
                found["facts"] = str(error)
        session = object_session(self) or db.session()
        with session.no_autoflush:
            known = session.scalar(select(Rule.id).where(Rule.code == self.rule_code).limit(1))
        if self.rule_code and known is None:
            found["rule_code"] = gettext("There is no rule with this code")
        return found

    def __str__(self) -> str:
        return self.name


class WordList(Audited, Versioned, Record):
    """Words a rule looks for, one expression a line; `…` leaves a gap, a line with `!` before it takes a find back."""

    kept_in_memory = True
    searched = ("name", "code", "words")

    LABEL = _("Word list")
    LABELS = {"code": _("Code"), "name": _("Name"), "words": _("Expressions, one a line")}
    MACHINE = ("code",)

    code: Mapped[str] = mapped_column(String(40), unique=True, nullable=False)
    name: Mapped[str] = mapped_column(String(80), nullable=False)
    words: Mapped[str] = mapped_column(Text, nullable=False)

    def problems(self) -> dict[str, Any]:
        """Why this list cannot be saved, by its lines."""
        wrong = list_faults(self.words or "")
        if not wrong:
            return {}
        words = "、".join(wrong[:3])
        return {"words": gettext("Too long, too many gaps, or nothing beside a gap: %(lines)s", lines=words)}

    def ready(self) -> Words:
        """The list ready for use."""
        return Words.of(self.words)

    def __str__(self) -> str:
        return self.name


class Limit(Held, Audited, Versioned, Record):
    """A number the law sets, with the days it holds: a rate, a share, a wage."""

    __table_args__ = (UniqueConstraint("code", "valid_from"),)

    kept_in_memory = True

    SERIES = ("code",)
    CARRIED = ("name", "amount", "source")
    LABEL = _("Limit of the law")
    LABELS = {
        "code": _("Code"),
        "name": _("Name"),
        "amount": _("Amount"),
        "source": _("Source"),
        "valid_from": _("Valid from"),
        "valid_to": _("Valid to"),
    }
    MACHINE = ("code",)

    code: Mapped[str] = mapped_column(String(40), nullable=False)
    name: Mapped[str] = mapped_column(String(80), nullable=False)
    amount: Mapped[Decimal] = mapped_column(Exact(17, 2), nullable=False)
    source: Mapped[str | None] = mapped_column(String(200))

    def __str__(self) -> str:
        return self.name
