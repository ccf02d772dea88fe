"""The expert pool."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Extra, Record, Scoped, Versioned
from app.model.code import Code
from app.org.models import Unit
from modules.parties.models import Colleague


class Field(Code, Record):
    """A field of expertise (a code table kept by administrators; public)."""


class Expert(Colleague, Audited, Scoped, Versioned, Extra, Record):
    """A person of a field, at the level of the division that keeps the pool."""

    __table_args__ = (UniqueConstraint("person_id", "field_id", "division_code"),)

    LABELS = {
        "name": _("Full name"),
        "person": _("Full name"),
        "person_id": _("Full name"),
        "field": _("Field of expertise"),
        "field_id": _("Field of expertise"),
        "title": _("Professional title"),
        "unit_id": _("Unit"),
        "online_24h": _("Online day and night"),
        "status": _("Status"),
        "introduction": _("Introduction"),
    }

    field_id: Mapped[int] = mapped_column(ForeignKey("experts_field.id"), nullable=False)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("org_unit.id"))
    title: Mapped[str | None] = mapped_column(String(60))
    online_24h: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    introduction: Mapped[str | None] = mapped_column(String(500))
    status: Mapped[str] = mapped_column(String(20), default="draft", nullable=False)

    field: Mapped[Field] = relationship()
    unit: Mapped[Unit | None] = relationship()
