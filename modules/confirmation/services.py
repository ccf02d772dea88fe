"""The verbs of judicial confirmation. Nothing here commits."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from app.model.base import db
from app.model.moment import today
from app.workflow.engine import Refused, fire, record
from modules.agreements.models import Agreement
from modules.cases.models import CaseParty
from modules.cases.services import sides_of
from modules.confirmation.courts import candidates
from modules.confirmation.deadline import deadline_of
from modules.confirmation.guards import may_prepare
from modules.confirmation.models import Applicant, Confirmation, Court, ScreeningQuestion


def prepare(agreement: Agreement) -> Confirmation:
    """Begin the joint application for an agreement; every party becomes an applicant, the nearest court is proposed.

    Raises:
        Refused: not written, not in force, too late, or applied for already.
    """
    found = may_prepare(agreement)
    if found:
        raise Refused(*found)
    limit = deadline_of(agreement)
    assert limit is not None and limit.at is not None, "an agreement in force has a last day"
    lawful = candidates(agreement)
    confirmation = Confirmation(
        agreement=agreement, deadline=limit.at.date(), court=lawful[0].court if lawful else None
    )
    session = db.session()
    session.add(confirmation)
    for side in sides_of(agreement.case):
        session.add(Applicant(confirmation=confirmation, party=side, address=side.subject.address))
    session.flush()
    record(confirmation, "prepare", after=confirmation.status)
    return confirmation


def answer(confirmation: Confirmation, question: ScreeningQuestion, reply: str, remark: str = "") -> None:
    """Answer one question of the checklist with `yes` or `no`."""
    fire(confirmation, "answer", data={"question": question, "answer": reply, "remark": remark})


def apply_jointly(confirmation: Confirmation, party: CaseParty, **service_address: Any) -> None:
    """Note that a party applies jointly, and where the court's papers reach it."""
    fire(confirmation, "join", data={"party": party, "joint": True, **service_address})


def choose_court(confirmation: Confirmation, court: Court) -> None:
    """Choose among the lawful courts."""
    fire(confirmation, "choose_court", data={"court": court})


def sign(confirmation: Confirmation, party: CaseParty, on: date | None = None) -> None:
    """Note that an applicant has signed the papers."""
    fire(confirmation, "note_signature", data={"party": party, "signed_on": on or today()})


def register_ruling(
    confirmation: Confirmation,
    *,
    number: str,
    ruled_on: date,
    confirmed: bool,
    judge: str | None = None,
    reason: str | None = None,
) -> None:
    """Register the court's ruling.

    Args:
        number: as the court wrote it.
        ruled_on: its day.
        confirmed: whether the agreement is valid; otherwise the application was rejected.
        judge: the judge.
        reason: code of the list `rejection_reason` when rejected.
    """
    data = {"number": number, "ruled_on": ruled_on, "judge": judge, "reason": reason}
    fire(confirmation, "confirm" if confirmed else "reject", data=data)


def questions() -> list[ScreeningQuestion]:
    """The checklist as it is in force."""
    query = select(ScreeningQuestion).where(ScreeningQuestion.active).order_by(ScreeningQuestion.position)
    return list(db.session.scalars(query))
