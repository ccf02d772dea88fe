"""A key person: a person of the register, why they are on the list, who looks after them, when they are visited."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    String,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.access.scope import Scope
from app.model.base import Audited, Record, Scoped, Versioned
from app.model.code import Code
from app.model.moment import today
from app.model.sealed import Sealing, sealed
from modules.parties.models import Person

#: Days between two visits at most.
_YEAR = 366


def hidden(_text: str) -> str:
    """How a remark on somebody looks before it is asked for."""
    return "＊＊＊"


def _put_on(values: dict[str, Any]) -> KeyPerson:
    from modules.keypersons.services import put_on

    return put_on(values)


def _change(person: KeyPerson, values: dict[str, Any]) -> None:
    from modules.keypersons.services import change

    change(person, values)


class KeyPersonKind(Code, Record):
    """Why somebody is on the list; data, for places differ."""

    LABEL = _("Kind of key person")


class ConcernLevel(Code, Record):
    """How closely somebody is looked after, and how many days may lie between two visits."""

    LABEL = _("Level of concern")
    LABELS = Code.LABELS | {"visit_days": _("Days between visits")}

    visit_days: Mapped[int] = mapped_column(Integer, nullable=False)

    def problems(self) -> dict[str, Any]:
        """Why this level cannot be saved."""
        return interval_problems(self.visit_days)


class KeyPerson(Audited, Scoped, Versioned, Sealing, Record):
    """One person on the list of one division. Nothing of the person is kept here but what the visits need."""

    __table_args__ = (
        UniqueConstraint("person_id"),
        CheckConstraint("award >= 0", name="award"),
        Index("ix_keypersons_next_visit", "scope_county", "next_visit_on"),
    )

    #: Names of people are masked on lists, pages, exports and in REST; see `app/view/calling.py`.
    hides_names = True

    LABEL = _("Key person")
    LABELS = {
        "person": _("Full name"),
        "person_id": _("Full name"),
        "kind": _("Kind of key person"),
        "level": _("Level of concern"),
        "guardian": _("Guardian"),
        "guardian_id": _("Guardian"),
        "helper": _("Helper"),
        "helper_id": _("Helper"),
        "visit_days": _("Days between visits"),
        "last_visit_on": _("Last visit"),
        "next_visit_on": _("Next visit due"),
        "since": _("On the list since"),
        "ended_on": _("Off the list on"),
        "award": _("Guardian's award (yuan a year)"),
        "insurance": _("Insurance"),
    }
    SERVICE = {"create": _put_on, "update": _change}
    ACTS = {"view_whole": _("Looked at the whole page")}

    person_id: Mapped[int] = mapped_column(ForeignKey("parties_person.id"), nullable=False)
    kind_id: Mapped[int] = mapped_column(ForeignKey("keypersons_key_person_kind.id"), nullable=False)
    level_id: Mapped[int] = mapped_column(ForeignKey("keypersons_concern_level.id"), nullable=False)
    guardian_id: Mapped[int | None] = mapped_column(ForeignKey("parties_person.id"))
    helper_id: Mapped[int | None] = mapped_column(ForeignKey("parties_person.id"))
    visit_days: Mapped[int | None] = mapped_column(Integer)
    last_visit_on: Mapped[date | None] = mapped_column(Date)
    next_visit_on: Mapped[date | None] = mapped_column(Date)
    since: Mapped[date] = mapped_column(Date, default=today, nullable=False)
    ended_on: Mapped[date | None] = mapped_column(Date)
    award: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    insurance: Mapped[str | None] = mapped_column(String(120))

    note = sealed(mask=hidden, label=_("What helpers should know"))

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    guardian: Mapped[Person | None] = relationship(foreign_keys=[guardian_id])
    helper: Mapped[Person | None] = relationship(foreign_keys=[helper_id])
    kind: Mapped[KeyPersonKind] = relationship()
    level: Mapped[ConcernLevel] = relationship()

    @classmethod
    def matching(cls, _word: str) -> ColumnElement[bool]:
        """No word finds anybody here: neither the search of the house nor that of the list."""
        return false()

    @classmethod
    def overdue(cls) -> ColumnElement[bool]:
        """Those whose visit was due before today."""
        return (cls.next_visit_on < today()) & cls.ended_on.is_(None)

    @property
    def interval(self) -> int:
        """Days between two visits: the own number, or that of the level."""
        return self.visit_days or self.level.visit_days

    def plan(self) -> None:
        """Say when the next visit is due: so many days after the last, or after the day one came on the list."""
        if self.ended_on is None:
            self.next_visit_on = (self.last_visit_on or self.since) + timedelta(days=self.interval)
        else:
            self.next_visit_on = None

    def handled_by(self, _scope: Scope) -> bool:
        """Nobody sees names in full without giving a reason."""
        return False

    def problems(self) -> dict[str, Any]:
        """Why this row cannot be saved, by field."""
        found = interval_problems(self.visit_days)
        for name, key in (("guardian", self.guardian_id), ("helper", self.helper_id)):
            if key and key == self.person_id:
                found[f"{name}_id"] = gettext("Somebody else looks after a person")
        if self.since and self.ended_on and self.ended_on < self.since:
            found["ended_on"] = gettext("The last day is before the first")
        return found

    def doubts(self) -> list[str]:
        """What deserves a second look: a visit that is overdue, nobody to look after the person."""
        found = []
        if self.next_visit_on and self.next_visit_on < today():
            found.append(gettext("The visit due on %(day)s is overdue", day=f"{self.next_visit_on:%Y-%m-%d}"))
        if self.ended_on is None and self.guardian_id is None and self.helper_id is None:
            found.append(gettext("No guardian and no helper is named"))
        return found


def interval_problems(days: int | None) -> dict[str, Any]:
    """Why so many days cannot lie between two visits."""
    if days is None or 0 < days <= _YEAR:
        return {}
    return {"visit_days": gettext("From 1 to %(most)s days", most=_YEAR)}
