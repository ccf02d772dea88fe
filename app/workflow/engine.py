"""Taking an arrow: the one function that moves a row from state to state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext
from sqlalchemy import inspect, select
from sqlalchemy.orm import object_session

from app.access.audit import note_act
from app.access.gate import FOLLOWS
from app.access.scope import Scope, ScopeError, SystemScope, scope_of
from app.model.base import Record, Scoped
from app.model.house import house
from app.model.moment import now
from app.model.trips import send_with_next
from app.workflow.models import Event
from app.workflow.spec import Refusal, T, Workflow


class Refused(Exception):
    """An arrow that cannot be taken, with every reason."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__("; ".join(refusal.said for refusal in refusals))
        self.refusals = refusals


class NotAllowed(Refused):
    """The actor's posts do not give this button on this row."""


@dataclass(frozen=True)
class Offer:
    """An arrow as a screen shows it: free, or with the reasons why not."""

    arrow: T
    refusals: tuple[Refusal, ...] = ()

    @property
    def free(self) -> bool:
        return not self.refusals


def workflow_of(row: Record | type[Record]) -> Workflow | None:
    """The effective workflow of a row or class, patches included."""
    return house().workflows.get(row.model_id())


def offers(row: Record) -> list[Offer]:
    """Every arrow that leaves the row's state and that the actor's posts give, free or with its reasons."""
    workflow = workflow_of(row)
    session = object_session(row)
    if workflow is None or session is None:
        return []
    scope = scope_of(session)
    state = getattr(row, workflow.field)
    return [
        Offer(arrow, tuple(refusals(workflow, arrow, row, scope)))
        for arrow in workflow.transitions
        if state in arrow.sources and scope.may(arrow.name, row)
    ]


def refusals(workflow: Workflow, arrow: T, row: Record, scope: Scope) -> list[Refusal]:
    """All that stands in the way of an arrow, apart from the right to take it."""
    found: list[Refusal] = []
    if arrow.four_eyes and not isinstance(scope, SystemScope):
        other = _earlier_actor(row, arrow)
        if other is not None and other == scope.user_id:
            found.append(Refusal(gettext("A second person must do this; you did the step before")))
    for guard in (arrow.guard, *workflow.extra_guards.get(arrow.name, ())):
        if guard is not None:
            found += guard(row) or []
    return found


@dataclass(frozen=True)
class Act:
    """An act as it is told to those who listen; the row of `Event` written for it has the same columns."""

    model: str
    row_id: int
    root_model: str
    root_id: int
    division_code: str
    name: str
    arrow: str
    from_state: str | None
    to_state: str | None
    actor_id: int | None
    unit_id: int | None
    at: datetime
    note: str | None
    data: dict[str, Any]


#: Nobody needs the key of an event, so it is written without being asked for one.
_WRITTEN = Event.__table__.insert().inline()  # type: ignore[attr-defined]


def fire(row: Record, name: str, *, note: str = "", data: dict[str, Any] | None = None) -> Act:
    """Take an arrow: check right, state, guards and reason; change the state; write the event; tell everybody.

    The caller commits. Everything said by guards is said at once.

    Args:
        row: a row loaded in a session.
        name: the arrow.
        note: the reason or remark typed by the actor.
        data: what the button's form asked for, already validated.

    Raises:
        NotAllowed: the actor does not hold the button on this row.
        Refused: wrong state, a missing reason, four-eyes, or a guard.
    """
    taken = take(row, name, note=note, data=data)
    object_session(row).flush()  # type: ignore[union-attr] # what the database refuses is refused before it is told
    return write_down(row, taken)


@dataclass(frozen=True)
class Taken:
    """An arrow that was taken and is not yet in the history."""

    arrow: T
    note: str
    data: dict[str, Any]
    before: str


def write_down(row: Record, taken: Taken) -> Act:
    """Write a taken arrow into the history and tell everybody."""
    arrow = taken.arrow
    after = arrow.target or taken.before
    return record(
        row, arrow.name, note=taken.note, data=taken.data, before=taken.before, after=after, arrow=arrow
    )


def take(row: Record, name: str, *, note: str = "", data: dict[str, Any] | None = None) -> Taken:
    """The first half of `fire`: check, change the state, do the effects. A row that is only now being made is written
    once, in the state it ends in; whoever makes it then tells its acts in their order with `record` and `write_down`.

    Raises:
        NotAllowed, Refused: as `fire`.
    """
    workflow = workflow_of(row)
    session = object_session(row)
    if workflow is None or session is None:
        raise Refused(Refusal(gettext("This record has no such step")))
    try:
        arrow = workflow.arrow(name)
    except KeyError:
        raise Refused(Refusal(gettext("This record has no such step"))) from None
    scope = scope_of(session)
    if not scope.may(name, row):
        raise NotAllowed(Refusal(gettext("Your post does not include this step")))
    before = getattr(row, workflow.field)
    if before not in arrow.sources:
        label = workflow.state(before).label
        raise Refused(
            Refusal(gettext("Not possible now: the record is in state %(state)s", state=str(label)))
        )
    found = refusals(workflow, arrow, row, scope)
    if arrow.reason and not note.strip():
        found.append(Refusal(gettext("Please give a reason"), link="#note"))
    if found:
        raise Refused(*found)
    asked = dict(data or {})
    if arrow.target is not None:
        setattr(row, workflow.field, arrow.target)
    for effect in (arrow.effect, *workflow.extra_effects.get(name, ())):
        if effect is not None:
            effect(row, asked)
    return Taken(arrow, note, asked, before)


def record(
    row: Record,
    act: str,
    *,
    note: str = "",
    data: dict[str, Any] | None = None,
    before: str | None = None,
    after: str | None = None,
    arrow: T | None = None,
) -> Act:
    """Write one act into the history and tell handlers and subscribers, in the same transaction.

    Used by `fire`, and by services for acts that are no arrow (created, noted, revealed, printed).

    Raises:
        ScopeError: the row lies where nobody of this scope may write.
    """
    session = object_session(row)
    assert session is not None, "an act belongs to a row in a session"
    if inspect(row).pending:
        session.flush()
    scope = scope_of(session)
    root = root_of(row)
    told = Act(
        model=row.model_id(),
        row_id=row.id,
        root_model=root.model_id(),
        root_id=root.id,
        division_code=row.division_code if isinstance(row, Scoped) else root.division_code,
        name=(arrow.event if arrow and arrow.event else f"{row.model_id()}.{act}"),
        arrow=act,
        from_state=before,
        to_state=after,
        actor_id=scope.user_id,
        unit_id=scope.unit_id,
        at=now(),
        note=note.strip() or None,
        data=_plain(data or {}),
    )
    if not scope.reaches_place(Event, told.division_code):
        raise ScopeError("Event is outside the scope")
    written = told.__dict__.copy()
    send_with_next(session.connection(), _WRITTEN, written)
    note_act(row, written, session)
    known = house()
    for tell in (*known.subscribers, *known.handlers.get(told.name, ())):
        tell(session, row, told, arrow)
    return told


def root_of(row: Record) -> Any:
    """The row whose timeline shows this one's acts, by the `owner_of_history` of each workflow on the way up."""
    workflow = workflow_of(row)
    owner = getattr(row, workflow.owner_of_history) if workflow and workflow.owner_of_history else None
    return root_of(owner) if owner is not None else row


def timeline(row: Record, limit: int = 200) -> list[Event]:
    """The acts on a row and on what hangs below it, newest first; acts on rows the reader may not open are left out."""
    session = object_session(row)
    assert session is not None
    keys = (row.id, *getattr(row, "merged_keys", ()))  # rows that were merged into this one
    found = session.scalars(
        select(Event)
        .where(Event.root_model == row.model_id(), Event.root_id.in_(keys))
        .order_by(Event.id.desc())
        .limit(limit),
        execution_options={FOLLOWS: True},
    ).all()
    readable = {(row.model_id(), key) for key in keys}
    models: dict[str, Any] = dict(house().models)
    for model_id in {event.model for event in found} - {row.model_id()}:
        cls = models.get(model_id)
        if cls is not None:
            ids = {event.row_id for event in found if event.model == model_id}
            readable |= {(model_id, key) for key in session.scalars(select(cls.id).where(cls.id.in_(ids)))}
    return [event for event in found if (event.model, event.row_id) in readable]


def _earlier_actor(row: Record, arrow: T) -> int | None:
    if arrow.four_eyes is True:
        return getattr(row, "created_by_id", None)
    session = object_session(row)
    assert session is not None
    return session.scalar(
        select(Event.actor_id)
        .where(Event.model == row.model_id(), Event.row_id == row.id, Event.arrow == arrow.four_eyes)
        .order_by(Event.id.desc())
        .limit(1),
        execution_options={FOLLOWS: True},
    )


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """Values a JSON column can keep: rows by their key, dates and amounts as text."""
    plain: dict[str, Any] = {}
    for key, value in data.items():
        if isinstance(value, Record):
            plain[key] = inspect(value).identity[0]
        elif isinstance(value, (list, tuple)):
            plain[key] = [item.id if isinstance(item, Record) else item for item in value]
        elif value is None or isinstance(value, (bool, int, str, dict)):
            plain[key] = value
        else:
            plain[key] = str(value)
    return plain
