"""Points of danger in a grid, and when they are looked at."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Date, String
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Record
from app.model.days import HAPPENED
from app.model.moment import today
from modules.ledgers.models.of_grid import OfGrid

HAZARD_KINDS = {
    "fire": _("Fire"),
    "building": _("Building in danger"),
    "water": _("Water"),
    "slope": _("Slope"),
    "traffic": _("Traffic danger"),
    "other": _("Other danger"),
}
HAZARD_STATES = {"open": _("To be removed"), "watched": _("Being watched"), "removed": _("Danger removed")}


class HazardPoint(OfGrid, Record):
    """Something dangerous: what and where, how it stands, when it was looked at and is to be next."""

    LABEL = _("Hazard point")
    LABELS = {
        "grid": _("Grid"),
        "grid_id": _("Grid"),
        "name": _("Name"),
        "kind": _("Kind of danger"),
        "address": _("Place address"),
        "state": _("How the danger stands"),
        "found_on": _("Found on"),
        "checked_on": _("Last check"),
        "next_check_on": _("Next check due"),
        "remark": _("Remark"),
    }
    CHOICES = {"kind": HAZARD_KINDS, "state": HAZARD_STATES}
    DAYS = {"found_on": HAPPENED, "checked_on": HAPPENED}

    name: Mapped[str] = mapped_column(String(80), nullable=False)
    kind: Mapped[str] = mapped_column(String(20), default="other", nullable=False)
    address: Mapped[str | None] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(20), default="open", nullable=False)
    found_on: Mapped[date] = mapped_column(Date, default=today, nullable=False)
    checked_on: Mapped[date | None] = mapped_column(Date)
    next_check_on: Mapped[date | None] = mapped_column(Date)
    remark: Mapped[str | None] = mapped_column(String(200))

    @classmethod
    def overdue(cls) -> ColumnElement[bool]:
        """Points whose check was due before today."""
        return (cls.next_check_on < today()) & (cls.state != "removed")

    def problems(self) -> dict[str, Any]:
        """Why this line cannot be saved, by field."""
        found = super().problems()
        if self.checked_on and self.next_check_on and self.next_check_on <= self.checked_on:
            found["next_check_on"] = gettext("The next check comes after the last")
        if self.checked_on and self.found_on and self.checked_on < self.found_on:
            found["checked_on"] = gettext("It was found on %(day)s", day=f"{self.found_on:%Y-%m-%d}")
        return found

    def doubts(self) -> list[str]:
        """What deserves a second look: a check that is overdue, or none planned."""
        if self.state == "removed":
            return []
        if self.next_check_on is None:
            return [gettext("No next check is planned")]
        if self.next_check_on < today():
            return [gettext("The check due on %(day)s is overdue", day=f"{self.next_check_on:%Y-%m-%d}")]
        return []

    def __str__(self) -> str:
        return self.name
