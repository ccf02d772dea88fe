"""Rows that hold from one day to another: one after the other, the older ones stay and can be read."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from flask_babel import gettext
from sqlalchemy import ColumnElement, Date, Select, and_, or_, select
from sqlalchemy.orm import Mapped, mapped_column, object_session

from app.model.moment import today


class Held:
    """A row with its days. Those that say the same thing at different times are versions of one another.

    Attributes:
        SERIES: the columns that are the same in all versions.
        CARRIED: what a new version takes over, besides those.
    """

    SERIES: ClassVar[tuple[str, ...]] = ()
    CARRIED: ClassVar[tuple[str, ...]] = ()

    valid_from: Mapped[date] = mapped_column(Date, default=today, nullable=False)
    valid_to: Mapped[date | None] = mapped_column(Date)

    @classmethod
    def counted(cls) -> tuple[ColumnElement[bool], ...]:
        """What a row must be to hold at all, besides its days."""
        return ()

    @classmethod
    def holding(cls, day: date) -> ColumnElement[bool]:
        """Rows that hold on a day."""
        last = or_(cls.valid_to.is_(None), cls.valid_to >= day)
        return and_(cls.valid_from <= day, last, *cls.counted())

    def versions(self) -> Select[tuple[Self]]:
        """All versions of this row, the newest first."""
        cls = type(self)
        same = (getattr(cls, name) == getattr(self, name) for name in self.SERIES)
        return select(cls).where(*same).order_by(cls.valid_from.desc(), cls.id.desc())  # type: ignore[attr-defined]

    def problems(self) -> dict[str, Any]:
        """Why this row cannot be saved, by field: its days end before they begin, or another version has some of
        them."""
        if self.valid_from is None or any(getattr(self, name) is None for name in self.SERIES):
            return {}  # the missing one is said at its own field
        if self.valid_to is not None and self.valid_to < self.valid_from:
            return {"valid_to": gettext("The last day is before the first")}
        other = self._other()
        if other is None:
            return {}
        return {
            "valid_from": gettext(
                "Another version holds from %(day)s; end it first, or write the new one from its page",
                day=f"{other.valid_from:%Y-%m-%d}",
            )
        }

    def _other(self) -> Self | None:
        """A version of this row that holds on one of its days."""
        session = object_session(self)
        cls = type(self)
        if session is None:
            return None
        overlaps = [or_(cls.valid_to.is_(None), cls.valid_to >= self.valid_from), *cls.counted()]
        if self.valid_to is not None:
            overlaps.append(cls.valid_from <= self.valid_to)
        with session.no_autoflush:
            asked = self.versions().where(cls.id != (self.id or 0), *overlaps)  # type: ignore[attr-defined]
            return session.scalars(asked.limit(1)).first()
