"""What the steps of an application do besides changing its state."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from app.model.base import db
from app.model.moment import today
from app.workflow.engine import Refused
from app.workflow.spec import Refusal
from modules.confirmation.models import Applicant, Confirmation, Ruling, ScreeningAnswer


def write_answer(confirmation: Confirmation, data: dict[str, Any]) -> None:
    """Keep an answer; a new one takes the place of the old, the history keeps both."""
    question = data["question"]
    given = db.session.scalar(
        select(ScreeningAnswer).where(
            ScreeningAnswer.confirmation_id == confirmation.id, ScreeningAnswer.question_id == question.id
        )
    )
    if given is None:
        given = ScreeningAnswer(confirmation=confirmation, question=question)
        db.session.add(given)
    given.answer, given.remark = data["answer"], data.get("remark") or None


def write_join(confirmation: Confirmation, data: dict[str, Any]) -> None:
    """Keep whether a party applies jointly, and its address for service."""
    applicant = _applicant(confirmation, data["party"])
    applicant.joint = bool(data.get("joint"))
    for name in ("address", "postcode", "electronic"):
        if data.get(name) is not None:
            setattr(applicant, name, data[name])


def write_court(confirmation: Confirmation, data: dict[str, Any]) -> None:
    """Keep the court chosen; whether it is competent is asked when screening ends."""
    confirmation.court = data["court"]


def write_signature(confirmation: Confirmation, data: dict[str, Any]) -> None:
    """Keep the day on which an applicant signed."""
    _applicant(confirmation, data["party"]).signed_on = data.get("signed_on") or today()


def drop_signatures(confirmation: Confirmation, _data: dict[str, Any]) -> None:
    """Who signed the papers that were withdrawn signs the next ones again."""
    signed = select(Applicant).where(
        Applicant.confirmation_id == confirmation.id, Applicant.signed_on.is_not(None)
    )
    for one in db.session.scalars(signed):
        one.signed_on = None


def hand_in(confirmation: Confirmation, data: dict[str, Any]) -> None:
    """Keep the day on which the court received it.

    Raises:
        Refused: that day lies after the last day.
    """
    day = data.get("submitted_on") or today()
    if day > confirmation.deadline:
        raise Refused(Refusal(gettext("The last day to apply was %(day)s", day=confirmation.deadline)))
    confirmation.submitted_on = day


def court_accepts(confirmation: Confirmation, data: dict[str, Any]) -> None:
    """Keep the day of the court's acceptance."""
    confirmation.court_accepted_on = data.get("on") or today()


def court_refuses(confirmation: Confirmation, data: dict[str, Any]) -> None:
    """Keep the court's words."""
    confirmation.decided_on, confirmation.refusal_words = data.get("on") or today(), data["words"]


def write_confirmed(confirmation: Confirmation, data: dict[str, Any]) -> None:
    """Register the ruling that the agreement is valid."""
    _write_ruling(confirmation, data, "confirmed")


def write_rejected(confirmation: Confirmation, data: dict[str, Any]) -> None:
    """Register the ruling that rejects the application."""
    _write_ruling(confirmation, data, "rejected")


def _write_ruling(confirmation: Confirmation, data: dict[str, Any], result: str) -> None:
    confirmation.decided_on = data["ruled_on"]
    db.session.add(
        Ruling(
            confirmation=confirmation,
            number=data["number"],
            ruled_on=data["ruled_on"],
            judge=data.get("judge"),
            result=result,
            reason=data.get("reason") if result == "rejected" else None,
        )
    )


def _applicant(confirmation: Confirmation, party: Any) -> Applicant:
    found = db.session.scalar(
        select(Applicant).where(Applicant.confirmation_id == confirmation.id, Applicant.party_id == party.id)
    )
    if found is None:
        raise Refused(Refusal(gettext("%(party)s is not an applicant", party=str(party)), "#applicants"))
    return found
