"""The rota of experts: which lawyer or other expert sits at a studio or centre in which shift."""

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
    exists,
    inspect,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from app.access.identity import beyond_scope
from app.model.base import Audited, Extra, Record, Scoped, Versioned, db
from app.org.models import Unit
from modules.centres.models import Shift
from modules.centres.models.place import lay
from modules.experts.models.expert import Expert
from modules.experts.models.presence import ExpertAbsence


class ExpertRota(Audited, Scoped, Versioned, Extra, Record):
    """One expert in one shift of one day at a unit. Without an expert it is a gap: pointed out, never refused.

    When it begins and ends is kept, so that the past stays as it was when a shift gets other hours.
    """

    __table_args__ = (
        UniqueConstraint("unit_id", "day", "shift_id", "expert_id"),
        Index("ix_experts_expert_rota_begins", "begins_at"),
        Index("ix_experts_expert_rota_expert", "expert_id", "begins_at"),
    )

    LABEL = _("Rota of experts")
    LABELS = {
        "unit": _("Studio or centre"),
        "unit_id": _("Studio or centre"),
        "day": _("Day"),
        "shift": _("Shift"),
        "shift_id": _("Shift"),
        "begins_at": _("Begins"),
        "ends_at": _("Ends"),
        "expert": _("Expert"),
        "expert_id": _("Expert"),
        "who": _("Expert"),
        "note": _("Remark"),
    }

    unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), nullable=False)
    day: Mapped[date] = mapped_column(Date, nullable=False)
    shift_id: Mapped[int] = mapped_column(ForeignKey("centres_shift.id"), nullable=False)
    expert_id: Mapped[int | None] = mapped_column(ForeignKey("experts_expert.id"))
    begins_at: Mapped[datetime] = mapped_column(DateTime, nullable=False)
    ends_at: Mapped[datetime] = mapped_column(DateTime, nullable=False)
    note: Mapped[str | None] = mapped_column(String(200))

    unit: Mapped[Unit] = relationship()
    shift: Mapped[Shift] = relationship()
    expert: Mapped[Expert | None] = relationship()

    @property
    def who(self) -> Any:
        """Who sits there, as a cell."""
        if self.expert_id is None:
            return {"kind": "text", "value": gettext("Nobody"), "tone": "amber"}
        return str(self.expert or "")

    @classmethod
    def running(cls, at: datetime) -> ColumnElement[bool]:
        """The condition that a shift runs at a moment."""
        return and_(cls.begins_at <= at, cls.ends_at > at)

    @classmethod
    def gap(cls) -> ColumnElement[bool]:
        """The condition that nobody sits there: none is named, or the one named is away or no longer in the pool."""
        away = exists().where(ExpertAbsence.expert_id == cls.expert_id, ExpertAbsence.on(cls.day))
        gone = exists().where(Expert.id == cls.expert_id, Expert.status != "published")
        return or_(cls.expert_id.is_(None), away, gone)

    def problems(self) -> dict[str, Any]:
        """Why this cannot be saved, by field; it lies where its unit does and has the hours of the shift."""
        session = object_session(self) or db.session()
        with session.no_autoflush:
            found = lay(self, session.get(Unit, self.unit_id) if self.unit_id else None, "unit_id")
            shift = session.get(Shift, self.shift_id) if self.shift_id else None
            if shift is None or self.day is None:
                return found
            moved = (inspect(self).attrs[name].history.has_changes() for name in ("day", "shift_id"))
            if self.begins_at is None or any(moved):
                self.begins_at, self.ends_at = shift.span(self.day)
            why = self.unfit()
        if why:
            found["expert_id"] = why
        return found

    def doubts(self) -> list[str]:
        """What the page points out: that nobody sits there."""
        if self.expert_id is None:
            return [gettext("Nobody has been found for this shift yet")]
        session = object_session(self) or db.session()
        gap = select(ExpertRota.id).where(ExpertRota.id == self.id, ExpertRota.gap())
        if session.scalar(gap) is not None:
            return [gettext("%(expert)s is away or no longer in the pool", expert=str(self.expert))]
        return []

    def unfit(self) -> str:
        """Why the expert named cannot sit there, in words; nothing when it can be."""
        expert_id = self.expert_id or (self.expert.id if self.expert is not None else None)
        if expert_id is None:
            return ""
        session = object_session(self) or db.session()
        away = select(ExpertAbsence.ends_on).where(
            ExpertAbsence.expert_id == expert_id, ExpertAbsence.on(self.day)
        )
        with beyond_scope(session, "see whether an expert is free"):
            status = session.scalar(select(Expert.status).where(Expert.id == expert_id))
            until = session.scalar(away.limit(1))
            other = session.execute(self._elsewhere(expert_id)).first()
        if status != "published":
            return gettext("This expert is not published")
        if until is not None:
            return gettext("Away until %(day)s", day=format_date(until, "yyyy-MM-dd"))
        return gettext("On the rota at this time already: %(duty)s", duty=_named(*other)) if other else ""

    def _elsewhere(self, expert_id: int) -> Any:
        """Another shift of the expert that overlaps with this one."""
        return (
            select(Unit.name, ExpertRota.day, Shift.label)
            .join(Unit, ExpertRota.unit_id == Unit.id)
            .join(Shift, ExpertRota.shift_id == Shift.id)
            .where(
                ExpertRota.expert_id == expert_id,
                ExpertRota.begins_at < self.ends_at,
                ExpertRota.ends_at > self.begins_at,
                ExpertRota.id != (self.id or 0),
            )
            .limit(1)
        )

    def __str__(self) -> str:
        return _named(self.unit, self.day, self.shift)


def _named(unit: Any, day: date, shift: Any) -> str:
    return " ".join(str(part) for part in (unit, format_date(day, gettext("MMM d, EEE")), shift) if part)
