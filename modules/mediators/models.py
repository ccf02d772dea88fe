"""Committees and mediators."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record, Scoped, Versioned
from app.org.models import Account, Unit
from modules.parties.models import Person


class Committee(Audited, Scoped, Versioned, Record):
    """A people's mediation committee; it is a unit, and this row says which kind."""

    unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), unique=True, nullable=False)
    kind: Mapped[str] = mapped_column(String(30), nullable=False)
    active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)

    unit: Mapped[Unit] = relationship()

    def __str__(self) -> str:
        return str(self.unit)


class Mediator(Audited, Scoped, Versioned, Record):
    """A mediator of a committee; `post` is chair, vice_chair, member or hired."""

    person_id: Mapped[int] = mapped_column(ForeignKey("parties_person.id"), nullable=False)
    committee_id: Mapped[int] = mapped_column(ForeignKey("mediators_committee.id"), nullable=False)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    post: Mapped[str] = mapped_column(String(20), default="member", nullable=False)

    person: Mapped[Person] = relationship()
    committee: Mapped[Committee] = relationship()
    account: Mapped[Account | None] = relationship(foreign_keys=[account_id])

    def __str__(self) -> str:
        return str(self.person)
