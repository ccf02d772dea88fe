"""Lists administrators keep: kinds of rooms, services, shifts, and what a centre of each level is there for."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Record
from app.model.code import Code

LEVELS = {
    "province": _("Province"),
    "city": _("City"),
    "county": _("County"),
    "township": _("Township"),
    "village": _("Village"),
}

#: Moments of the day at which a shift can begin or end.
HALF_HOURS = {text: text for hour in range(24) for text in (f"{hour:02}:00", f"{hour:02}:30")}


class RoomKind(Code, Record):
    """A kind of room (GB/T 33200-2016); `expected` ones are missed on the page of a centre that lacks them."""

    LABEL = _("Kind of room")
    LABELS = Code.LABELS | {"expected": _("Expected of every centre")}

    expected: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)


class ServiceType(Code, Record):
    """What a window is for."""

    LABEL = _("Type of service")


class Shift(Code, Record):
    """A part of the day somebody is on duty; one that does not end after it begins ends on the next day."""

    LABEL = _("Shift")
    LABELS = Code.LABELS | {"begins": _("Begins"), "ends": _("Ends")}
    CHOICES = {"begins": HALF_HOURS, "ends": HALF_HOURS}
    MACHINE = ("code",)

    begins: Mapped[str] = mapped_column(String(5), nullable=False)
    ends: Mapped[str] = mapped_column(String(5), nullable=False)

    def span(self, day: date) -> tuple[datetime, datetime]:
        """When the shift of a day begins and ends."""
        begins, ends = (datetime.combine(day, time.fromisoformat(text)) for text in (self.begins, self.ends))
        return begins, ends if ends > begins else ends + timedelta(days=1)


class CentreDuty(Record):
    """One thing centres of a level are there for, from solving on the spot to setting policy."""

    __table_args__ = (UniqueConstraint("level", "position"),)

    LABEL = _("Task of a centre")
    LABELS = {"level": _("Level"), "position": _("Order"), "text": _("Task")}
    CHOICES = {"level": LEVELS}

    level: Mapped[str] = mapped_column(String(10), nullable=False)
    position: Mapped[int] = mapped_column(Integer, nullable=False)
    text: Mapped[str] = mapped_column(String(200), nullable=False)

    def __str__(self) -> str:
        return self.text
