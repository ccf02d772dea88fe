"""The expert pool: fields of expertise, and who stands in which pool."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, ColumnElement, Date, ForeignKey, String, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from app.model.base import Audited, Extra, Record, Scoped, Versioned, db
from app.model.code import Code
from app.model.moment import today
from app.org.models import Account, Unit
from modules.experts.models.of_expert import OfExpert
from modules.parties.models import Colleague


class Field(Code, Record):
    """A field of expertise (a code table kept by administrators; public)."""


class Expert(Colleague, Audited, Scoped, Versioned, Extra, Record):
    """A person of a field, at the level of the division that keeps the pool.

    `field` is the main one; further ones are rows of their own. The account is the one the expert signs in with.
    """

    attachable = True

    __table_args__ = (UniqueConstraint("person_id", "field_id", "division_code"),)

    LABELS = {
        "name": _("Full name"),
        "person": _("Full name"),
        "person_id": _("Full name"),
        "account": _("Account"),
        "account_id": _("Account"),
        "field": _("Field of expertise"),
        "field_id": _("Field of expertise"),
        "title": _("Professional title"),
        "unit": _("Unit"),
        "unit_id": _("Unit"),
        "specialities": _("Specialities"),
        "term_begins_on": _("Term begins on"),
        "term_ends_on": _("Term ends on"),
        "online_24h": _("Online day and night"),
        "status": _("Status"),
        "introduction": _("Introduction"),
    }

    field_id: Mapped[int] = mapped_column(ForeignKey("experts_field.id"), nullable=False)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("org_unit.id"))
    title: Mapped[str | None] = mapped_column(String(60))
    specialities: Mapped[str | None] = mapped_column(String(200))
    term_begins_on: Mapped[date | None] = mapped_column(Date)
    term_ends_on: Mapped[date | None] = mapped_column(Date)
    online_24h: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    introduction: Mapped[str | None] = mapped_column(String(500))
    status: Mapped[str] = mapped_column(String(20), default="draft", nullable=False)

    field: Mapped[Field] = relationship()
    account: Mapped[Account | None] = relationship(foreign_keys=[account_id])
    unit: Mapped[Unit | None] = relationship()

    @classmethod
    def in_term(cls, on: date) -> ColumnElement[bool]:
        """The condition that the term of an expert has not ended on a day."""
        return or_(cls.term_ends_on.is_(None), cls.term_ends_on >= on)

    def stands(self) -> bool:
        """Whether the expert is published and the term has not ended."""
        return self.status == "published" and (self.term_ends_on is None or self.term_ends_on >= today())

    def problems(self) -> dict[str, Any]:
        """Why this expert cannot be saved, by field."""
        found: dict[str, Any] = {}
        if self.term_begins_on and self.term_ends_on and self.term_ends_on < self.term_begins_on:
            found["term_ends_on"] = _("This lies before the beginning")
        session = object_session(self) or db.session()
        with session.no_autoflush:
            person_id = self.person_id or (self.person.id if self.person is not None else None)
            same = select(Expert.id).where(
                Expert.person_id == person_id,
                Expert.division_code == self.division_code,
                Expert.id != (self.id or 0),
            )
            if person_id is not None and session.scalar(same.limit(1)) is not None:
                found["person_id"] = _("This person stands in this pool already; add the field there")
        return found

    def doubts(self) -> list[str]:
        """That the term is over, and that nobody can sign in as this expert."""
        found = []
        if self.term_ends_on is not None and self.term_ends_on < today():
            day = format_date(self.term_ends_on, "yyyy-MM-dd")
            found.append(gettext("The term ended on %(day)s; this expert is not offered any more", day=day))
        if self.status == "published" and self.account_id is None:
            found.append(gettext("No account is named; this expert cannot answer online"))
        return found


class ExpertField(OfExpert, Record):
    """A further field of an expert, beside the main one."""

    __table_args__ = (UniqueConstraint("expert_id", "field_id"),)

    LABEL = _("Further field")
    LABELS = {"field": _("Field of expertise"), "field_id": _("Field of expertise")}

    field_id: Mapped[int] = mapped_column(ForeignKey("experts_field.id"), nullable=False)

    field: Mapped[Field] = relationship()

    def __str__(self) -> str:
        return str(self.field)
