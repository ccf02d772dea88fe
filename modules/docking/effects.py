"""What the steps of an entrustment do besides changing its state, and how a mediation fills it in."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, object_session

from app.access.scope import scope_of
from app.clock import service as clock
from app.model.base import db
from app.model.moment import today
from app.workflow.engine import Refused, record
from app.workflow.spec import Refusal
from modules.agreements.models import Agreement
from modules.cases.models import Case, code_label
from modules.cases.services import register
from modules.docking.models import Entrustment
from modules.docking.services import note_due, running
from modules.mediation.models import ENDED, Mediation
from modules.mediation.models import OPEN as MEDIATING
from modules.mediation.services import extend_limit, sessions_of


def take_on(row: Entrustment, data: dict[str, Any]) -> None:
    """Join it with a case: the one named, or a new one that carries the organ's number.

    Raises:
        Refused: no case is named and the actor registers none.
    """
    session = object_session(row) or db.session()
    case = data.get("case")
    if case is None:
        if not scope_of(session).may("c", Case):
            raise Refused(Refusal(gettext("Please choose the case; your post registers none")))
        case = register(
            division_code=row.division_code,
            title=row.matter,
            summary=f"{row.organ}{row.doc_no}：{row.matter}",
            channel=row.organ_kind.channel,
            outer_no=row.doc_no,
            first_receiver=row.unit,
        )
    row.case = case
    _join_latest(session, row)
    _take_clocks_along(session, row)


def _join_latest(session: Session, row: Entrustment) -> None:
    """An existing case may be in mediation, or have been since the letter came; the result stands ready then."""
    asked = select(Mediation).where(
        Mediation.case_id == row.case.id,
        or_(Mediation.status.in_(MEDIATING), Mediation.ended_on >= row.received_on),
    )
    row.mediation = session.scalars(asked.order_by(Mediation.id.desc())).first()
    if row.mediation is not None and row.mediation.status in ENDED:
        _take_result(session, row, row.mediation)


def send_back(row: Entrustment, data: dict[str, Any]) -> None:
    """It is not taken on: the organ gets its letter with the reason."""
    row.result, row.reason, row.ended_on = "not_accepted", data["reason"], today()
    row.annexes = data.get("annexes") or row.annexes
    _end(row)


def write_extension(row: Entrustment, data: dict[str, Any]) -> None:
    """Add the days both sides agree to; who agrees stands in the history.

    Raises:
        Refused: a side does not agree, or no limit runs.
    """
    session = object_session(row) or db.session()
    deadline = running(session, row)
    extend_limit(row, deadline.policy_code if deadline is not None else "", data)
    row.extended_days += data["days"]
    row.extension_reason = data["why"]
    note_due(session, row)


def write_answer(row: Entrustment, data: dict[str, Any]) -> None:
    """Keep what the letter says.

    Raises:
        Refused: an agreement without its number, or another end without its reason.
    """
    for name in ("result", "ended_on", "agreement_no", "reason", "course", "annexes"):
        setattr(row, name, data.get(name) or None)
    row.ended_on = row.ended_on or today()
    if row.result == "agreed" and not row.agreement_no:
        raise Refused(Refusal(gettext("Please write the number of the agreement")))
    if row.result == "agreed":
        row.reason = None
    elif not row.reason:
        raise Refused(Refusal(gettext("Without an agreement the letter says why")))
    else:
        row.agreement_no = None
    _end(row)


def _end(row: Entrustment) -> None:
    """The organ has its answer: the limit was kept or missed by now."""
    session = object_session(row) or db.session()
    row.returned_on = today()
    if row.policy_code:
        clock.stop(session, row, row.policy_code)


def call_off(row: Entrustment, _data: dict[str, Any]) -> None:
    """The organ takes it back: its limit no longer matters."""
    session = object_session(row) or db.session()
    row.result, row.ended_on = "withdrawn", today()
    clock.call_off(session, row)


def follow(session: Session, case: Case, _event: Any, _arrow: Any) -> None:
    """A case whose place was mended takes its entrustments along, with their limits."""
    for row in session.scalars(select(Entrustment).where(Entrustment.case_id == case.id)).all():
        row.division_code = case.division_code
        _take_clocks_along(session, row)


def _take_clocks_along(session: Session, row: Entrustment) -> None:
    for deadline in clock.clocks_of(session, row):
        deadline.division_code = row.division_code


def join_mediation(session: Session, mediation: Mediation, _event: Any, _arrow: Any) -> None:
    """A mediation begins in a case that was entrusted: it says by whom, and the entrustment knows it."""
    asked = select(Entrustment).where(
        Entrustment.case_id == mediation.case_id, Entrustment.status == "accepted"
    )
    row = session.scalars(asked.order_by(Entrustment.id)).first()
    if row is None:
        return
    row.mediation = mediation
    if not mediation.source_note:
        mediation.source, mediation.source_note = "transfer", str(row)[:120]


def fill_in(session: Session, mediation: Mediation, _event: Any, _arrow: Any) -> None:
    """A mediation has ended: its result stands ready for the answer."""
    for row in _of(session, mediation):
        _take_result(session, row, mediation)
        record(row, "fill", data={"result": row.result})


def _take_result(session: Session, row: Entrustment, mediation: Mediation) -> None:
    row.ended_on = mediation.ended_on
    if mediation.status == "agreed":
        row.result, row.agreement_no = "agreed", _agreement_no(session, mediation)
        return
    last = next(iter(reversed(sessions_of(mediation))), None)
    row.result = "not_agreed" if last is not None and last.result == "failed" else "terminated"
    row.reason = code_label("termination_reason", mediation.end_reason)


def fill_number(session: Session, agreement: Agreement, _event: Any, _arrow: Any) -> None:
    """An oral agreement takes its number after the mediation has ended."""
    for row in _of(session, agreement.mediation):
        if row.result == "agreed":
            row.agreement_no = agreement.number


def _of(session: Session, mediation: Mediation) -> list[Entrustment]:
    asked = select(Entrustment).where(
        Entrustment.mediation_id == mediation.id, Entrustment.status == "accepted"
    )
    return list(session.scalars(asked.order_by(Entrustment.id)))


def _agreement_no(session: Session, mediation: Mediation) -> str | None:
    asked = select(Agreement.number).where(
        Agreement.mediation_id == mediation.id, Agreement.status == "effective"
    )
    return session.scalars(asked.order_by(Agreement.id.desc())).first()
