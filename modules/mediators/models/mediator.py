"""Committees (People's Mediation Law art. 8-9) and mediators (art. 13-14)."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Extra, Record, Scoped, Versioned
from app.org.models import Account, Unit
from modules.parties.models import Colleague

COMMITTEE_KINDS = {
    "village": _("Village committee's"),
    "residents": _("Residents' committee's"),
    "township": _("Township's"),
    "sub_district": _("Sub-district"),
    "enterprise": _("Enterprise"),
    "industry_professional": _("Industry or professional"),
    "personal_studio": _("Personal studio"),
    "other": _("Other"),
}

POSTS = {
    "chair": _("Chair"),
    "vice_chair": _("Vice chair"),
    "member": _("Member"),
    "hired": _("Hired mediator"),
}

GRADES = {"1": _("Grade one"), "2": _("Grade two"), "3": _("Grade three"), "4": _("Grade four")}


class Committee(Audited, Scoped, Versioned, Record):
    """A people's mediation committee or a studio under one; it is a unit, and this row says which kind."""

    LABELS = {
        "unit": _("Unit"),
        "unit_id": _("Unit"),
        "kind": _("Kind"),
        "founded_on": _("Founded on"),
        "elected_on": _("Elected on"),
        "term_ends_on": _("Term ends on"),
        "basis": _("Basis of establishment"),
        "parent": _("Parent committee"),
        "parent_id": _("Parent committee"),
        "active": _("Active"),
    }
    CHOICES = {"kind": COMMITTEE_KINDS}

    unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), unique=True, nullable=False)
    kind: Mapped[str] = mapped_column(String(30), nullable=False)
    founded_on: Mapped[date | None] = mapped_column(Date)
    elected_on: Mapped[date | None] = mapped_column(Date)
    term_ends_on: Mapped[date | None] = mapped_column(Date)
    basis: Mapped[str | None] = mapped_column(String(200))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("mediators_committee.id"))
    active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)

    unit: Mapped[Unit] = relationship()
    parent: Mapped[Committee | None] = relationship(remote_side="Committee.id")

    def __str__(self) -> str:
        return str(self.unit)


class Mediator(Colleague, Audited, Scoped, Versioned, Extra, Record):
    """A person who mediates for a committee, and the account the person signs in with."""

    __table_args__ = (UniqueConstraint("committee_id", "person_id"),)

    LABELS = {
        "name": _("Full name"),
        "person": _("Full name"),
        "person_id": _("Full name"),
        "committee": _("Committee"),
        "committee_id": _("Committee"),
        "account": _("Account"),
        "account_id": _("Account"),
        "post": _("Position"),
        "full_time": _("Full-time"),
        "grade": _("Grade"),
        "specialities": _("Specialities"),
        "native_place": _("Native place"),
        "dialects": _("Dialects"),
        "hired_on": _("Hired on"),
        "left_on": _("Left on"),
    }
    CHOICES = {"grade": GRADES, "post": POSTS}

    committee_id: Mapped[int] = mapped_column(ForeignKey("mediators_committee.id"), nullable=False)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    post: Mapped[str] = mapped_column(String(20), default="member", nullable=False)
    full_time: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    grade: Mapped[str | None] = mapped_column(String(1))
    specialities: Mapped[str | None] = mapped_column(String(200))
    native_place: Mapped[str | None] = mapped_column(String(60))
    dialects: Mapped[str | None] = mapped_column(String(60))
    hired_on: Mapped[date | None] = mapped_column(Date)
    left_on: Mapped[date | None] = mapped_column(Date)

    committee: Mapped[Committee] = relationship()
    account: Mapped[Account | None] = relationship(foreign_keys=[account_id])
