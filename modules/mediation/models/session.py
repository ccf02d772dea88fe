"""The sessions of a mediation."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, DateTime, ForeignKey, Integer, String, Text, UniqueConstraint, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record
from app.org.models import Account
from modules.mediation.models.mediation import mediations_of
from modules.mediation.models.of_mediation import OfMediation

RESULTS = {"agreed": _("Agreed"), "failed": _("No agreement reached"), "continued": _("To be continued")}


class Session(Audited, OfMediation, Record):
    """One sitting: who, where, what was said, and how it ended (form F6). A written record is not rewritten."""

    __table_args__ = (UniqueConstraint("mediation_id", "number"),)

    LABELS = {
        "number": _("Session"),
        "started_at": _("From"),
        "ended_at": _("To"),
        "place": _("Place"),
        "others": _("Others present"),
        "record": _("Record"),
        "result": _("Result"),
        "next_at": _("Next session"),
        "recorder_id": _("Recorder"),
        "recorder": _("Recorder"),
    }
    CHOICES = {"result": RESULTS}

    number: Mapped[int] = mapped_column(Integer, nullable=False)
    started_at: Mapped[datetime] = mapped_column(DateTime, nullable=False)
    ended_at: Mapped[datetime | None] = mapped_column(DateTime)
    place: Mapped[str] = mapped_column(String(120), nullable=False)
    others: Mapped[str | None] = mapped_column(Text)
    record: Mapped[str] = mapped_column(Text, nullable=False)
    result: Mapped[str] = mapped_column(String(10), nullable=False)
    next_at: Mapped[datetime | None] = mapped_column(DateTime)
    recorder_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))

    recorder: Mapped[Account | None] = relationship(foreign_keys=[recorder_id])

    @classmethod
    def named(cls, user_id: int | None) -> ColumnElement[bool]:
        """Read by the mediators named, the chair, and whoever kept the record."""
        return or_(cls.recorder_id == user_id, cls.mediation_id.in_(mediations_of(user_id)))

    def locked_reason(self) -> str:
        """What was said stays as it was written; its paper is issued all the same."""
        return str(_("The record stays as it was written"))

    def __str__(self) -> str:
        return str(_("Session %(number)s", number=self.number))
