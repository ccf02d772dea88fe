"""Duty: who stands at posts A and B of a unit in one shift, day and night (the AB posts of a duty roster)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import (
    ColumnElement,
    Date,
    DateTime,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    and_,
    inspect,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from app.access.identity import beyond_scope
from app.access.scope import Scope
from app.model.base import Audited, Extra, Record, Scoped, Versioned, db
from app.org.models import Unit
from app.view.display import cell_makers
from app.view.screens import screens
from modules.centres.models.codes import Shift
from modules.centres.models.place import lay
from modules.parties.models import Person, name_beyond

#: The columns of the two posts.
POSTS = ("person_a_id", "person_b_id")


class Duty(Audited, Scoped, Versioned, Extra, Record):
    """One shift of one day at a unit. An empty post is a gap, which is pointed out and never refused.

    When it begins and ends is kept, so that the past stays as it was when a shift gets other hours. Whoever may read
    the roster reads the names in full; phones stay sealed with the person.
    """

    __table_args__ = (
        UniqueConstraint("unit_id", "day", "shift_id"),
        Index("ix_centres_duty_begins", "begins_at"),
        Index("ix_centres_duty_ends", "ends_at"),
    )

    LABEL = _("Duty")
    LABELS = {
        "unit": _("Unit"),
        "unit_id": _("Unit"),
        "day": _("Day"),
        "shift": _("Shift"),
        "shift_id": _("Shift"),
        "begins_at": _("Begins"),
        "ends_at": _("Ends"),
        "person_a": _("Post A"),
        "person_a_id": _("Post A"),
        "post_a": _("Post A"),
        "phone_a": _("Phone of post A"),
        "person_b": _("Post B"),
        "person_b_id": _("Post B"),
        "post_b": _("Post B"),
        "phone_b": _("Phone of post B"),
        "note": _("Remark"),
    }

    unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), nullable=False)
    day: Mapped[date] = mapped_column(Date, nullable=False)
    shift_id: Mapped[int] = mapped_column(ForeignKey("centres_shift.id"), nullable=False)
    begins_at: Mapped[datetime] = mapped_column(DateTime, nullable=False)
    ends_at: Mapped[datetime] = mapped_column(DateTime, nullable=False)
    person_a_id: Mapped[int | None] = mapped_column(ForeignKey("parties_person.id"))
    person_b_id: Mapped[int | None] = mapped_column(ForeignKey("parties_person.id"))
    note: Mapped[str | None] = mapped_column(String(200))

    unit: Mapped[Unit] = relationship()
    shift: Mapped[Shift] = relationship()
    person_a: Mapped[Person | None] = relationship(foreign_keys=[person_a_id])
    person_b: Mapped[Person | None] = relationship(foreign_keys=[person_b_id])

    @property
    def post_a(self) -> Any:
        """Who stands at post A, as a cell."""
        return self._holder(self.person_a, self.person_a_id)

    @property
    def post_b(self) -> Any:
        """Who stands at post B, as a cell."""
        return self._holder(self.person_b, self.person_b_id)

    @property
    def phone_a(self) -> Any:
        """The phone of post A, masked, with the way to reveal it for those who may."""
        return _phone(self.person_a, self.LABELS["phone_a"])

    @property
    def phone_b(self) -> Any:
        """The phone of post B."""
        return _phone(self.person_b, self.LABELS["phone_b"])

    @classmethod
    def running(cls, at: datetime) -> ColumnElement[bool]:
        """The condition that a duty runs at a moment."""
        return and_(cls.begins_at <= at, cls.ends_at > at)

    @classmethod
    def gap(cls) -> ColumnElement[bool]:
        """The condition that nobody stands at one of the posts."""
        return or_(cls.person_a_id.is_(None), cls.person_b_id.is_(None))

    def handled_by(self, scope: Scope) -> bool:
        """Whoever may read the roster sees the names in full."""
        return scope.may("r", type(self))

    def problems(self) -> dict[str, Any]:
        """Why this duty cannot be saved, by field; it lies where its unit does and has the hours of the shift."""
        session = object_session(self) or db.session
        with session.no_autoflush:
            found = lay(self, session.get(Unit, self.unit_id) if self.unit_id else None, "unit_id")
            shift = session.get(Shift, self.shift_id) if self.shift_id else None
        if self.person_a_id and self.person_a_id == self.person_b_id:
            found["person_b_id"] = _("Two different people stand at posts A and B")
        if shift is None or self.day is None:
            return found
        moved = (inspect(self).attrs[name].history.has_changes() for name in ("day", "shift_id"))
        if self.begins_at is None or any(moved):
            self.begins_at, self.ends_at = shift.span(self.day)
        for post in POSTS:
            elsewhere = self._elsewhere(getattr(self, post))
            if elsewhere:
                found[post] = gettext("On duty at this time already: %(duty)s", duty=elsewhere)
        return found

    def doubts(self) -> list[str]:
        """What the page points out: the posts at which nobody stands."""
        lacking = [str(self.LABELS[post]) for post in POSTS if getattr(self, post) is None]
        return [gettext("Nobody stands here: %(posts)s", posts="、".join(lacking))] if lacking else []

    def __str__(self) -> str:
        return _named(self.unit, self.day, self.shift)

    def _holder(self, person: Person | None, key: int | None) -> Any:
        if key is None:
            return {"kind": "text", "value": gettext("Nobody"), "tone": "amber"}
        session = object_session(self)
        if person is not None or session is None:
            return str(person or "")
        return name_beyond(session, key, Duty, POSTS)

    def _elsewhere(self, person_id: int | None) -> str:
        """Another duty of a person that overlaps with this one, in words; also one beyond the reader."""
        if person_id is None:
            return ""
        session = object_session(self) or db.session()
        asked = (
            select(Unit.name, Duty.day, Shift.label)
            .join(Unit, Duty.unit_id == Unit.id)
            .join(Shift, Duty.shift_id == Shift.id)
            .where(
                or_(Duty.person_a_id == person_id, Duty.person_b_id == person_id),
                Duty.begins_at < self.ends_at,
                Duty.ends_at > self.begins_at,
                Duty.id != (self.id or 0),
            )
        )
        with beyond_scope(session, "look for a second duty"):
            other = session.execute(asked.limit(1)).first()
        return _named(*other) if other else ""


def _named(unit: Any, day: date, shift: Any) -> str:
    return " ".join(str(part) for part in (unit, format_date(day, gettext("MMM d, EEE")), shift) if part)


def _phone(person: Person | None, label: Any) -> Any:
    if person is None:
        return ""
    return cell_makers([screens().field(Person, "phone")], [person])[0](person) | {"label": label}
