"""The verbs of an entrustment. Nothing here commits."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from app.clock import service as clock
from app.clock.models import Deadline
from app.clock.stored import policy_for
from app.model.base import db
from app.workflow.engine import fire, record
from modules.docking.models import Entrustment, OrganKind
from modules.docking.models.entrustment import OPEN

#: Facts the limit follows from; when one is mended, the limit runs anew.
_OF_THE_LIMIT = ("organ_kind", "organ_kind_id", "kind", "procedure", "received_on")


def receive(**facts: Any) -> Entrustment:
    """Put an entrustment on record; its limit runs from the day the letter and its materials were signed for.

    Args:
        **facts: columns of the row.
    """
    row = Entrustment(**facts)
    session = db.session()
    session.add(row)
    if not row.problems():  # with them the caller refuses it, and says each at its field
        session.flush()
        run_clock(session, row)
    record(row, "receive", after=row.status)
    return row


def change(row: Entrustment, values: dict[str, Any]) -> None:
    """Mend the facts of an open entrustment; the limit follows."""
    before = _limit_facts(row)
    for name, value in values.items():
        setattr(row, name, value)
    if row.problems():
        return
    session = object_session(row) or db.session()
    session.flush()
    if before != _limit_facts(row):
        clock.call_off(session, row, row.policy_code or "")
        run_clock(session, row)
    record(row, "update")


def run_clock(session: Session, row: Entrustment) -> None:
    """Start the limit that holds for the organ and the kind, with the days already added."""
    if row.kind != "commissioned":
        row.procedure = None
    row.policy_code = policy_code(session, row) or None
    if row.policy_code:
        clock.start(session, row, row.policy_code, datetime.combine(row.received_on, time.min))
        if row.extended_days:
            clock.extend(session, row, row.policy_code, row.extended_days, row.extension_reason or "")
    note_due(session, row)


def policy_code(session: Session, row: Entrustment) -> str:
    """The limit of just this kind of entrustment where one is kept, or else that of the organ."""
    organ_kind = row.organ_kind or session.get_one(OrganKind, row.organ_kind_id)
    words = ("entrust", organ_kind.code, row.kind, row.procedure)
    exact = "_".join(word for word in words if word)
    if policy_for(session, exact, row.division_code, row.received_on) is not None:
        return exact
    return organ_kind.policy or ""


def _limit_facts(row: Entrustment) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _OF_THE_LIMIT)


def running(session: Session, row: Entrustment) -> Deadline | None:
    """The limit that runs on an entrustment."""
    return next((one for one in clock.clocks_of(session, row) if one.stopped_at is None), None)


def note_due(session: Session, row: Entrustment) -> None:
    """Keep the last day for lists; none while the clock stands still."""
    deadline = running(session, row)
    row.due_on = deadline.due_at.date() if deadline is not None and deadline.due_at else None


def open_of_case(session: Session, case_id: int) -> list[Entrustment]:
    """The entrustments of a case that are not answered yet."""
    asked = select(Entrustment).where(Entrustment.case_id == case_id, Entrustment.status.in_(OPEN))
    return list(session.scalars(asked.order_by(Entrustment.id)))


def accept(row: Entrustment, **data: Any) -> None:
    """Take the matter on, for an existing case or as a new one."""
    fire(row, "accept", data=data)


def extend(row: Entrustment, days: int, why: str, *, applicants: bool, respondents: bool) -> None:
    """Add days to the limit, as both sides agree."""
    data = {"days": days, "why": why, "applicants_agree": applicants, "respondents_agree": respondents}
    fire(row, "extend", data=data)


def give_back(row: Entrustment, **data: Any) -> None:
    """Answer the organ; what is not given stands as the mediation left it."""
    names = ("result", "ended_on", "agreement_no", "reason", "course", "annexes")
    fire(row, "give_back", data={name: getattr(row, name) for name in names} | data)
