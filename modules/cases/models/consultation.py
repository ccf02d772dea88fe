"""Consultations of several units on a case, as their minutes (会商纪要) keep them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Date, DateTime, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from app.model.base import Audited, Record, Scoped, Versioned, db
from app.org.models import Account, Unit
from modules.cases.models.of_case import OfCase


class Consultation(Audited, OfCase, Versioned, Record):
    """A meeting of units on a matter none can settle alone, at once or in the quarterly round."""

    attachable = True

    LABELS = {
        "kind": _("Kind"),
        "topic": _("Topic"),
        "unit_id": _("Called by"),
        "unit": _("Called by"),
        "held_at": _("Held at"),
        "place": _("Place"),
        "chair_id": _("Chair"),
        "chair": _("Chair"),
        "recorder_id": _("Recorder"),
        "recorder": _("Recorder"),
        "background": _("Background"),
    }
    CHOICES = {"kind": {"urgent": _("Urgent"), "quarterly": _("Quarterly")}}

    kind: Mapped[str] = mapped_column(String(20), default="urgent", nullable=False)
    topic: Mapped[str] = mapped_column(String(120), nullable=False)
    unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), nullable=False)
    held_at: Mapped[datetime] = mapped_column(DateTime, nullable=False)
    place: Mapped[str] = mapped_column(String(120), nullable=False)
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    recorder_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    background: Mapped[str] = mapped_column(Text, nullable=False)

    unit: Mapped[Unit] = relationship()
    chair: Mapped[Account | None] = relationship(foreign_keys=[chair_id])
    recorder: Mapped[Account | None] = relationship(foreign_keys=[recorder_id])
    opinions: Mapped[list[ConsultationOpinion]] = relationship(
        back_populates="consultation", order_by="ConsultationOpinion.id", cascade="all, delete-orphan"
    )
    decisions: Mapped[list[ConsultationDecision]] = relationship(
        back_populates="consultation", order_by="ConsultationDecision.id", cascade="all, delete-orphan"
    )

    def __str__(self) -> str:
        return self.topic


class _OfConsultation(Scoped):
    """A line of the minutes; it lies where the consultation lies."""

    @validates("consultation", "consultation_id")
    def _lie_with_it(self, name: str, value: Any) -> Any:
        by_key = name == "consultation_id" and value is not None
        consultation = db.session.get(Consultation, value) if by_key else value
        if consultation is not None:
            self.division_code = consultation.division_code
        return value


class ConsultationOpinion(_OfConsultation, Record):
    """What one unit said, and who spoke for it."""

    LABELS = {
        "unit_id": _("Unit"),
        "unit": _("Unit"),
        "account_id": _("Speaker"),
        "post": _("Position"),
        "text": _("Opinion"),
    }

    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("cases_consultation.id"), index=True, nullable=False
    )
    unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), nullable=False)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    post: Mapped[str | None] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text, nullable=False)

    consultation: Mapped[Consultation] = relationship(back_populates="opinions")
    unit: Mapped[Unit] = relationship()
    account: Mapped[Account | None] = relationship(foreign_keys=[account_id])


class ConsultationDecision(_OfConsultation, Record):
    """One thing decided: who does what by when."""

    LABELS = {"text": _("Decision"), "unit_id": _("Unit"), "unit": _("Unit"), "due_on": _("Due on")}

    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("cases_consultation.id"), index=True, nullable=False
    )
    unit_id: Mapped[int] = mapped_column(ForeignKey("org_unit.id"), nullable=False)
    text: Mapped[str] = mapped_column(String(500), nullable=False)
    due_on: Mapped[date | None] = mapped_column(Date)

    consultation: Mapped[Consultation] = relationship(back_populates="decisions")
    unit: Mapped[Unit] = relationship()
