"""Telling people what happened on rows they follow: a job that reads the history since it last looked.

Whoever writes pays nothing for it (docs/adr/0017). Each person is asked for the right to read the row at the moment of
telling; the actor is told nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from app.access.scope import Scope
from app.clock.models import Deadline
from app.job.models import DONE, Job
from app.job.spec import Run
from app.model.base import Scoped
from app.model.house import house
from app.model.moment import now
from app.notify.follow import let_follow
from app.notify.models import Mark, Notice, Silence
from app.view.due import NEAR
from app.view.mentions import MENTIONS
from app.view.readers import readers, scopes_of
from app.workflow.engine import root_of
from app.workflow.models import Event

log = logging.getLogger(__name__)

#: The job's name, and how many events one run tells.
TELL, MOST = "view.tell", 500

#: A transaction that took a key and has not been seen for so long has failed.
LOST = timedelta(hours=1)

#: Keys passed over that are waited for; an import that failed may have left a hundred thousand.
_WAITED_FOR = 5_000

#: Acts nobody is told of: they make a row, correct it, or only look at it.
_QUIET = frozenset({"update", "revealed", "print"})

#: Columns that name an account and do not say whose the row is.
_BESIDE = frozenset({"changed_by_id", "void_asked_by_id", "voided_by_id"})


@dataclass
class _Teller:
    """One run: what was found out about people is asked once."""

    session: Session
    told: int = 0
    scopes: dict[int, Scope] = field(default_factory=dict)
    asked: set[int] = field(default_factory=set)

    def tell(self, row: Any, user_ids: Iterable[int], **notice: Any) -> None:
        """Write a notice for each person who may read the row, wants this kind, and has not got it."""
        wanted = set(user_ids)
        self.scopes |= scopes_of(self.session, wanted - self.asked) if wanted - self.asked else {}
        self.asked |= wanted
        able = readers(self.session, row, {key: self.scopes[key] for key in wanted if key in self.scopes})
        if not able:
            return
        known = select(Notice.owner_id).where(Notice.key == notice["key"], Notice.owner_id.in_(able))
        deaf = select(Silence.owner_id).where(Silence.kind == notice["kind"], Silence.owner_id.in_(able))
        for user_id in sorted(able - set(self.session.scalars(known)) - set(self.session.scalars(deaf))):
            self.session.add(Notice(owner_id=user_id, model=row.model_id(), row_id=row.id, **notice))
            self.told += 1


def tell(run: Run) -> dict[str, Any]:
    """Tell of the events since the mark and of the limits that came near or passed; then move the mark on."""
    session, at = run.session, now()
    session.execute(delete(Job).where(Job.name == TELL, Job.state == DONE, Job.id < run.job_id))
    mark = session.scalar(select(Mark).with_for_update())
    if mark is None:  # what happened before the first look is told to nobody
        last = session.scalar(select(func.max(Event.id))) or 0
        session.add(Mark(event_id=last, gaps={}, due_until=at))
        return {"told": 0}
    teller = _Teller(session)
    for event in _news(session, mark, at):
        with _apart(session, "event", event.id):
            _tell_event(teller, event)
    for clock, early in _limits(session, mark.due_until, at):
        with _apart(session, "limit", clock.id):
            _tell_limit(teller, clock, early, at)
    mark.due_until = at
    return {"told": teller.told}


@contextmanager
def _apart(session: Session, kind: str, key: int) -> Iterator[None]:
    """Tell one thing by itself: what it holds keeps nobody from hearing of the others."""
    try:
        with session.begin_nested():
            yield
    except Exception:
        log.exception("%s %s could not be told", kind, key)


def forget(run: Run) -> dict[str, Any]:
    """Delete notices older than `NOTICE_DAYS`."""
    before = now() - timedelta(days=current_app.config["NOTICE_DAYS"])
    swept = run.session.execute(delete(Notice).where(Notice.at < before))
    return {"deleted": int(swept.rowcount)}  # type: ignore[attr-defined]


def _news(session: Session, mark: Mark, at: datetime) -> list[Event]:
    """Events not yet told, with the mark moved behind them; keys passed over are kept for the next look."""
    missed = [int(key) for key in mark.gaps]
    found = list(
        session.scalars(
            select(Event)
            .where(or_(Event.id > mark.event_id, Event.id.in_(missed)))
            .order_by(Event.id)
            .limit(MOST)
        )
    )
    seen = {event.id for event in found}
    last = max((mark.event_id, *seen))
    first = max(mark.event_id + 1, last - _WAITED_FOR)
    gaps = {key: since for key, since in mark.gaps.items() if int(key) not in seen}
    gaps |= {str(key): at.isoformat() for key in range(first, last) if key not in seen}
    mark.gaps = {key: since for key, since in gaps.items() if datetime.fromisoformat(since) > at - LOST}
    mark.event_id = last
    return found


def _tell_event(teller: _Teller, event: Event) -> None:
    if event.arrow in _QUIET:
        return
    row, root = _row(teller.session, event.model, event.row_id), None
    if row is not None:
        root = row if (event.root_model, event.root_id) == (event.model, event.row_id) else root_of(row)
    if not isinstance(root, Scoped):
        return
    if not isinstance(row, Scoped):
        row = root
    mentioned = event.data.get(MENTIONS, [])
    concerned = [event.actor_id or 0, *_named_on(root), *_named_on(row), *mentioned]
    following = let_follow(teller.session, root, (key for key in concerned if key), event.at)
    news = {"key": f"e{event.id}", "event_id": event.id, "at": event.at}
    teller.tell(row, set(mentioned) - {event.actor_id}, kind="mention", **news)
    if event.arrow != "create" or row is not root:
        others = set(following) - set(mentioned) - {event.actor_id}
        teller.tell(row, others, kind=_kind(event), **news)


def _kind(event: Event) -> str:
    return "note" if event.arrow == "note" else "paper" if event.arrow.startswith("paper_") else "act"


def _limits(session: Session, since: datetime, at: datetime) -> Iterator[tuple[Deadline, timedelta]]:
    """Limits that passed since the last look, and those that came within a day, each with how early that is.

    One shorter than that day only passes.
    """
    for early in (timedelta(0), NEAR):
        running = select(Deadline).where(
            Deadline.stopped_at.is_(None), Deadline.due_at > since + early, Deadline.due_at <= at + early
        )
        for clock in session.scalars(running.order_by(Deadline.due_at)).all():
            if not early or (clock.due_at is not None and clock.started_at <= clock.due_at - early):
                yield clock, early


def _tell_limit(teller: _Teller, clock: Deadline, early: timedelta, at: datetime) -> None:
    row = _row(teller.session, clock.subject_model, clock.subject_id)
    if not isinstance(row, Scoped) or clock.due_at is None:
        return
    root: Any = root_of(row)  # type: ignore[arg-type]
    following = let_follow(teller.session, root, {*_named_on(root), *_named_on(row)}, at)
    key = f"d{clock.id}:{'soon' if early else 'late'}:{clock.due_at:%Y%m%d%H%M%S}"
    teller.tell(row, following, kind="limit", key=key, deadline_id=clock.id, at=clock.due_at - early)


def _row(session: Session, model_id: str, key: int) -> Any:
    model = house().models.get(model_id)
    return session.get(model, key) if model is not None else None


def _named_on(row: Any) -> list[int]:
    """The accounts a row names: who registered it, whose it is, who keeps its record."""
    columns = [
        column.key
        for column in row.__table__.columns
        if column.key not in _BESIDE
        and any(key.column.table.name == "ab_user" for key in column.foreign_keys)
    ]
    return [user_id for name in columns if (user_id := getattr(row, name)) is not None]
