"""Which field of expertise a type of dispute belongs to: a list administrators keep."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Record
from modules.cases.models import CodeList
from modules.experts.models import Field


class DisputeField(Record):
    """One field of a type of dispute; a type may have several."""

    __table_args__ = (UniqueConstraint("dispute_type", "field_id"),)

    LABEL = _("Field of a dispute type")
    LABELS = {
        "dispute_type": _("Dispute type"),
        "field": _("Field of expertise"),
        "field_id": _("Field of expertise"),
    }
    CHOICES = {"dispute_type": CodeList("dispute_type")}

    dispute_type: Mapped[str] = mapped_column(String(40), nullable=False)
    field_id: Mapped[int] = mapped_column(ForeignKey("experts_field.id"), nullable=False)

    field: Mapped[Field] = relationship()

    def __str__(self) -> str:
        return str(self.field)
