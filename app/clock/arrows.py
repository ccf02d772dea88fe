"""The clock's ear on the workflow: every arrow taken moves the clocks it declares.

`app.factory` joins `on_event` to the workflow's subscribers.
"""

from __future__ import annotations

from datetime import date, datetime, time
from operator import attrgetter
from typing import Any

from sqlalchemy.orm import Session

from app.clock import service
from app.clock.spec import Clock


def on_event(session: Session, row: Any, event: Any, arrow: Any) -> None:
    """Move the clocks of an arrow, in the transaction of its event.

    Args:
        session: the session in which the event was written.
        row: the row the arrow was taken on.
        event: the history row: its `at` is the moment, its `note` the reason of a pause.
        arrow: the arrow with its `clocks`, or None for an act that is no arrow.
    """
    for clock in arrow.clocks if arrow else ():
        _move(session, row, event, clock)


def _move(session: Session, row: Any, event: Any, clock: Clock) -> None:
    subject = attrgetter(clock.on)(row) if clock.on else row
    for code in clock.codes("stop"):
        service.stop(session, subject, code, event.at)
    for code in clock.codes("call_off"):
        service.call_off(session, subject, code, event.at)
    for code in clock.codes("resume"):
        service.resume(session, subject, code, event.at)
    for code in clock.codes("pause"):
        service.pause(session, subject, code, event.note or event.name, event.at)
    for code in clock.codes("start"):
        category = str(attrgetter(clock.category)(row) or "") if clock.category else ""
        service.start(session, subject, code, _since(row, event, clock), category)


def _since(row: Any, event: Any, clock: Clock) -> datetime:
    """The moment a limit starts from; a bare day starts at its beginning."""
    since: date | datetime | None = attrgetter(clock.since)(row) if clock.since else None
    if since is None:
        return event.at  # type: ignore[no-any-return]
    return since if isinstance(since, datetime) else datetime.combine(since, time.min)
