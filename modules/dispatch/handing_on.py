"""Open work of a grid worker who goes: the successor has it, or the unit alone, as before a handler was named, until
a successor is named.

A job does it, because whoever keeps staff need not read cases, and work may lie outside their place.
"""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.job.queue import enqueue
from app.job.spec import Run
from app.workflow.engine import record
from app.workflow.models import Event
from modules.dispatch.models import OPEN, Assignment
from modules.grids.models import GridWorker, HandOver
from modules.grids.services import note_successor, note_work

JOB = "dispatch.hand_on"

#: The act in the history of an assignment; its data names the hand-over.
HANDED_ON = "dispatch.assignment.hand_on"


def ask_to_hand_on(session: Session, worker: GridWorker, event: Any, _arrow: Any) -> None:
    """Let the work of somebody who goes be handed on, once it is certain that they do."""
    if event.data.get("account") is not None:
        enqueue(session, JOB, {"hand_over": event.data["hand_over"]}, division_code=worker.division_code)


def ask_to_hand_on_late(session: Session, known: HandOver, event: Any, _arrow: Any) -> None:
    """Let work that waits at its unit go to a successor who was named after the day."""
    if event.data.get("account") is not None and event.data.get("successor_account") is not None:
        enqueue(session, JOB, {"hand_over": known.id, "late": True}, division_code=known.division_code)


def hand_on(run: Run) -> dict[str, Any]:
    """Name the successor as handler of all open work, or nobody; the history of each case and the hand-over say so."""
    session = run.session
    known = session.get_one(HandOver, run.args["hand_over"])
    if run.args.get("late"):
        return _hand_on_late(session, known)
    if known.ended_on is not None:
        return {"moved": 0}  # they have come back before anybody got to it
    successor = known.successor
    account = successor.account if successor is not None else None
    asked = select(Assignment).where(
        Assignment.handler_id == known.worker.account_id, Assignment.status.in_(OPEN)
    )
    moved = session.scalars(asked.order_by(Assignment.id)).all()
    note = gettext("The grid worker who had it has gone")
    for work in moved:
        work.handler = account
        record(work, "hand_on", note=note, data={"successor": account, "hand_over": known.id})
    note_work(session, known.id, [_line(work) for work in moved], successor if account is not None else None)
    return {"moved": len(moved)}


def _hand_on_late(session: Session, known: HandOver) -> dict[str, Any]:
    """Give the successor what went to the unit when nobody was named, and still is without a handler."""
    successor = known.successor
    if known.ended_on is not None or successor is None or successor.account is None:
        return {"moved": 0}
    waiting = select(Event.row_id).where(
        Event.name == HANDED_ON, Event.data["hand_over"].as_integer() == known.id
    )
    asked = select(Assignment).where(
        Assignment.id.in_(waiting), Assignment.handler_id.is_(None), Assignment.status.in_(OPEN)
    )
    moved = session.scalars(asked.order_by(Assignment.id)).all()
    note = gettext("A successor was named")
    for work in moved:
        work.handler = successor.account
        record(work, "hand_on", note=note, data={"successor": successor.account, "hand_over": known.id})
    note_successor(session, known.id, [_line(work) for work in moved], successor)
    return {"moved": len(moved)}


def _line(work: Assignment) -> str:
    return f"{work.case.case_no} {work.unit}"
