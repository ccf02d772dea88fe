"""Who stands on which side of a case."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import format_date, gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.model.base import Audited, Record, Versioned
from app.model.moment import today
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
        "powers": _("What is authorised"),
        "authorised_from": _("Authorised from"),
        "authorised_until": _("Authorised until"),
        "name": _("Name"),
    }
    WITHIN = {"agent_of": "case"}
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
    #: In words of its own; empty for the usual ones of this authority (code list `agent_powers`).
    powers: Mapped[str | None] = mapped_column(String(300))
    authorised_from: Mapped[date | None] = mapped_column(Date)
    authorised_until: Mapped[date | None] = mapped_column(Date)

    person: Mapped[Person | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    agent_of: Mapped[CaseParty | None] = relationship(remote_side="CaseParty.id")

    @property
    def subject(self) -> Person | Organisation | None:
        """The person or the organisation."""
        return self.person or self.organisation

    def problems(self) -> dict[str, Any]:
        """Why this party cannot be saved, by field: an agent stands for a side of the same case, for a time."""
        found: dict[str, Any] = {}
        principal, case_id = self.agent_of, self.case.id if self.case is not None else self.case_id
        if self.role == "agent" and principal is None:
            found["agent_of"] = _("Please say whose agent this is")
        elif self.role != "agent" and principal is not None:
            found["agent_of"] = _("Only an agent stands for somebody else")
        elif principal is not None and (principal.role == "agent" or principal.case_id != case_id):
            found["agent_of"] = _("Choose an applicant or a respondent of this case")
        if self.authorised_from and self.authorised_until and self.authorised_until < self.authorised_from:
            found["authorised_until"] = _("The last day is before the first")
        return found

    def doubts(self) -> list[str]:
        """What the page points out: an agent of whose authority nothing is known, or whose time is over."""
        if self.role != "agent":
            return []
        if not self.authority:
            return [gettext("It is not known yet what this agent may do")]
        if self.authorised_until and self.authorised_until < today():
            day = format_date(self.authorised_until)
            return [gettext("The authority of this agent ended on %(day)s", day=day)]
        return []

    @property
    def name(self) -> str:
        return self.subject.name if self.subject else ""

    def __str__(self) -> str:
        return self.name
