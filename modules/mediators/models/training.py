"""How mediators learn (People's Mediation Law art. 14): on the street with the police, as shadows, in courses."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from app.model.base import Audited, Record, Versioned
from modules.mediators.models.of_mediator import OfMediator

TRAININGS = {
    "double_response": _("Response together with the police"),
    "shadowing": _("Shadowing"),
    "course": _("Training course"),
}


class Training(OfMediator, Audited, Versioned, Record):
    """One training of one mediator: what about, with whom, from when to when, with which result."""

    LABEL = _("Training")
    LABELS = {
        "mediator": _("Mediator"),
        "mediator_id": _("Mediator"),
        "kind": _("Kind"),
        "title": _("What is learned"),
        "mentor": _("Mentor"),
        "begins_on": _("First day"),
        "ends_on": _("Last day"),
        "result": _("Result"),
    }
    CHOICES = {"kind": TRAININGS}

    kind: Mapped[str] = mapped_column(String(20), nullable=False)
    title: Mapped[str] = mapped_column(String(120), nullable=False)
    mentor: Mapped[str | None] = mapped_column(String(60))
    begins_on: Mapped[date] = mapped_column(Date, nullable=False)
    ends_on: Mapped[date | None] = mapped_column(Date)
    result: Mapped[str | None] = mapped_column(String(200))

    def problems(self) -> dict[str, Any]:
        """Why this training cannot be saved, by field."""
        if self.begins_on and self.ends_on and self.ends_on < self.begins_on:
            return {"ends_on": _("This lies before the beginning")}
        return {}

    def __str__(self) -> str:
        return self.title
