"""What the steps of performance do besides changing a state."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask_babel import gettext
from sqlalchemy import func, select

from app.access.scope import scope_of
from app.model.base import db
from app.model.moment import today
from app.workflow.engine import Refused, fire, record
from app.workflow.spec import Refusal
from modules.agreements.services import new_version
from modules.performance.models import LIVE, Obligation, Receipt, ReturnVisit, Urging
from modules.performance.ways_on import confirmation_of


def write_receipt(obligation: Obligation, data: dict[str, Any]) -> None:
    """Keep what was received.

    Raises:
        Refused: no sum, a day to come, or more than is owed without saying so.
    """
    amount, day = data["amount"], data.get("received_on") or today()
    found = []
    if amount <= 0:
        found.append(Refusal(gettext("Please give a sum above zero"), "#amount"))
    if day > today():
        found.append(Refusal(gettext("This lies in the future"), "#received_on"))
    if amount > obligation.left and not data.get("more"):
        words = gettext(
            "Only %(left)s yuan are still owed; tick “more than is owed” if it is so", left=obligation.left
        )
        found.append(Refusal(words, "#amount"))
    if found:
        raise Refused(*found)
    db.session.add(
        Receipt(
            obligation=obligation,
            amount=amount,
            received_on=day,
            manner=data.get("manner") or obligation.manner,
            remark=data.get("remark"),
        )
    )
    count_again(obligation)


def count_again(obligation: Obligation) -> None:
    """The sum of the receipts that stand."""
    db.session.flush()
    total = select(func.sum(Receipt.amount)).where(
        Receipt.obligation_id == obligation.id, Receipt.status == "kept"
    )
    obligation.paid = Decimal(db.session.scalar(total) or 0).quantize(Decimal("0.01"))


def finish_when_paid(_session: Any, obligation: Obligation, _event: Any, _arrow: Any) -> None:
    """After a receipt: performed once nothing is left."""
    if obligation.status in LIVE and not obligation.left:
        fire(obligation, "complete", data={"done_on": None})


def write_done(obligation: Obligation, data: dict[str, Any]) -> None:
    """Keep the day of performance; with a sum it is the day of the last receipt."""
    last = select(func.max(Receipt.received_on)).where(
        Receipt.obligation_id == obligation.id, Receipt.status == "kept"
    )
    paid_on = db.session.scalar(last) if obligation.amount is not None else None
    day = paid_on or data.get("done_on") or today()
    if day > today():
        raise Refused(Refusal(gettext("This lies in the future"), "#done_on"))
    obligation.done_on = day


def tell_when_all_done(_session: Any, obligation: Obligation, _event: Any, _arrow: Any) -> None:
    """The last obligation of an agreement tells that the whole agreement is performed."""
    owed = select(Obligation.id).where(
        Obligation.agreement_id == obligation.agreement_id, Obligation.status.in_(LIVE)
    )
    if db.session.scalar(owed.limit(1)) is None:
        record(obligation, "all_performed", data={"agreement": obligation.agreement_id})


def open_again(obligation: Obligation, _data: dict[str, Any]) -> None:
    """It is owed again."""
    obligation.done_on = None


def write_urging(obligation: Obligation, data: dict[str, Any]) -> None:
    """Keep that the party was urged."""
    session = db.session()
    session.add(
        Urging(
            obligation=obligation,
            urged_on=today(),
            means=data["means"],
            text=data["text"],
            urged_by_id=scope_of(session).user_id,
        )
    )


def begin_version(obligation: Obligation, _data: dict[str, Any]) -> None:
    """The parties mediate again: a draft with the same words, which replaces the agreement once in force."""
    new_version(obligation.agreement)


def apply_for_enforcement(obligation: Obligation, _data: dict[str, Any]) -> None:
    """The application to the court is noted on the confirmation too."""
    confirmed = confirmation_of(obligation.agreement)
    if confirmed is not None and confirmed.status == "confirmed":
        fire(confirmed, "apply_enforcement", note=str(obligation))


def take_back(receipt: Receipt, _data: dict[str, Any]) -> None:
    """A receipt noted by mistake no longer counts; what it had finished is open again."""
    receipt.status = "withdrawn"
    obligation = receipt.obligation
    count_again(obligation)
    if obligation.status == "done" and obligation.left:
        fire(obligation, "reopen", note=gettext("A receipt was withdrawn"))


def write_visit(visit: ReturnVisit, data: dict[str, Any]) -> None:
    """Keep what the visit found.

    Raises:
        Refused: the day has not come.
    """
    session = db.session()
    visit.visited_on = data.get("visited_on") or today()
    if visit.visited_on > today():
        raise Refused(Refusal(gettext("This lies in the future"), "#visited_on"))
    visit.means, visit.text, visit.satisfaction = data["means"], data["text"], data.get("satisfaction")
    visit.visitor_id = scope_of(session).user_id
    session.flush()
