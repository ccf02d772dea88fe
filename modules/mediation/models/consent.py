"""Whether each party agrees to be mediated."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record
from modules.cases.models import CaseParty
from modules.mediation.models.of_mediation import OfMediation

ANSWERS = {"unknown": _("Not yet known"), "agree": _("Agrees"), "refuse": _("Refuses")}


class Consent(Audited, OfMediation, Record):
    """One party's answer. A clear refusal stops sessions and agreement (`mediation.refusal`)."""

    __table_args__ = (UniqueConstraint("mediation_id", "party_id"),)

    open_to_registrar = True

    LABELS = {
        "party_id": _("Party"),
        "party": _("Party"),
        "answer": _("Consent"),
        "answered_on": _("Answered on"),
    }
    CHOICES = {"answer": ANSWERS}

    party_id: Mapped[int] = mapped_column(ForeignKey("cases_case_party.id"), nullable=False)
    answer: Mapped[str] = mapped_column(String(10), default="unknown", nullable=False)
    answered_on: Mapped[date | None] = mapped_column(Date)

    party: Mapped[CaseParty] = relationship()

    def __str__(self) -> str:
        return f"{self.party}: {ANSWERS[self.answer]}"
