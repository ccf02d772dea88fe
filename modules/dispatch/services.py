"""Sending work out, and knowing whether any is left. Nothing here commits."""

from __future__ import annotations

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import object_session

from app.clock.spec import Clock
from app.model.base import db
from app.org.models import Account, Unit
from app.view.links import address
from app.workflow.engine import fire, record
from app.workflow.spec import Refusal, T
from modules.cases.models import Case
from modules.dispatch.models import OPEN, Assignment

#: The act that makes an assignment; it starts the three clocks of the first minutes.
DISPATCH = T("dispatch", (), "dispatched", "", clocks=(Clock(start=("sign", "contact", "order")),))


def dispatch(case: Case, unit: Unit, duty: str, handler: Account | None = None) -> Assignment:
    """Send work on a case to a unit, as the button on the case does; the first one starts the case.

    Args:
        case: the case, accepted or in progress.
        unit: who is to do it.
        duty: what is to be done, in words.
        handler: the person there, if one is named.

    Raises:
        Refused: the case is not in a state in which work can be sent out.
    """
    fire(case, "assign", data={"unit": unit, "duty": duty, "handler": handler})
    return open_assignments(case)[-1]


def send(case: Case, unit: Unit, duty: str, handler: Account | None = None) -> Assignment:
    """Add an assignment to a case and start its clocks; the effect of the button on the case."""
    session = db.session()
    assignment = Assignment(case=case, unit=unit, duty=duty, handler=handler)
    session.add(assignment)
    session.flush()
    record(assignment, DISPATCH.name, after=assignment.status, arrow=DISPATCH)
    return assignment


def open_assignments(case: Case) -> list[Assignment]:
    """The work on a case that is not done yet."""
    session = object_session(case) or db.session()
    return list(
        session.scalars(
            select(Assignment)
            .where(Assignment.case_id == case.id, Assignment.status.in_(OPEN))
            .order_by(Assignment.id)
        )
    )


def nothing_open(case: Case) -> list[Refusal]:
    """A guard for closing and resolving: all work sent out is done or returned."""
    return [
        Refusal(
            gettext("%(unit)s has not finished its work", unit=str(work.unit)),
            address(Assignment, "show", work.id),
        )
        for work in open_assignments(case)
    ]
