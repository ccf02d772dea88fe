"""Governance centres of five levels and their rooms (GB/T 33200-2016)."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, Date, ForeignKey, Integer, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from app.model.base import Audited, Extra, Record, Scoped, Versioned, db, level_of
from app.org.models import Unit
from modules.centres.models.codes import LEVELS, CentreDuty, RoomKind
from modules.centres.models.place import lay


class Centre(Audited, Scoped, Versioned, Extra, Record):
    """A governance centre; it is a unit, which has its address and phone, and its level is that of its division.

    Posts planned and filled are indicators, typed by hand. A centre that stands to round-the-clock duty has a gap
    wherever nobody is planned.
    """

    LABEL = _("Centre")
    LABELS = {
        "unit": _("Unit"),
        "unit_id": _("Unit"),
        "level": _("Level"),
        "tasks": _("Tasks of this level"),
        "opened_on": _("Opened on"),
        "round_the_clock": _("Duty round the clock"),
        "planned_posts": _("Posts planned"),
        "staff_in_place": _("Staff in place"),
        "active": _("Active"),
    }

    unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), unique=True, nullable=False)
    opened_on: Mapped[date | None] = mapped_column(Date)
    round_the_clock: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    planned_posts: Mapped[int | None] = mapped_column(Integer)
    staff_in_place: Mapped[int | None] = mapped_column(Integer)
    active: Mapped[bool] = mapped_column(Boolean, default=True, nullable=False)

    unit: Mapped[Unit] = relationship()

    @property
    def level(self) -> str:
        """The level in words."""
        return str(LEVELS[level_of(self.division_code)])

    @property
    def tasks(self) -> dict[str, Any]:
        """What centres of this level are there for, as one wide cell."""
        mine = select(CentreDuty.text).where(CentreDuty.level == level_of(self.division_code))
        texts = (object_session(self) or db.session).scalars(mine.order_by(CentreDuty.position))
        return {"kind": "text", "value": "；".join(texts), "wide": True}

    def problems(self) -> dict[str, Any]:
        """Why this centre cannot be saved, by field."""
        session = object_session(self) or db.session
        with session.no_autoflush:
            found = lay(self, session.get(Unit, self.unit_id) if self.unit_id else None, "unit_id")
        for field in ("planned_posts", "staff_in_place"):
            if (getattr(self, field) or 0) < 0:
                found[field] = _("This cannot be negative")
        return found

    def doubts(self) -> list[str]:
        """What the page of the centre points out: expected rooms it has not."""
        session = object_session(self) or db.session
        has = select(Room.kind_id).where(Room.centre_id == self.id)
        lacking = select(RoomKind.label).where(RoomKind.expected, RoomKind.active, RoomKind.id.not_in(has))
        rooms = "、".join(session.scalars(lacking.order_by(RoomKind.code)))
        return [gettext("Rooms not entered yet: %(rooms)s", rooms=rooms)] if rooms else []

    def __str__(self) -> str:
        return str(self.unit or "")


class Room(Scoped, Record):
    """A room of a centre."""

    __table_args__ = (UniqueConstraint("centre_id", "kind_id", "place"),)

    LABEL = _("Room")
    LABELS = {
        "centre": _("Centre"),
        "centre_id": _("Centre"),
        "kind": _("Kind of room"),
        "kind_id": _("Kind of room"),
        "place": _("Floor and room"),
    }

    centre_id: Mapped[int] = mapped_column(ForeignKey("centres_centre.id"), nullable=False)
    kind_id: Mapped[int] = mapped_column(ForeignKey("centres_room_kind.id"), nullable=False)
    place: Mapped[str | None] = mapped_column(String(60))

    centre: Mapped[Centre] = relationship()
    kind: Mapped[RoomKind] = relationship()
