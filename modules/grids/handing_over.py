"""A hand-over: made when somebody goes, taken over when all of it is in other hands. Nothing here commits."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from app.access.scope import scope_of
from app.model.base import db
from app.model.moment import today
from app.view.links import address
from app.workflow.engine import Refused, record
from app.workflow.spec import Refusal
from modules.grids.models import Device, GridAssignment, GridWorker, HandOver, HandOverItem


def hand_over(
    session: Session,
    worker: GridWorker,
    cause: str,
    day: date,
    ended: list[GridAssignment],
    successor: GridWorker | None,
) -> HandOver:
    """Write down what somebody leaves behind; the grids go to the successor, if one is named.

    Args:
        cause: `leave` or `left`; devices are handed back by who leaves only.
        ended: the assignments that ended.

    Raises:
        Refused: the successor cannot take over.
    """
    if successor is not None:
        _require_able(worker, successor)
    place = worker.division_code
    made = HandOver(worker=worker, cause=cause, day=day, successor=successor, division_code=place)
    session.add(made)
    for one in ended:
        item = HandOverItem(kind="grid", what=str(one.grid), ended=one, division_code=place)
        made.items.append(item)
        if successor is not None and one.grid.active:
            _take_over(session, item, successor, day)
    for device in _devices_of(session, worker) if cause == "left" else ():
        item = HandOverItem(kind="device", what=str(device), device=device, division_code=place)
        made.items.append(item)
    session.flush()
    record(made, "hand_over", after=made.status)
    return made


def nothing_is_out(known: HandOver) -> list[Refusal]:
    """A guard for taking over: whoever was on leave is still away, and devices were handed back or reported lost."""
    if known.ended_on is not None:
        return [Refusal(gettext("The grid worker has come back; there is nothing to take over"))]
    out = [item.device for item in known.items if item.device is not None and item.device.status == "lent"]
    return [
        Refusal(
            gettext("%(device)s has not been handed back", device=str(device)),
            address(Device, "show", device.id),
        )
        for device in out
        if device.worker_id == known.worker_id
    ]


def accept(known: HandOver, data: dict[str, Any]) -> None:
    """Take over: the grids nobody serves go to the one named now, and who looked that it is done is written down.

    Raises:
        Refused: a grid would be left without anybody, or the successor cannot take over.
    """
    session, day = object_session(known) or db.session(), today()
    successor = data.get("successor")
    if successor is not None:
        _require_able(known.worker, successor)
        known.successor = successor
    empty = [item for item in known.items if item.ended is not None and _stands_empty(session, item.ended)]
    if empty and successor is None:
        said = (gettext("Nobody serves %(grid)s yet; name who does", grid=item.what) for item in empty)
        raise Refused(*(Refusal(text, "#successor") for text in said))
    for item in empty:
        _take_over(session, item, successor, day)
    data["account"] = known.worker.account_id
    data["successor_account"] = known.successor.account_id if known.successor is not None else None
    known.accepted_by_id, known.accepted_on = scope_of(session).user_id, day


def _require_able(worker: GridWorker, successor: GridWorker) -> None:
    if successor.id == worker.id:
        raise Refused(Refusal(gettext("Nobody hands over to themselves"), "#successor"))
    if successor.status != "serving":
        text = gettext("%(name)s is on leave or has left and cannot take over", name=successor.name)
        raise Refused(Refusal(text, "#successor"))


def _take_over(session: Session, item: HandOverItem, successor: GridWorker, day: date) -> None:
    """Let a successor serve a grid from a day on, beside the own main grid; who serves it already goes on."""
    item.successor = successor
    ended = item.ended
    assert ended is not None, "only grids are taken over"
    open_now = select(GridAssignment).where(
        GridAssignment.worker_id == successor.id, GridAssignment.valid_to.is_(None)
    )
    served = session.scalars(open_now).all()
    if any(one.grid_id == ended.grid_id for one in served):
        return
    bound = successor.employment == "full_time" and any(one.main for one in served)
    item.taken = GridAssignment(
        grid_id=ended.grid_id,
        worker_id=successor.id,
        main=ended.main and not bound,
        valid_from=max(day, ended.valid_from),
        division_code=ended.division_code,
    )
    session.add(item.taken)
    session.flush()


def _stands_empty(session: Session, ended: GridAssignment) -> bool:
    served = select(GridAssignment.id).where(
        GridAssignment.grid_id == ended.grid_id, GridAssignment.in_service()
    )
    return ended.grid.active and session.scalar(served.limit(1)) is None


def _devices_of(session: Session, worker: GridWorker) -> list[Device]:
    return list(session.scalars(select(Device).where(Device.worker_id == worker.id).order_by(Device.id)))
