"""How many cases for mediation before suit a court had in a month, as the court says."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Date, ForeignKey, Integer, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship, validates

from app.model.base import Audited, Record, Scoped, Versioned, db
from app.model.days import HAPPENED
from modules.confirmation.models import Court


class PreSuitCount(Audited, Scoped, Versioned, Record):
    """The cases of one court and month, diverted or not: the denominator of the rate of diversion.

    It lies in the county of the court. The first day stands for the month.
    """

    __table_args__ = (UniqueConstraint("court_id", "month"),)

    NAMED_BY = ("court",)

    LABEL = _("Cases before suit")
    LABELS = {
        "court": _("Court"),
        "court_id": _("Court"),
        "month": _("Month (any day of it)"),
        "period": _("Month"),
        "number": _("Cases for mediation before suit"),
        "source": _("Where the number is from"),
        "division_code": _("Division"),
    }
    DAYS = {"month": HAPPENED}

    court_id: Mapped[int] = mapped_column(ForeignKey("confirmation_court.id"), nullable=False)
    month: Mapped[date] = mapped_column(Date, index=True, nullable=False)
    number: Mapped[int] = mapped_column(Integer, nullable=False)
    source: Mapped[str | None] = mapped_column(String(120))

    court: Mapped[Court] = relationship()

    @property
    def period(self) -> str:
        """The month as it is written."""
        return f"{self.month:%Y-%m}"

    @validates("month")
    def _first_day(self, _name: str, day: date | None) -> date | None:
        return day.replace(day=1) if day is not None else None

    @validates("court")
    def _lie_with_the_court(self, _name: str, court: Court | None) -> Court | None:
        if court is not None:
            self.division_code = court.county_code
        return court

    @classmethod
    def places(cls) -> Select[tuple[str]]:
        """The counties numbers were given of."""
        return select(cls.division_code).distinct()

    def problems(self) -> dict[str, Any]:
        """Why this number cannot be saved, by field."""
        found: dict[str, Any] = {}
        session = object_session(self) or db.session()
        if self.number is not None and self.number < 0:
            found["number"] = gettext("This cannot be less than nothing")
        with session.no_autoflush:
            court = self.court or session.get(Court, self.court_id or 0)
            if court is None or self.month is None:
                return found
            self.division_code = court.county_code
            same = select(PreSuitCount.id).where(
                PreSuitCount.court_id == court.id,
                PreSuitCount.month == self.month,
                PreSuitCount.id != (self.id or 0),
            )
            if session.scalar(same.limit(1)) is not None:
                found["month"] = gettext("The number of this court and month is on record; change it there")
        return found

    def __str__(self) -> str:
        return f"{self.court} {self.period}"
