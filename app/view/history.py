"""The course of a row as its page tells it: acts in words, newest first, and the strip of its stages."""

from __future__ import annotations

from itertools import chain, groupby
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.gate import FOLLOWS
from app.model.base import Record, db
from app.model.house import house
from app.view.due import exact_moment, short_moment
from app.view.mentions import MENTIONS, pieces
from app.view.names import people_names
from app.view.screens import screens
from app.workflow.engine import root_of, timeline, workflow_of
from app.workflow.models import Event
from app.workflow.spec import Workflow
from app.workflow.undoing import UNDO

#: Acts that are no arrow, in words; a model names its own in `ACTS`.
ACTS = {
    "create": _("Created"),
    "update": _("Changed"),
    "note": _("Note"),
    "revealed": _("Saw protected data"),
    "print": _("Printed"),
    "account": _("Given an account"),
    UNDO: _("Took the step back"),
    "ask_void": _("Asked to make it void"),
    "approve_void": _("Made void"),
    "drop_void": _("Kept valid"),
    "paper_issued": _("Issued a paper"),
    "paper_signed": _("Signed on the pad"),
    "attached": _("Added a file"),
    "file_taken_away": _("Took a file away"),
    "file_put_back": _("Put a file back"),
    "paper_void_ask": _("Asked to withdraw a paper"),
    "paper_void_approve": _("Withdrew a paper"),
}

ICONS = {
    "create": "plus",
    "update": "edit",
    "note": "edit",
    "revealed": "eye",
    "print": "paper",
    "account": "key",
    UNDO: "undo",
}

#: Acts a page shows.
MOST = 100


def events_of(row: Record) -> list[Event]:
    """The acts on a row, newest first; below a row that owns the history also those on what hangs below it."""
    if root_of(row) is row:
        return timeline(row, MOST)
    statement = (
        select(Event)
        .where(Event.model == row.model_id(), Event.row_id == row.id)
        .order_by(Event.id.desc())
        .limit(MOST)
    )
    return list(db.session.scalars(statement, execution_options={FOLLOWS: True}))


def told(row: Record, events: list[Event]) -> list[dict[str, Any]]:
    """The acts as `ui/flow.html` draws them; the same one done again and again in a minute is told once."""
    called = {event.id: event.data.get(MENTIONS, []) for event in events}
    names = people_names((*(event.actor_id for event in events), *chain.from_iterable(called.values())))
    lines = [
        {
            "title": " ".join(
                (
                    names.get(event.actor_id or 0, gettext("System")),
                    " · ".join(part for part in (_of(row, event), act_of(event)) if part),
                )
            ),
            "time": short_moment(event.at),
            "exact": exact_moment(event.at),
            "icon": ICONS.get(event.arrow, "circle-check"),
            "tone": "accent" if event.to_state != event.from_state else "neutral",
            "text": pieces(event.note or "", (names[key] for key in called[event.id] if key in names)),
        }
        for event in events
    ]
    alike = (list(same) for _key, same in groupby(lines, key=lambda line: line | {"exact": ""}))
    return [same[0] | {"count": len(same)} for same in alike]


def stages(row: Record, events: list[Event]) -> list[dict[str, Any]]:
    """The stage strip: states passed with their times, the present one, and the expected way ahead."""
    workflow = workflow_of(row)
    if workflow is None:
        return []
    present = getattr(row, workflow.field)
    reached: dict[str, Any] = {workflow.start: getattr(row, "created_at", None)}
    own = [e for e in events if e.model == row.model_id() and e.row_id == row.id and e.to_state]
    for event in reversed(own):
        if event.arrow == UNDO:
            reached.pop(str(event.from_state), None)
        elif event.to_state != event.from_state:
            reached[str(event.to_state)] = event.at
    reached.setdefault(present, None)
    done = [name for name in reached if name != present]
    strip = [_stage(workflow, name, "done", reached[name]) for name in done]
    strip.append(_stage(workflow, present, "now", reached[present]))
    return strip + [_stage(workflow, name, "next", None) for name in _ahead(workflow, present, set(reached))]


def _ahead(workflow: Workflow, state: str, seen: set[str]) -> list[str]:
    """The states the primary arrows lead to, one after the other."""
    found: list[str] = []
    while True:
        onward = [t for t in workflow.transitions if state in t.sources and t.primary and t.target]
        target = next((t.target for t in onward if t.target not in seen), None)
        if target is None:
            return found
        found.append(target)
        seen.add(target)
        state = target


def _stage(workflow: Workflow, name: str, state: str, at: Any) -> dict[str, Any]:
    return {"label": workflow.state(name).label, "second": short_moment(at), "state": state}


def act_of(event: Event) -> str:
    """What was done, in words."""
    workflow = house().workflows.get(event.model)
    if workflow is not None:
        for arrow in workflow.transitions:
            if arrow.name == event.arrow:
                return str(arrow.label)
    own = getattr(house().models.get(event.model), "ACTS", {})
    return str(own.get(event.arrow) or ACTS.get(event.arrow, event.arrow))


def _of(row: Record, event: Event) -> str:
    """Which row below this one the act was on."""
    if event.model == row.model_id():
        return ""
    model = house().models.get(event.model)
    return str(screens().label(model)) if model is not None else ""
