"""What going on leave, leaving service and coming back do besides changing the state of a grid worker.

All in the transaction of the arrow: assignments end, a hand-over is made, the account is shut. Open work is moved by
whoever keeps it: a later module hears of it by the event, which names the hand-over and both accounts.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, object_session

from app.access.accounts import AccountError, disable, end_post
from app.access.identity import beyond_scope
from app.model.base import db
from app.model.moment import today
from app.org.models import Account, Post
from app.workflow.engine import Refused
from app.workflow.spec import Refusal
from modules.grids.handing_over import hand_over
from modules.grids.models import GridAssignment, GridWorker, HandOver

#: The role whose posts end with the service.
ROLE = "grid_worker"


def leave(worker: GridWorker, data: dict[str, Any]) -> None:
    """Go on leave today: the grids stand empty or go to the one who stands in; account and devices stay."""
    _step_down(worker, "leave", today(), data)


def leave_service(worker: GridWorker, data: dict[str, Any]) -> None:
    """Write down the last day, end what was served with it, hand over, and shut the account.

    Raises:
        Refused: the day lies ahead or before the worker was hired; the account is not the actor's to shut.
    """
    day = data["left_on"] = data.get("left_on") or today()
    if day > today():
        raise Refused(Refusal(gettext("This lies in the future"), "#left_on"))
    if worker.hired_on is not None and day < worker.hired_on:
        raise Refused(Refusal(gettext("The grid worker was hired after that day"), "#left_on"))
    _step_down(worker, "left", day, data)
    worker.left_on = day
    _shut_account(_session(worker), worker)


def return_(worker: GridWorker, data: dict[str, Any]) -> None:
    """Come back from leave: serve the same grids again, and whoever stood in serves them no longer."""
    session, day = _session(worker), today()
    asked = select(HandOver).where(HandOver.worker_id == worker.id, HandOver.cause == "leave")
    known = session.scalars(asked.where(HandOver.ended_on.is_(None)).order_by(HandOver.id)).all()
    for sheet in known:
        sheet.ended_on = day
        for item in sheet.items:
            if item.taken is not None:
                item.taken.valid_to = max(item.taken.valid_from, day - timedelta(days=1))
            if item.ended is not None and item.ended.grid.active:
                _open_again(session, item.ended, day)
    data["hand_overs"] = [sheet.id for sheet in known]


def rejoin(worker: GridWorker, _data: dict[str, Any]) -> None:
    """Serve again; grids, post and account are given anew, by whoever may give them."""
    worker.left_on = None


def _session(worker: GridWorker) -> Session:
    return object_session(worker) or db.session()


def _step_down(worker: GridWorker, cause: str, day: date, data: dict[str, Any]) -> None:
    session = _session(worker)
    successor = data.get("successor")
    made = hand_over(session, worker, cause, day, _end_assignments(session, worker, day), successor)
    data |= {
        "hand_over": made.id,
        "account": worker.account_id,
        "successor_account": successor.account_id if successor is not None else None,
    }


def _end_assignments(session: Session, worker: GridWorker, day: date) -> list[GridAssignment]:
    """End what is still served after a day.

    Raises:
        Refused: some of the grids lie beyond the actor.
    """
    lasts = or_(GridAssignment.valid_to.is_(None), GridAssignment.valid_to > day)
    served = select(GridAssignment).where(GridAssignment.worker_id == worker.id, lasts)
    found = list(session.scalars(served.order_by(GridAssignment.id)))
    with beyond_scope(session, "grids served elsewhere"):
        number = session.scalar(select(func.count()).select_from(served.subquery()))
    if number != len(found):
        raise Refused(
            Refusal(gettext("This worker also serves grids outside your area; the level above can do this"))
        )
    for one in found:
        one.valid_to = max(day, one.valid_from)
    return found


def _open_again(session: Session, ended: GridAssignment, day: date) -> None:
    """Go on with an assignment a leave had ended; after a gap it is a new one, so that the history keeps the gap."""
    if ended.valid_to is not None and ended.valid_to >= day - timedelta(days=1):
        ended.valid_to = None
        return
    again = GridAssignment(
        grid_id=ended.grid_id,
        worker_id=ended.worker_id,
        main=ended.main,
        valid_from=day,
        division_code=ended.division_code,
    )
    session.add(again)


def _shut_account(session: Session, worker: GridWorker) -> None:
    """End the posts of a grid worker; without another post the account is disabled, and its sessions end.

    Somebody who also mediates goes on signing in as a mediator.
    """
    if worker.account_id is None:
        return
    valid = select(Post).where(
        Post.user_id == worker.account_id, or_(Post.valid_to.is_(None), Post.valid_to >= today())
    )
    with beyond_scope(session, "posts of somebody who leaves"):
        account = session.get_one(Account, worker.account_id)
        posts = session.scalars(valid.order_by(Post.id)).all()
    own = [post for post in posts if post.role == ROLE]
    try:
        for post in own:
            end_post(session, post)
        if account.active and len(own) == len(posts):
            session.flush()
            disable(session, account)
    except AccountError as error:
        raise Refused(Refusal(str(error))) from error
