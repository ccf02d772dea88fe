"""What the parties bring to show what happened."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, Date, ForeignKey, Integer, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record, Versioned
from app.model.moment import today
from modules.cases.models import CaseParty
from modules.mediation.models.of_mediation import OfMediation

FORMS = {"original": _("Original"), "copy": _("Copy")}

#: More pages than any one piece has; a larger number is a slip of the hand.
_MOST_PAGES = 9999


def _next(context: Any) -> int:
    """The number after the last piece of a mediation."""
    asked = select(func.max(Evidence.number)).where(
        Evidence.mediation_id == context.get_current_parameters()["mediation_id"]
    )
    return (context.connection.scalar(asked) or 0) + 1


class Evidence(Audited, OfMediation, Versioned, Record):
    """One piece of evidence, a line of form F5. Who enters it received it; scans are laid to it as files."""

    __table_args__ = (UniqueConstraint("mediation_id", "number"),)

    attachable = True

    LABEL = _("Evidence")
    LABELS = {
        "mediation": _("Mediation"),
        "mediation_id": _("Mediation"),
        "number": _("No."),
        "name": _("Name of the material"),
        "party": _("Provided by"),
        "party_id": _("Provided by"),
        "source": _("Other source"),
        "form": _("Original or copy"),
        "compared": _("Compared with the original, no difference"),
        "pages": _("Number of pages"),
        "received_on": _("Received on"),
        "remark": _("Remark"),
    }
    CHOICES = {"form": FORMS}
    WITHIN = {"party": "mediation.case"}

    number: Mapped[int] = mapped_column(Integer, default=_next, nullable=False)
    name: Mapped[str] = mapped_column(String(120), nullable=False)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("cases_case_party.id"))
    source: Mapped[str | None] = mapped_column(String(120))
    form: Mapped[str] = mapped_column(String(10), default="copy", nullable=False)
    compared: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    pages: Mapped[int] = mapped_column(Integer, default=1, nullable=False)
    received_on: Mapped[date] = mapped_column(Date, nullable=False)
    remark: Mapped[str | None] = mapped_column(String(200))

    party: Mapped[CaseParty | None] = relationship()

    @classmethod
    def first_values(cls) -> dict[str, Any]:
        """It is received now."""
        return {"received_on": today(), "pages": 1, "form": "copy"}

    def locked_reason(self) -> str:
        """What was received stays as it was when the mediation has ended."""
        return self.mediation.locked_reason() if self.mediation is not None else ""

    def problems(self) -> dict[str, Any]:
        """Why this piece cannot be saved, by field."""
        found: dict[str, Any] = {}
        if self.id is None and (ended := self.locked_reason()):
            found["mediation"] = ended
        if self.party is None and not self.source:
            found["party"] = _("Please say who provided it or where it comes from")
        elif self.party is not None and self.mediation and self.party.case_id != self.mediation.case_id:
            found["party"] = _("Choose a party of this case")
        if self.pages is not None and not 1 <= self.pages <= _MOST_PAGES:
            found["pages"] = _("Please write how many pages it has, from 1 to %(most)s", most=_MOST_PAGES)
        if self.received_on and self.received_on > today():
            found["received_on"] = _("It cannot have been received after today")
        if self.compared and self.form == "original":
            found["compared"] = _("Only a copy is compared with the original")
        return found

    def doubts(self) -> list[str]:
        """What the page points out: a copy that was not compared."""
        if self.form == "copy" and not self.compared:
            return [str(_("This copy has not been compared with the original"))]
        return []

    def __str__(self) -> str:
        return self.name
