"""A visit to a key person."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Date, ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record, Scoped, acting_user_id
from app.model.days import HAPPENED
from app.model.moment import today
from app.model.sealed import Sealing, sealed
from app.org.models import Account
from modules.keypersons.models.key_person import KeyPerson, hidden

MANNERS = {"home": _("At home"), "phone": _("By phone"), "elsewhere": _("Elsewhere")}
STATES = {"well": _("All well"), "attention": _("Needs attention"), "not_met": _("Not met")}


def _visit(values: dict[str, Any]) -> KeyVisit:
    from modules.keypersons.services import visit

    return visit(values)


class KeyVisit(Audited, Scoped, Sealing, Record):
    """Who went when, and how it stood. The finding is sealed like the note on the person."""

    hides_names = True

    LABEL = _("Visit to a key person")
    LABELS = {
        "key_person": _("Key person"),
        "key_person_id": _("Key person"),
        "visited_on": _("Visited on"),
        "manner": _("How one met"),
        "state": _("How it stood"),
        "visitor": _("Visited by"),
        "visitor_id": _("Visited by"),
    }
    SERVICE = {"create": _visit}
    CHOICES = {"manner": MANNERS, "state": STATES}
    DAYS = {"visited_on": HAPPENED}

    key_person_id: Mapped[int] = mapped_column(
        ForeignKey("keypersons_key_person.id"), index=True, nullable=False
    )
    visited_on: Mapped[date] = mapped_column(Date, default=today, nullable=False)
    manner: Mapped[str] = mapped_column(String(20), default="home", nullable=False)
    state: Mapped[str] = mapped_column(String(20), default="well", nullable=False)
    visitor_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"), default=acting_user_id)

    finding = sealed(mask=hidden, label=_("Finding of the visit"))

    key_person: Mapped[KeyPerson] = relationship()
    visitor: Mapped[Account | None] = relationship(foreign_keys=[visitor_id])

    @classmethod
    def matching(cls, _word: str) -> ColumnElement[bool]:
        """No word finds a visit."""
        return false()

    def problems(self) -> dict[str, Any]:
        """Why this visit cannot be saved."""
        person = self.key_person
        if person is not None and person.ended_on is not None:
            return {"key_person_id": gettext("This person is no longer on the list")}
        return {}
