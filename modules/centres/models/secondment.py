"""Staff posted to a centre: guided by their home unit, managed day by day and appraised by the centre."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Date, ForeignKey, Index, Integer, String, UniqueConstraint, or_, select, text
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from app.access.identity import beyond_scope
from app.model.base import Audited, Extra, Record, Scoped, Versioned, db
from app.model.moment import today
from app.org.models import Unit
from modules.centres.models.centre import Centre
from modules.centres.models.place import lay
from modules.centres.models.window import ServiceWindow
from modules.parties.models import Colleague

#: Appraisals are marked out of a hundred.
FULL_MARKS = 100

_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])", re.ASCII)


class Secondment(Colleague, Audited, Scoped, Versioned, Extra, Record):
    """A person of one unit who works at a centre for a time; nobody is posted to two centres at once."""

    __table_args__ = (
        Index(
            "ux_centres_secondment_open",
            "person_id",
            unique=True,
            sqlite_where=text("ends_on IS NULL"),
            postgresql_where=text("ends_on IS NULL"),
        ),
    )

    LABEL = _("Secondment")
    LABELS = {
        "name": _("Full name"),
        "person": _("Full name"),
        "person_id": _("Full name"),
        "home_unit": _("Home unit"),
        "home_unit_id": _("Home unit"),
        "centre": _("Managing centre"),
        "centre_id": _("Managing centre"),
        "window": _("Window"),
        "window_id": _("Window"),
        "starts_on": _("First day"),
        "ends_on": _("Last day"),
    }
    WITHIN = {"window": "centre", "window_id": "centre"}

    centre_id: Mapped[int] = mapped_column(ForeignKey("centres_centre.id"), nullable=False)
    home_unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), nullable=False)
    window_id: Mapped[int | None] = mapped_column(ForeignKey("centres_service_window.id"))
    starts_on: Mapped[date] = mapped_column(Date, default=today, nullable=False)
    ends_on: Mapped[date | None] = mapped_column(Date)

    centre: Mapped[Centre] = relationship()
    home_unit: Mapped[Unit] = relationship()
    window: Mapped[ServiceWindow | None] = relationship()

    @classmethod
    def running(cls, day: date) -> Any:
        """The condition that a secondment runs on a day."""
        return (cls.starts_on <= day) & or_(cls.ends_on.is_(None), cls.ends_on >= day)

    def problems(self) -> dict[str, Any]:
        """Why this secondment cannot be saved, by field; it lies where the managing centre does."""
        session = object_session(self) or db.session
        with session.no_autoflush:
            found = lay(self, session.get(Centre, self.centre_id) if self.centre_id else None, "centre_id")
            window = session.get(ServiceWindow, self.window_id) if self.window_id else None
        if window is not None and window.centre_id != self.centre_id:
            found["window_id"] = _("This window belongs to another centre")
        if self.starts_on is None:
            self.starts_on = today()
        if self.ends_on is not None and self.ends_on < self.starts_on:
            found["ends_on"] = _("The last day lies before the first")
        elif self.person_id and self._posted_elsewhere():
            found["person_id"] = _(
                "This person is posted to a centre in this time already; end that secondment first"
            )
        return found

    def _posted_elsewhere(self) -> bool:
        session = object_session(self) or db.session()
        other = select(Secondment.id).where(
            Secondment.person_id == self.person_id,
            Secondment.id != (self.id or 0),
            or_(Secondment.ends_on.is_(None), Secondment.ends_on >= self.starts_on),
        )
        if self.ends_on is not None:
            other = other.where(Secondment.starts_on <= self.ends_on)
        with beyond_scope(session, "look for a second posting"):
            return session.scalar(other.limit(1)) is not None


class Appraisal(Audited, Scoped, Versioned, Record):
    """What the managing centre found of one month: days attended and a mark out of a hundred."""

    __table_args__ = (UniqueConstraint("secondment_id", "month"),)

    LABEL = _("Monthly appraisal")
    LABELS = {
        "secondment": _("Secondment"),
        "secondment_id": _("Secondment"),
        "month": _("Month"),
        "attendance_days": _("Days attended"),
        "score": _("Score"),
        "remark": _("Remark"),
    }

    secondment_id: Mapped[int] = mapped_column(ForeignKey("centres_secondment.id"), nullable=False)
    month: Mapped[str] = mapped_column(String(7), nullable=False)
    attendance_days: Mapped[int] = mapped_column(Integer, nullable=False)
    score: Mapped[int] = mapped_column(Integer, nullable=False)
    remark: Mapped[str | None] = mapped_column(String(500))

    secondment: Mapped[Secondment] = relationship()

    def problems(self) -> dict[str, Any]:
        """Why this appraisal cannot be saved, by field; it lies where the secondment does."""
        session = object_session(self) or db.session
        with session.no_autoflush:
            posting = session.get(Secondment, self.secondment_id) if self.secondment_id else None
        found = lay(self, posting, "secondment_id")
        if not 0 <= self.score <= FULL_MARKS:
            found["score"] = gettext("A score lies between 0 and %(most)s", most=FULL_MARKS)
        matched = _MONTH.fullmatch(self.month)
        if matched is None:
            return found | {"month": _("Please write the month as 2026-11")}
        year, month = int(matched[1]), int(matched[2])
        days = monthrange(year, month)[1]
        if not 0 <= self.attendance_days <= days:
            found["attendance_days"] = gettext("This month has %(days)s days", days=days)
        first, last = date(year, month, 1), date(year, month, days)
        if first > today():
            found["month"] = _("This lies in the future")
        elif posting is not None and (posting.starts_on > last or (posting.ends_on or last) < first):
            found["month"] = _("The secondment does not fall into this month")
        return found

    def __str__(self) -> str:
        return f"{self.secondment} {self.month}"
