"""Open work of a grid worker who goes: the successor has it, or the unit alone, as before a handler was named.

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
from modules.dispatch.models import OPEN, Assignment
from modules.grids.models import GridWorker, HandOver
from modules.grids.services import note_work

JOB = "dispatch.hand_on"


def ask_to_hand_on(session: Session, worker: GridWorker, event: Any, _arrow: Any) -> None:
    """Let the work of somebody who goes be handed on, once it is certain that they do."""
    if event.data.get("account") is not None:
        enqueue(session, JOB, {"hand_over": event.data["hand_over"]}, division_code=worker.division_code)


def hand_on(run: Run) -> dict[str, Any]:
    """Name the successor as handler of all open work, or nobody; the history of each case and the hand-over say so."""
    session = run.session
    known = session.get_one(HandOver, run.args["hand_over"])
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
        record(work, "hand_on", note=note, data={"successor": account})
    lines = [f"{work.case.case_no} {work.unit}" for work in moved]
    note_work(session, known.id, lines, successor if account is not None else None)
    return {"moved": len(moved)}
