"""Mediators (People's Mediation Law art. 13-14)."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, ColumnElement, Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Extra, Record, Scoped, Versioned
from app.org.models import Account
from modules.mediators.models.committee import Committee
from modules.parties.models import Colleague

POSTS = {
    "chair": _("Chair"),
    "vice_chair": _("Vice chair"),
    "member": _("Member"),
    "hired": _("Hired mediator"),
}

#: The posts whose holders are members of the committee; the others it has hired.
MEMBERS = ("chair", "vice_chair", "member")

GRADES = {"1": _("Grade one"), "2": _("Grade two"), "3": _("Grade three"), "4": _("Grade four")}


class Mediator(Colleague, Audited, Scoped, Versioned, Extra, Record):
    """A person who mediates for a committee, and the account the person signs in with.

    `status` says whether the person serves today; leaving and returning are arrows, so that the history keeps both.
    """

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
        "status": _("Status"),
        "full_time": _("Full-time"),
        "grade": _("Grade"),
        "specialities": _("Specialities"),
        "native_place": _("Native place"),
        "dialects": _("Dialects"),
        "languages": _("Languages"),
        "on_court_roster": _("On the roster of the court"),
        "hired_on": _("Hired on"),
        "left_on": _("Left on"),
    }
    CHOICES = {"grade": GRADES, "post": POSTS}

    committee_id: Mapped[int] = mapped_column(ForeignKey("mediators_committee.id"), nullable=False)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    post: Mapped[str] = mapped_column(String(20), default="member", nullable=False)
    status: Mapped[str] = mapped_column(String(20), default="serving", nullable=False)
    full_time: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    grade: Mapped[str | None] = mapped_column(String(1))
    specialities: Mapped[str | None] = mapped_column(String(200))
    native_place: Mapped[str | None] = mapped_column(String(60))
    dialects: Mapped[str | None] = mapped_column(String(60))
    languages: Mapped[str | None] = mapped_column(String(60))
    on_court_roster: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    hired_on: Mapped[date | None] = mapped_column(Date)
    left_on: Mapped[date | None] = mapped_column(Date)

    committee: Mapped[Committee] = relationship()
    account: Mapped[Account | None] = relationship(foreign_keys=[account_id])

    @classmethod
    def offered(cls) -> ColumnElement[bool]:
        """Those to choose from: whoever serves today."""
        return cls.status == "serving"

    def doubts(self) -> list[str]:
        """Certificates that run out, and what is still open of somebody who left."""
        from modules.mediators.standing import doubts_of  # it reads the tables defined here

        return doubts_of(self)
