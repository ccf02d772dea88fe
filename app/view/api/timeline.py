"""The acts on a row as JSON."""

from __future__ import annotations

from typing import Any

from app.model.base import Record
from app.view.api.values import plain
from app.view.history import events_of, told


def timeline_as_json(row: Record) -> list[dict[str, Any]]:
    """The acts on a row, newest first, with the words the screen shows; what a form asked for is not given out."""
    events = events_of(row)
    return [
        {
            "id": event.id,
            "at": plain(event.at),
            "title": words["title"],
            "note": event.note,
            "act": event.arrow,
            "from_state": event.from_state,
            "to_state": event.to_state,
            "model": event.model,
            "row_id": event.row_id,
            "actor_id": event.actor_id,
        }
        for event, words in zip(events, told(row, events))
    ]
