"""The application, its applicants, and what the court ruled."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, ColumnElement, Date, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship, validates

from app.model.base import Audited, Extra, Record, Scoped, Versioned, db
from modules.agreements.models import Agreement
from modules.agreements.models.agreement import named_by_agreement
from modules.cases.models import CaseParty, CodeList
from modules.confirmation.models.court import Court


def _prepare(values: dict[str, Any]) -> Confirmation:
    from modules.confirmation.services import prepare  # services stand on the models

    return prepare(**values)


class Confirmation(Audited, Scoped, Versioned, Extra, Record):
    """One joint application to confirm one agreement (Civil Procedure Law, `confirmation.apply`).

    `deadline` is the last day on which it can be handed in; `service.deadline_of` explains it.
    """

    LABELS = {
        "agreement_id": _("Agreement"),
        "agreement": _("Agreement"),
        "court_id": _("Court"),
        "court": _("Court"),
        "deadline": _("Last day"),
        "submitted_on": _("Handed in on"),
        "court_accepted_on": _("Accepted by the court on"),
        "decided_on": _("Decided on"),
        "refusal_words": _("Why the court did not accept"),
        "status": _("State"),
    }
    SERVICE = {"create": _prepare}
    ACTS = {"prepare": _("Begin the application")}

    agreement_id: Mapped[int] = mapped_column(
        ForeignKey("agreements_agreement.id"), index=True, nullable=False
    )
    court_id: Mapped[int | None] = mapped_column(ForeignKey("confirmation_court.id"))
    deadline: Mapped[date] = mapped_column(Date, index=True, nullable=False)
    submitted_on: Mapped[date | None] = mapped_column(Date)
    court_accepted_on: Mapped[date | None] = mapped_column(Date)
    decided_on: Mapped[date | None] = mapped_column(Date)
    refusal_words: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(24), default="draft", nullable=False)

    agreement: Mapped[Agreement] = relationship()
    court: Mapped[Court | None] = relationship()

    @property
    def unit(self) -> Any:
        """The unit of the committee that mediated."""
        return self.agreement.unit

    @classmethod
    def named(cls, user_id: int | None) -> ColumnElement[bool]:
        """Read by those named on the mediation."""
        return named_by_agreement(cls.agreement_id, user_id)

    @validates("agreement", "agreement_id")
    def _lie_with_it(self, name: str, value: Any) -> Any:
        agreement = (
            db.session.get(Agreement, value) if name == "agreement_id" and value is not None else value
        )
        if agreement is not None:
            self.division_code = agreement.division_code
        return value

    def __str__(self) -> str:
        return str(self.agreement)


class OfConfirmation(Scoped):
    """A row of an application: it lies where the application lies, and is read with it."""

    @declared_attr
    def confirmation_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("confirmation_confirmation.id"), index=True, nullable=False)

    @declared_attr
    def confirmation(cls) -> Mapped[Confirmation]:
        return relationship(Confirmation)

    @classmethod
    def named(cls, user_id: int | None) -> ColumnElement[bool]:
        """Read by those named on the mediation."""
        table = Confirmation.__table__
        return cls.confirmation_id.in_(
            select(table.c.id).where(named_by_agreement(table.c.agreement_id, user_id))
        )

    @validates("confirmation", "confirmation_id")
    def _lie_with_it(self, name: str, value: Any) -> Any:
        by_key = name == "confirmation_id" and value is not None
        confirmation = db.session.get(Confirmation, value) if by_key else value
        if confirmation is not None:
            self.division_code = confirmation.division_code
        return value


class Applicant(OfConfirmation, Record):
    """A party as applicant: all of them apply, there is no respondent. Also where the court's papers reach it."""

    __table_args__ = (UniqueConstraint("confirmation_id", "party_id"),)

    LABELS = {
        "party_id": _("Party"),
        "party": _("Party"),
        "joint": _("Applies jointly"),
        "signed_on": _("Signed on"),
        "address": _("Address for service"),
        "postcode": _("Postcode"),
        "electronic": _("Agrees to electronic service"),
    }

    party_id: Mapped[int] = mapped_column(ForeignKey("cases_case_party.id"), nullable=False)
    joint: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)
    signed_on: Mapped[date | None] = mapped_column(Date)
    address: Mapped[str | None] = mapped_column(String(200))
    postcode: Mapped[str | None] = mapped_column(String(10))
    electronic: Mapped[bool] = mapped_column(Boolean, default=False, nullable=False)

    party: Mapped[CaseParty] = relationship()

    def __str__(self) -> str:
        return str(self.party)


class Ruling(Audited, OfConfirmation, Record):
    """The court's ruling as registered: its number, day and judge; the scan is filed with it, never made here."""

    __table_args__ = (UniqueConstraint("confirmation_id"),)

    LABELS = {
        "number": _("Number of the ruling"),
        "ruled_on": _("Day of the ruling"),
        "judge": _("Judge"),
        "result": _("Result"),
        "reason": _("Reason of rejection"),
        "scan_path": _("Scan"),
    }
    CHOICES = {
        "result": {"confirmed": _("Confirmed"), "rejected": _("Rejected")},
        "reason": CodeList("rejection_reason"),
    }

    number: Mapped[str] = mapped_column(String(80), nullable=False)
    ruled_on: Mapped[date] = mapped_column(Date, nullable=False)
    judge: Mapped[str | None] = mapped_column(String(40))
    result: Mapped[str] = mapped_column(String(12), nullable=False)
    reason: Mapped[str | None] = mapped_column(String(40))
    scan_path: Mapped[str | None] = mapped_column(String(200))

    def __str__(self) -> str:
        return self.number
