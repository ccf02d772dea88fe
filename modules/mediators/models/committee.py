"""Committees (People's Mediation Law art. 8-9) and the studios under them."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from app.model.base import Audited, Record, Scoped, Versioned, db
from app.model.days import HAPPENED
from app.org.models import Unit

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

#: The kind that stands under a committee and is none itself.
STUDIO = "personal_studio"

#: The kinds whose members are elected by villagers or residents.
ELECTED = ("village", "residents")


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
        "multi_ethnic": _("Several ethnic groups live here"),
        "active": _("Active"),
    }
    CHOICES = {"kind": COMMITTEE_KINDS}
    DAYS = {"founded_on": HAPPENED, "elected_on": HAPPENED}
    ACTS = {"term_ends": _("Term ends soon")}

    unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), unique=True, nullable=False)
    kind: Mapped[str] = mapped_column(String(30), nullable=False)
    founded_on: Mapped[date | None] = mapped_column(Date)
    elected_on: Mapped[date | None] = mapped_column(Date)
    term_ends_on: Mapped[date | None] = mapped_column(Date)
    basis: Mapped[str | None] = mapped_column(String(200))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("mediators_committee.id"))
    multi_ethnic: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)

    unit: Mapped[Unit] = relationship()
    parent: Mapped[Committee | None] = relationship(remote_side="Committee.id")

    def problems(self) -> dict[str, Any]:
        """Why this committee cannot be saved, by field: a studio stands under a committee, a term has its order."""
        found: dict[str, Any] = {}
        session = object_session(self) or db.session()
        with session.no_autoflush:
            above = session.get(Committee, self.parent_id) if self.parent_id else None
        if self.kind == STUDIO and above is None:
            found["parent_id"] = _("A studio stands under a committee; please choose it")
        elif above is not None and (above is self or above.kind == STUDIO):
            found["parent_id"] = _("Only another committee can stand above; a studio cannot")
        if self.elected_on and self.term_ends_on and self.term_ends_on < self.elected_on:
            found["term_ends_on"] = _("This lies before the beginning")
        return found

    def doubts(self) -> list[str]:
        """What the law asks of its members and its term and does not find."""
        from modules.mediators.composition import doubts_of  # it reads the tables defined here

        return doubts_of(self)

    def __str__(self) -> str:
        return str(self.unit)
