"""Who stands on which side of a case."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record, Versioned
from modules.cases.models.of_case import OfCase
from modules.parties.models import Organisation, Person

SIDES = ("applicant", "respondent")


class CaseParty(Audited, OfCase, Versioned, Record):
    """A person or an organisation in a case: applicant, respondent, or the agent of one of them.

    In a matter of many people some are marked as representatives; `headcount` of the case says how many there are.
    """

    __table_args__ = (
        CheckConstraint(
            "(person_id is null) <> (organisation_id is null)", name="ck_cases_case_party_one_subject"
        ),
    )

    LABELS = {
        "role": _("Role"),
        "person_id": _("Person"),
        "person": _("Person"),
        "organisation_id": _("Organisation"),
        "organisation": _("Organisation"),
        "representative": _("Represents others"),
        "agent_of_id": _("Agent of"),
        "agent_of": _("Agent of"),
        "relation": _("Relation to the party"),
        "authority": _("Authority"),
        "name": _("Name"),
    }
    CHOICES = {
        "role": {"applicant": _("Applicant"), "respondent": _("Respondent"), "agent": _("Agent")},
        "authority": {"general": _("General authority"), "special": _("Special authority")},
    }

    role: Mapped[str] = mapped_column(String(20), nullable=False)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("parties_person.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("parties_organisation.id"), index=True)
    representative: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    agent_of_id: Mapped[int | None] = mapped_column(ForeignKey("cases_case_party.id"))
    relation: Mapped[str | None] = mapped_column(String(60))
    authority: Mapped[str | None] = mapped_column(String(20))

    person: Mapped[Person | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    agent_of: Mapped[CaseParty | None] = relationship(remote_side="CaseParty.id")

    @property
    def subject(self) -> Person | Organisation | None:
        """The person or the organisation."""
        return self.person or self.organisation

    @property
    def name(self) -> str:
        return self.subject.name if self.subject else ""

    def __str__(self) -> str:
        return self.name
