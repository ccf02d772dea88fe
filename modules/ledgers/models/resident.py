"""Who lives in a grid: the least that service needs (Personal Information Protection Law art. 6)."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Record
from app.model.days import HAPPENED
from app.model.moment import today
from modules.ledgers.models.house import House
from modules.ledgers.models.of_grid import OfGrid
from modules.parties.models import Person

#: GB/T 31000.
RESIDENT_KINDS = {
    "registered": _("Registered here"),
    "floating": _("Registered elsewhere"),
    "left_behind": _("Left behind"),
    "abroad": _("From abroad"),
}


class Resident(OfGrid, Record):
    """A person of the register who lives in a house of the grid, since when and as what."""

    __table_args__ = (UniqueConstraint("grid_id", "person_id", "since"),)

    LABEL = _("Resident of a grid")
    LABELS = {
        "grid": _("Grid"),
        "grid_id": _("Grid"),
        "person": _("Full name"),
        "person_id": _("Full name"),
        "house": _("House"),
        "house_id": _("House"),
        "kind": _("Kind of resident"),
        "since": _("Lives here since"),
        "until": _("Lived here until"),
    }
    CHOICES = {"kind": RESIDENT_KINDS}
    DAYS = {"since": HAPPENED}

    person_id: Mapped[int] = mapped_column(ForeignKey("parties_person.id"), index=True, nullable=False)
    house_id: Mapped[int | None] = mapped_column(ForeignKey("ledgers_house.id"))
    kind: Mapped[str] = mapped_column(String(20), default="registered", nullable=False)
    since: Mapped[date] = mapped_column(Date, default=today, nullable=False)
    until: Mapped[date | None] = mapped_column(Date)

    person: Mapped[Person] = relationship()
    house: Mapped[House | None] = relationship()

    @classmethod
    def living(cls) -> ColumnElement[bool]:
        """Those who live here today."""
        return cls.until.is_(None) | (cls.until >= today())

    def problems(self) -> dict[str, Any]:
        """Why this line cannot be saved, by field."""
        found = super().problems()
        if self.since and self.until and self.until < self.since:
            found["until"] = gettext("The last day is before the first")
        if self.house is not None and self.grid_id and self.house.grid_id != self.grid_id:
            found["house_id"] = gettext("This house lies in another grid")
        return found
