"""What ties an expert to somebody who may be a party: declared once, asked of every matter."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record, Versioned
from modules.experts.models.of_expert import OfExpert
from modules.parties.models import Organisation, Person

INTERESTS = {
    "kin": _("Kin"),
    "employment": _("Employed there"),
    "counsel": _("Legal counsel or agent"),
    "holding": _("Holds shares"),
    "teaching": _("Teacher or student"),
    "other": _("Other tie"),
}


class ExpertInterest(OfExpert, Audited, Versioned, Record):
    """A tie between an expert and a person or an organisation. One that has ended still counts: who once counselled a
    side does not advise on its matters later."""

    LABEL = _("Conflict of interest")
    LABELS = {
        "expert": _("Expert"),
        "expert_id": _("Expert"),
        "kind": _("Kind"),
        "person": _("Person"),
        "person_id": _("Person"),
        "organisation": _("Organisation"),
        "organisation_id": _("Organisation"),
        "begins_on": _("First day"),
        "ends_on": _("Last day"),
        "note": _("Remark"),
    }
    CHOICES = {"kind": INTERESTS}

    kind: Mapped[str] = mapped_column(String(20), nullable=False)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("parties_person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("parties_organisation.id"), index=True)
    begins_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(String(200))

    person: Mapped[Person | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()

    def problems(self) -> dict[str, Any]:
        """Why this tie cannot be saved, by field: it is one to a person or to an organisation, never to both."""
        found: dict[str, Any] = {}
        if (self.person_id or self.person) and (self.organisation_id or self.organisation):
            found["organisation_id"] = _("Name the person or the organisation, not both")
        elif not (self.person_id or self.person or self.organisation_id or self.organisation):
            found["person_id"] = _("Please name a person or an organisation")
        if self.begins_on and self.ends_on and self.ends_on < self.begins_on:
            found["ends_on"] = _("This lies before the beginning")
        return found

    def __str__(self) -> str:
        return f"{self.expert} · {INTERESTS.get(self.kind, self.kind)}"
