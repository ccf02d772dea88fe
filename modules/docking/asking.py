"""Asking third parties. While an answer is awaited the clocks of the case may stand still. Nothing here commits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from app.clock import service as clock
from app.clock.models import Deadline
from app.model.base import db
from app.model.moment import today
from app.workflow.engine import Refused, record
from app.workflow.spec import Refusal
from modules.cases.models import Case
from modules.docking.models import Entrustment, ThirdPartyOrg, ThirdPartyRequest
from modules.docking.models.own_unit import own_unit
from modules.docking.services import note_due, open_of_case
from modules.mediation.models import OPEN as MEDIATING
from modules.mediation.models import Mediation


def ask(*, case: Case, org: ThirdPartyOrg, item: str, **facts: Any) -> ThirdPartyRequest:
    """Ask a third party for a case; with `pauses` the clocks of the case stand still.

    Where no unit is named, the actor's own asks.

    Raises:
        Refused: the case has ended.
    """
    if case.locked_reason():
        raise Refused(Refusal(gettext("The case has ended")))
    row = ThirdPartyRequest(case=case, org=org, item=item, **facts)
    session = db.session()
    if row.unit is None and row.unit_id is None:
        row.unit = own_unit()
    session.add(row)
    session.flush()
    record(row, "ask", after=row.status)
    if row.pauses:
        _stand_still(session, row)
    return row


def write_result(row: ThirdPartyRequest, data: dict[str, Any]) -> None:
    """Keep what came back; the clocks run on."""
    row.result_text, row.returned_on = data["result_text"], data.get("returned_on") or today()
    _run_on(row)


def let_go(row: ThirdPartyRequest, _data: dict[str, Any]) -> None:
    """It is awaited no longer."""
    _run_on(row)


def reason_of(row: ThirdPartyRequest) -> str:
    """Why clocks stand still, as their explanation tells it: it names this request and no other."""
    words = gettext("waiting for %(kind)s: %(item)s", kind=str(row.org.kind), item=row.item)
    return f"{words[:190]} #{row.id}"


def _stand_still(session: Session, row: ThirdPartyRequest) -> None:
    for subject, deadline in list(_running(session, row.case)):
        clock.pause(session, subject, deadline.policy_code, reason_of(row))
    _note_due(session, row)


def _run_on(row: ThirdPartyRequest) -> None:
    """End the pauses of this request; where another one is still awaited, its pause begins."""
    session = object_session(row) or db.session()
    if not row.pauses:
        return
    mark = f"#{row.id}"
    for subject, deadline in list(_running(session, row.case)):
        if deadline.running_pause is not None and deadline.running_pause.reason.endswith(f" {mark}"):
            clock.resume(session, subject, deadline.policy_code)
    others = select(ThirdPartyRequest).where(
        ThirdPartyRequest.case_id == row.case_id,
        ThirdPartyRequest.id != row.id,
        ThirdPartyRequest.status == "sent",
        ThirdPartyRequest.pauses,
    )
    for other in session.scalars(others.order_by(ThirdPartyRequest.id)).all():
        _stand_still(session, other)
    _note_due(session, row)


def _running(session: Session, case: Case) -> Iterator[tuple[Any, Deadline]]:
    """The clocks that run in a case: its own, its entrustments', and those of mediations the actor is named on."""
    mediations = select(Mediation).where(Mediation.case_id == case.id, Mediation.status.in_(MEDIATING))
    subjects: list[Case | Entrustment | Mediation] = [case, *open_of_case(session, case.id)]
    for subject in [*subjects, *session.scalars(mediations).all()]:
        for deadline in clock.clocks_of(session, subject):
            if deadline.stopped_at is None:
                yield subject, deadline


def _note_due(session: Session, row: ThirdPartyRequest) -> None:
    for entrustment in open_of_case(session, row.case_id):
        note_due(session, entrustment)
