"""What the steps of an agreement do besides changing its state."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import func, select

from app.document.service import ask_void, papers_of
from app.document.sheet import VOID
from app.model.base import db
from app.model.moment import today
from app.workflow.engine import Refused, fire
from app.workflow.spec import Refusal
from modules.agreements.models import Agreement, Signature
from modules.agreements.pictures import keep_picture
from modules.agreements.reading import clauses_of, is_sealed, result_of, unsigned
from modules.cases.services import sides_of
from modules.mediation.services import mediators_of


def write_signature(agreement: Agreement, data: dict[str, Any]) -> None:
    """Keep a signature or the seal.

    Raises:
        Refused: the day has not come, the signer does not belong to the agreement, or has signed already.
    """
    picture = data.pop("picture", None)  # the history says who signed, the signature keeps how
    kind, party, mediator = data["kind"], data.get("party"), data.get("mediator")
    day = data.get("signed_on") or today()
    found = []
    if day > today():
        found.append(Refusal(gettext("The day of the signature has not come yet"), "#signatures"))
    if kind == "party" and (party is None or party.id not in {side.id for side in sides_of(agreement.case)}):
        found.append(Refusal(gettext("Please choose the party that signed"), "#signatures"))
    if kind == "mediator" and mediator not in mediators_of(agreement.mediation):
        found.append(Refusal(gettext("Please choose the mediator that signed"), "#signatures"))
    if not found and _has_signed(agreement, kind, party, mediator):
        found.append(Refusal(gettext("This signature is on record already"), "#signatures"))
    if found:
        raise Refused(*found)
    signature = Signature(
        agreement=agreement,
        kind=kind,
        party=party if kind == "party" else None,
        mediator=mediator if kind == "mediator" else None,
        signed_on=day,
    )
    db.session.add(signature)
    if picture is not None:
        keep_picture(signature, picture)


def fix_day(agreement: Agreement, _data: dict[str, Any]) -> None:
    """The words are locked, with the day they were agreed (today, unless the draft names another) and their check."""
    agreement.reached_on = agreement.reached_on or today()
    with db.session.no_autoflush:  # all of it goes in one write: after that it is frozen
        agreement.checked = result_of(agreement)


def take_effect(agreement: Agreement, _data: dict[str, Any]) -> None:
    """In force from the latest of all signatures and the seal (`mediation.contents`)."""
    days = select(func.max(Signature.signed_on)).where(Signature.agreement_id == agreement.id)
    agreement.effective_on = db.session.scalar(days)
    _settle(agreement)


def take_effect_orally(agreement: Agreement, data: dict[str, Any]) -> None:
    """In force from the day it was reached (`mediation.oral`)."""
    fix_day(agreement, data)
    agreement.effective_on = agreement.reached_on
    _settle(agreement)


def advance(_session: Any, agreement: Agreement, _event: Any, _arrow: Any) -> None:
    """After each signature: signed once all people have, in force once the seal is there too."""
    if agreement.status == "issued" and not unsigned(agreement):
        fire(agreement, "complete")
    if agreement.status == "signed" and is_sealed(agreement):
        fire(agreement, "take_effect")


def keep_number(_session: Any, agreement: Agreement, _event: Any, _arrow: Any) -> None:
    """The number the paper took is the agreement's."""
    agreement.number = papers_of(agreement)[0].number


def ask_paper_void(_session: Any, agreement: Agreement, event: Any, _arrow: Any) -> None:
    """A withdrawn agreement's paper keeps its number; a second person marks it void."""
    for paper in papers_of(agreement):
        if paper.state != VOID:
            ask_void(paper, event.note, event.actor_id)


def _settle(agreement: Agreement) -> None:
    db.session.flush()
    if agreement.replaces is not None:
        fire(agreement.replaces, "replace")
    if agreement.mediation.status == "in_session":
        words = "；".join(clause.text for clause in clauses_of(agreement))
        fire(agreement.mediation, "agree", data={"ended_on": agreement.effective_on, "text": words})


def _has_signed(agreement: Agreement, kind: str, party: Any, mediator: Any) -> bool:
    query = select(func.count()).where(
        Signature.agreement_id == agreement.id,
        Signature.kind == kind,
        Signature.party_id == party.id if kind == "party" else Signature.party_id.is_(None),
        Signature.mediator_id == mediator.id if kind == "mediator" else Signature.mediator_id.is_(None),
    )
    return bool(db.session.scalar(query))
