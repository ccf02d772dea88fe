"""Service windows: one comprehensive window takes everything in, the others are staffed by the units concerned."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, ColumnElement, ForeignKey, Integer, String, UniqueConstraint, or_
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from app.model.base import Audited, Extra, Record, Scoped, Versioned, db
from app.org.models import Unit
from modules.centres.models.centre import Centre
from modules.centres.models.codes import ServiceType
from modules.centres.models.place import lay

PRESENCE = {"resident": _("Resident"), "rotating": _("Rotating"), "on_call": _("On call")}

#: ISO weekdays.
WEEKDAYS = {
    "1": _("Monday"),
    "2": _("Tuesday"),
    "3": _("Wednesday"),
    "4": _("Thursday"),
    "5": _("Friday"),
    "6": _("Saturday"),
    "7": _("Sunday"),
}


class ServiceWindow(Audited, Scoped, Versioned, Extra, Record):
    """A window of a centre and the unit that sits there always, on some weekdays, or when it is called."""

    __table_args__ = (UniqueConstraint("centre_id", "number"),)

    LABEL = _("Window")
    LABELS = {
        "centre": _("Centre"),
        "centre_id": _("Centre"),
        "number": _("Window number"),
        "name": _("Name"),
        "unit": _("Unit that sits there"),
        "unit_id": _("Unit that sits there"),
        "service_type": _("Type of service"),
        "service_type_id": _("Type of service"),
        "presence": _("Presence"),
        "hours": _("Opening hours"),
        "days": _("Weekdays"),
        "active": _("Active"),
    }
    CHOICES = {"presence": PRESENCE}

    centre_id: Mapped[int] = mapped_column(ForeignKey("centres_centre.id"), nullable=False)
    number: Mapped[int] = mapped_column(Integer, nullable=False)
    name: Mapped[str] = mapped_column(String(60), nullable=False)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("org_unit.id"))
    service_type_id: Mapped[int] = mapped_column(ForeignKey("centres_service_type.id"), nullable=False)
    presence: Mapped[str] = mapped_column(String(10), default="resident", nullable=False)
    hours: Mapped[str | None] = mapped_column(String(120))
    active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)

    centre: Mapped[Centre] = relationship()
    unit: Mapped[Unit | None] = relationship()
    service_type: Mapped[ServiceType] = relationship()
    days: Mapped[list[WindowDay]] = relationship(
        back_populates="window", order_by="WindowDay.weekday", cascade="all, delete-orphan"
    )

    def problems(self) -> dict[str, Any]:
        """Why this window cannot be saved, by field; it lies where its centre does."""
        session = object_session(self) or db.session
        with session.no_autoflush:
            found = lay(self, session.get(Centre, self.centre_id) if self.centre_id else None, "centre_id")
        if self.number is not None and self.number < 1:
            found["number"] = _("Windows are numbered from 1")
        return found

    def doubts(self) -> list[str]:
        """What the page points out."""
        if self.presence == "rotating" and not self.days:
            return [gettext("This window rotates, but none of its weekdays are entered")]
        return []

    @classmethod
    def matching(cls, word: str) -> ColumnElement[bool]:
        """Windows a word finds: by part of the name, or by the number."""
        named = cls.name.contains(word, autoescape=True)
        numbered = word.isascii() and word.isdigit() and len(word) < 9
        return or_(named, cls.number == int(word)) if numbered else named

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class WindowDay(Scoped, Record):
    """A weekday on which a rotating window is staffed."""

    __table_args__ = (UniqueConstraint("window_id", "weekday"),)

    LABEL = _("Day of a window")
    LABELS = {
        "window": _("Window"),
        "window_id": _("Window"),
        "weekday": _("Weekday"),
        "hours": _("Opening hours"),
    }
    CHOICES = {"weekday": WEEKDAYS}

    window_id: Mapped[int] = mapped_column(ForeignKey("centres_service_window.id"), nullable=False)
    weekday: Mapped[str] = mapped_column(String(1), nullable=False)
    hours: Mapped[str | None] = mapped_column(String(120))

    window: Mapped[ServiceWindow] = relationship(back_populates="days")

    @classmethod
    def matching(cls, word: str) -> ColumnElement[bool]:
        """Days a word finds: by the name of the weekday."""
        return cls.weekday.in_([day for day, label in WEEKDAYS.items() if word in str(label)])

    def __str__(self) -> str:
        return str(WEEKDAYS.get(self.weekday, self.weekday))
