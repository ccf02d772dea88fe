"""Where a committee's mediators are posted: at a court, a police station, a centre."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Date, ForeignKey, Index, Select, and_, or_, select, text, true
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from app.model.base import Audited, Record, Versioned, db
from app.model.moment import today
from app.org.models import Unit
from modules.mediators.models.mediator import Mediator
from modules.mediators.models.of_mediator import OfMediator

_OPEN = text("ends_on is null")


class Posting(OfMediator, Audited, Versioned, Record):
    """A mediator works at another unit from one day to another; the committee stays the home unit.

    The receiving unit directs the daily work, the home unit guides it (双重管理).
    """

    __table_args__ = (
        Index(
            "uq_mediators_posting_open",
            "mediator_id",
            "unit_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    LABEL = _("Posting")
    LABELS = {
        "mediator": _("Mediator"),
        "mediator_id": _("Mediator"),
        "unit": _("Receiving unit"),
        "unit_id": _("Receiving unit"),
        "begins_on": _("First day"),
        "ends_on": _("Last day"),
    }

    unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), index=True, nullable=False)
    begins_on: Mapped[date] = mapped_column(Date, default=today, nullable=False)
    ends_on: Mapped[date | None] = mapped_column(Date)

    unit: Mapped[Unit] = relationship()

    @classmethod
    def open(cls) -> ColumnElement[bool]:
        """Postings that last today or begin later."""
        return or_(cls.ends_on.is_(None), cls.ends_on >= today())

    def problems(self) -> dict[str, Any]:
        """Why this posting cannot be saved, by field: nobody is posted twice to a unit at a time, or to the own one."""
        session = object_session(self) or db.session()
        with session.no_autoflush:
            mediator = session.get(Mediator, self.mediator_id) if self.mediator_id else self.mediator
            unit_id = self.unit_id or (self.unit.id if self.unit is not None else None)
            if mediator is None or unit_id is None:
                return {}  # said elsewhere
            body, meets = mediator.committee, session.scalar(self._meeting(mediator.id, unit_id))
        found: dict[str, Any] = {}
        if mediator.status == "left" and self.ends_on is None:
            found["mediator_id"] = _("This mediator has left")
        if body is not None and unit_id == body.unit_id:
            found["unit_id"] = _("This is the mediator's own committee")
        elif meets is not None:
            found["unit_id"] = _("The mediator is posted there at that time already")
        if self.begins_on and self.ends_on and self.ends_on < self.begins_on:
            found["ends_on"] = _("This lies before the beginning")
        return found

    def _meeting(self, mediator_id: int, unit_id: int) -> Select[Any]:
        """Other postings of a mediator to a unit that share a day with this one."""
        lasts = or_(Posting.ends_on.is_(None), Posting.ends_on >= (self.begins_on or today()))
        begins = Posting.begins_on <= self.ends_on if self.ends_on else true()
        there = and_(Posting.mediator_id == mediator_id, Posting.unit_id == unit_id)
        return select(Posting.id).where(there, lasts, begins, Posting.id != (self.id or 0)).limit(1)

    def __str__(self) -> str:
        return f"{self.mediator} · {self.unit}"
