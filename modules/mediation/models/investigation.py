"""What was asked outside the sessions, of a party or of somebody who knows."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, DateTime, ForeignKey, Integer, String, Text, UniqueConstraint, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.access.scope import Scope
from app.model.base import Audited, Record
from app.org.models import Account
from modules.mediation.models.mediation import mediations_of
from modules.mediation.models.of_mediation import OfMediation
from modules.parties.models import Person


class Investigation(Audited, OfMediation, Record):
    """One inquiry: who was asked, when, where, and what was said (form F4). A written record is not rewritten."""

    __table_args__ = (UniqueConstraint("mediation_id", "number"),)

    LABEL = _("Record of an inquiry")
    LABELS = {
        "mediation": _("Mediation"),
        "mediation_id": _("Mediation"),
        "number": _("Inquiry"),
        "started_at": _("From"),
        "ended_at": _("To"),
        "place": _("Place"),
        "person_id": _("Person asked"),
        "person": _("Person asked"),
        "relation": _("Relation to the dispute"),
        "others": _("Others present"),
        "record": _("Questions and answers"),
        "recorder_id": _("Recorder"),
        "recorder": _("Recorder"),
    }

    number: Mapped[int] = mapped_column(Integer, nullable=False)
    started_at: Mapped[datetime] = mapped_column(DateTime, nullable=False)
    ended_at: Mapped[datetime | None] = mapped_column(DateTime)
    place: Mapped[str] = mapped_column(String(120), nullable=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("parties_person.id"), index=True, nullable=False)
    relation: Mapped[str | None] = mapped_column(String(60))
    others: Mapped[str | None] = mapped_column(Text)
    record: Mapped[str] = mapped_column(Text, nullable=False)
    recorder_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))

    person: Mapped[Person] = relationship()
    recorder: Mapped[Account | None] = relationship(foreign_keys=[recorder_id])

    @classmethod
    def named(cls, user_id: int | None) -> ColumnElement[bool]:
        """Read by the mediators named, the chair, and whoever kept the record."""
        return or_(cls.recorder_id == user_id, cls.mediation_id.in_(mediations_of(user_id)))

    def handled_by(self, scope: Scope) -> bool:
        """Whoever may read what was said knows who said it."""
        return scope.may("r", self)

    def locked_reason(self) -> str:
        """What was said stays as it was written."""
        return str(_("The record stays as it was written"))

    def __str__(self) -> str:
        return str(_("Inquiry %(number)s", number=self.number))
