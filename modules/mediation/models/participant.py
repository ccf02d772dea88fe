"""Who takes part besides the parties and the mediators, with the parties' consent (People's Mediation Law art. 20)."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.access.scope import Scope
from app.model.base import Audited, Record, Versioned
from app.model.moment import today
from modules.cases.models import CodeList
from modules.knowledge.services import cite
from modules.mediation.models.of_mediation import OfMediation
from modules.parties.models import Person


class Participant(Audited, OfMediation, Versioned, Record):
    """One person who was invited: a relative, a neighbour, somebody who knows the matter or stands in good repute."""

    __table_args__ = (UniqueConstraint("mediation_id", "person_id"),)

    NAMED_BY = ("person",)

    LABEL = _("Participant")
    LABELS = {
        "mediation": _("Mediation"),
        "mediation_id": _("Mediation"),
        "person": _("Person invited"),
        "person_id": _("Person invited"),
        "role": _("Takes part as"),
        "invited_on": _("Invited on"),
        "agreed": _("All parties agree to this person taking part"),
        "remark": _("Remark"),
    }
    CHOICES = {"role": CodeList("participant_role")}

    person_id: Mapped[int] = mapped_column(ForeignKey("parties_person.id"), index=True, nullable=False)
    role: Mapped[str] = mapped_column(String(40), nullable=False)
    invited_on: Mapped[date] = mapped_column(Date, nullable=False)
    agreed: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    remark: Mapped[str | None] = mapped_column(String(200))

    person: Mapped[Person] = relationship()

    @classmethod
    def first_values(cls) -> dict[str, Any]:
        """Invited now."""
        return {"invited_on": today()}

    def handled_by(self, scope: Scope) -> bool:
        """Whoever may read who takes part knows them by name."""
        return scope.may("r", self)

    def locked_reason(self) -> str:
        """Who took part stays as it was when the mediation has ended."""
        return self.mediation.locked_reason() if self.mediation is not None else ""

    def problems(self) -> dict[str, Any]:
        """Why this person cannot be put down, by field."""
        found: dict[str, Any] = {}
        if self.id is None and (ended := self.locked_reason()):
            found["mediation"] = ended
        if not self.agreed:
            found["agreed"] = gettext(
                "Others take part only when all parties agree (%(article)s)", article=cite("mediation.join")
            )
        return found

    def __str__(self) -> str:
        return str(self.person)
