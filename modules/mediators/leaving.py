"""What leaving and returning do besides changing the state of a mediator."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import or_, select
from sqlalchemy.orm import object_session

from app.model.base import db
from app.model.moment import today
from app.workflow.engine import Refused
from app.workflow.spec import Refusal
from modules.mediators.models import Mediator, Posting


def leave(mediator: Mediator, data: dict[str, Any]) -> None:
    """Write down the last day and end the open postings with it; `data` then names them.

    Raises:
        Refused: the day lies ahead, or before the mediator was hired.
    """
    day = data["left_on"] = data.get("left_on") or today()
    if day > today():
        raise Refused(Refusal(gettext("This lies in the future"), "#left_on"))
    if mediator.hired_on is not None and day < mediator.hired_on:
        raise Refused(Refusal(gettext("The mediator was hired after that day"), "#left_on"))
    session = object_session(mediator) or db.session()
    lasts = or_(Posting.ends_on.is_(None), Posting.ends_on > day)
    postings = session.scalars(select(Posting).where(Posting.mediator_id == mediator.id, lasts)).all()
    for posting in postings:
        posting.ends_on = max(day, posting.begins_on)
    mediator.left_on = day
    data["postings"] = [posting.id for posting in postings]


def committee_works(mediator: Mediator) -> list[Refusal]:
    """A guard for returning: there is a committee to return to."""
    if mediator.committee.active:
        return []
    return [Refusal(gettext("This committee is no longer active"))]


def return_(mediator: Mediator, _data: dict[str, Any]) -> None:
    """Serve again; the history keeps the day of leaving."""
    mediator.left_on = None
