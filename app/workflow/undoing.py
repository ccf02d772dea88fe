"""Taking a step back: whoever pressed the wrong button returns the row to where it was, and the history tells both.

Only an arrow that did nothing but change the state can be taken back; a paper, a clock or a notice that went out
cannot be called in again.
"""

from __future__ import annotations

from datetime import timedelta

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import object_session

from app.access.gate import FOLLOWS
from app.access.scope import scope_of
from app.model.base import Record
from app.model.house import house
from app.model.moment import now
from app.workflow.engine import Act, NotAllowed, Refused, record, workflow_of
from app.workflow.models import Event
from app.workflow.spec import Refusal, T, Workflow

#: The act in the history.
UNDO = "undo"

#: How long a step can be taken back.
WITHIN = timedelta(minutes=2)


def can_be_undone(workflow: Workflow, arrow: T) -> bool:
    """Whether taking the arrow changes nothing but the state, patches and handlers of other modules included."""
    event = arrow.event or f"{workflow.model_id}.{arrow.name}"
    return arrow.undo and not (workflow.extra_effects.get(arrow.name) or house().handlers.get(event))


def undo(row: Record, name: str) -> Act:
    """Take back the arrow that this actor took last on a row, and write that into the history. The caller commits.

    Args:
        row: a row loaded in a session, locked for writing.
        name: the arrow that was taken.

    Raises:
        NotAllowed: the actor does not hold the button on this row.
        Refused: the arrow cannot be undone, or not any more: something was done since, or it was too long ago.
    """
    workflow, session = workflow_of(row), object_session(row)
    if workflow is None or session is None or not can_be_undone(workflow, workflow.arrow(name)):
        raise Refused(Refusal(gettext("This step cannot be undone")))
    scope = scope_of(session)
    if not scope.may(name, row):
        raise NotAllowed(Refusal(gettext("Your post does not include this step")))
    last = session.scalar(
        select(Event)
        .where(Event.model == row.model_id(), Event.row_id == row.id)
        .order_by(Event.id.desc())
        .limit(1),
        execution_options={FOLLOWS: True},
    )
    if last is None or (last.arrow, last.actor_id) != (name, scope.user_id) or last.at < now() - WITHIN:
        raise Refused(Refusal(gettext("This step can no longer be undone")))
    before = getattr(row, workflow.field)
    setattr(row, workflow.field, last.from_state)
    session.flush()
    return record(row, UNDO, before=before, after=last.from_state)
