"""The tables of the clock: calendar, limits, deadlines and their pauses."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock.limits import Limit, LimitKind, PauseSpan
from app.model.base import Audited, BigId, DivisionCode, Record, Scoped, scope_indexes

_RUNNING = text("stopped_at is null")

#: The facts of an explanation: a JSON list, written whole.
_Steps = JSON().with_variant(JSONB(), "postgresql")


class CalendarYear(Audited, Record):
    """A year of the working calendar: `official` once its holidays are announced, `provisional` before."""

    LABELS = {"year": _("Year"), "state": _("State"), "source": _("Notice")}
    CHOICES = {"state": {"official": _("Announced"), "provisional": _("Provisional")}}

    year: Mapped[int] = mapped_column(Integer, unique=True, nullable=False)
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    source: Mapped[str | None] = mapped_column(String(200))

    def __str__(self) -> str:
        return str(self.year)


class HolidayDay(Audited, Record):
    """A day that differs from Monday to Friday: a `holiday` off, or a `workday` made up on a weekend."""

    LABELS = {"date": _("Date"), "kind": _("Kind"), "name": _("Name")}
    CHOICES = {"kind": {"holiday": _("Day off"), "workday": _("Make-up workday")}}

    date: Mapped[dt.date] = mapped_column(Date, unique=True, nullable=False)
    kind: Mapped[str] = mapped_column(String(8), nullable=False)
    name: Mapped[str] = mapped_column(String(40), nullable=False)

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.name}"


class SlaPolicy(Audited, Record):
    """A time limit: from which event to which, how long, where, for what, and since when.

    Several rows may share a code; the one of the nearest division (longest code) wins, then the one of the
    most exact category. Without a division a row holds for the whole country.
    """

    __table_args__ = (
        UniqueConstraint("code", "division_code", "category", "valid_from", name="uq_clock_sla_policy"),
        CheckConstraint("amount > 0", name="ck_clock_sla_policy_amount"),
    )

    MACHINE = ("code", "from_event", "to_event")
    LABELS = {
        "code": _("Code"),
        "name": _("Name"),
        "division_code": _("Division"),
        "category": _("Category"),
        "from_event": _("Runs from"),
        "to_event": _("Runs to"),
        "amount": _("Length"),
        "kind": _("Counted in"),
        "basis": _("Basis"),
        "valid_from": _("Valid from"),
        "valid_to": _("Valid to"),
    }
    CHOICES = {
        "kind": {
            "minutes": _("minutes"),
            "hours": _("hours"),
            "calendar_days": _("Calendar days"),
            "workdays": _("Working days"),
        }
    }

    code: Mapped[str] = mapped_column(String(40), nullable=False, index=True)
    name: Mapped[str] = mapped_column(String(60), nullable=False)
    division_code: Mapped[str | None] = mapped_column(DivisionCode)
    category: Mapped[str | None] = mapped_column(String(20))
    from_event: Mapped[str] = mapped_column(String(60), nullable=False)
    to_event: Mapped[str] = mapped_column(String(60), nullable=False)
    amount: Mapped[int] = mapped_column(Integer, nullable=False)
    kind: Mapped[str] = mapped_column(String(14), nullable=False)
    basis: Mapped[str | None] = mapped_column(String(120))
    valid_from: Mapped[dt.date | None] = mapped_column(Date)
    valid_to: Mapped[dt.date | None] = mapped_column(Date)

    @property
    def limit(self) -> Limit:
        return Limit(LimitKind(self.kind), self.amount)

    def __str__(self) -> str:
        return self.name


class Deadline(Scoped, Record):
    """One running or stopped clock on one row of any model.

    The limit is copied from its policy, so that a later change of the policy leaves running clocks alone.
    `due_at` is empty while a pause lasts; `met` is empty while the clock runs and when it was called off.
    """

    LABEL = _("Limit")

    #: Written on whatever row the actor may act on; see `Scope.reaches_row`.
    follows_a_row = True

    __table_args__ = (
        *scope_indexes("clock_deadline", "due_at", "id", where=_RUNNING),
        Index(
            "ix_clock_deadline_due_at_open", "due_at", "id", sqlite_where=_RUNNING, postgresql_where=_RUNNING
        ),
        Index("ix_clock_deadline_subject", "subject_model", "subject_id"),
        Index(
            "uq_clock_deadline_running",
            "subject_model",
            "subject_id",
            "policy_code",
            unique=True,
            sqlite_where=_RUNNING,
            postgresql_where=_RUNNING,
        ),
    )

    subject_model: Mapped[str] = mapped_column(String(80), nullable=False)
    subject_id: Mapped[int] = mapped_column(BigId, nullable=False)
    policy_code: Mapped[str] = mapped_column(String(40), nullable=False)
    name: Mapped[str] = mapped_column(String(60), nullable=False)
    kind: Mapped[str] = mapped_column(String(14), nullable=False)
    amount: Mapped[int] = mapped_column(Integer, nullable=False)
    started_at: Mapped[dt.datetime] = mapped_column(DateTime, nullable=False)
    due_at: Mapped[dt.datetime | None] = mapped_column(DateTime)
    stopped_at: Mapped[dt.datetime | None] = mapped_column(DateTime)
    met: Mapped[bool | None] = mapped_column(Boolean)
    provisional: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    explanation: Mapped[list[dict[str, Any]]] = mapped_column(_Steps, default=list, nullable=False)

    pauses: Mapped[list[Pause]] = relationship(
        back_populates="deadline", order_by="Pause.from_at", cascade="all, delete-orphan"
    )

    @property
    def limit(self) -> Limit:
        return Limit(LimitKind(self.kind), self.amount)

    @property
    def running_pause(self) -> Pause | None:
        """The pause that lasts, if the clock stands still."""
        return next((pause for pause in self.pauses if pause.to_at is None), None)

    def __str__(self) -> str:
        return self.name


class Pause(Audited, Record):
    """A stretch in which a deadline stood still, and why. Reached through its deadline only."""

    deadline_id: Mapped[int] = mapped_column(ForeignKey("clock_deadline.id"), nullable=False, index=True)
    from_at: Mapped[dt.datetime] = mapped_column(DateTime, nullable=False)
    to_at: Mapped[dt.datetime | None] = mapped_column(DateTime)
    reason: Mapped[str] = mapped_column(String(200), nullable=False)

    deadline: Mapped[Deadline] = relationship(back_populates="pauses")

    @property
    def span(self) -> PauseSpan:
        return PauseSpan(self.from_at, self.to_at, self.reason)
