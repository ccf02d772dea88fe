"""Who has signed or sealed, and on which day."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record
from modules.agreements.models.of_agreement import OfAgreement
from modules.cases.models import CaseParty
from modules.mediators.models import Mediator

KINDS = {"party": _("Party"), "mediator": _("Mediator"), "seal": _("Committee's seal")}


class Signature(Audited, OfAgreement, Record):
    """One signature, fingerprint or seal on the paper, by a party, a mediator or the committee."""

    __table_args__ = (
        UniqueConstraint("agreement_id", "party_id"),
        UniqueConstraint("agreement_id", "mediator_id"),
    )

    LABELS = {
        "kind": _("Who signs"),
        "party_id": _("Party"),
        "party": _("Party"),
        "mediator_id": _("Mediator"),
        "mediator": _("Mediator"),
        "signed_on": _("Signed on"),
    }
    CHOICES = {"kind": KINDS}

    kind: Mapped[str] = mapped_column(String(10), nullable=False)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("cases_case_party.id"))
    mediator_id: Mapped[int | None] = mapped_column(ForeignKey("mediators_mediator.id"))
    signed_on: Mapped[date] = mapped_column(Date, nullable=False)

    party: Mapped[CaseParty | None] = relationship()
    mediator: Mapped[Mediator | None] = relationship()

    def __str__(self) -> str:
        return str(self.party or self.mediator or KINDS["seal"])
