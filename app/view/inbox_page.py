"""What somebody was told, as `inbox.html` draws it: put into words now, in their language and with their rights."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.access.gate import FOLLOWS
from app.clock.models import Deadline
from app.model.base import db
from app.model.house import house
from app.model.moment import today
from app.notify.models import Notice, Silence
from app.view.calling import called
from app.view.due import exact_moment, short_moment
from app.view.history import ICONS, act_of
from app.view.links import address, has_screens
from app.view.loading import naming_loads
from app.view.names import people_names
from app.workflow.models import Event

#: Kinds of notices, as one turns them off, in the order of their switches.
KINDS = {
    "mention": _("Somebody calls me in a note"),
    "note": _("Notes on what I follow"),
    "act": _("Steps on what I follow"),
    "paper": _("Papers of what I follow"),
    "limit": _("Limits that come near or pass"),
}

#: Pills above the list, each with the kinds it shows.
VIEWS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "": (_("All"), tuple(KINDS)),
    "mention": (_("Calls"), ("mention",)),
    "limit": (_("Limits"), ("limit",)),
    "act": (_("Steps and papers"), ("act", "paper", "note")),
}

#: Notices on a page; of more the bell says only that there are more.
MOST, MOST_COUNTED = 100, 99

_ICONS = {"mention": "user", "limit": "clock", "paper": "paper"}


def unread() -> int:
    """How many notices the reader has not read, up to one more than are counted."""
    some = select(Notice.id).where(Notice.read_at.is_(None)).limit(MOST_COUNTED + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def silenced() -> set[str]:
    """The kinds the reader does not want."""
    return set(db.session.scalars(select(Silence.kind)))


def inbox_page(view: str) -> dict[str, Any]:
    """The context of the inbox: unread first, each part by day."""
    kinds = VIEWS[view][1]
    statement = select(Notice).where(Notice.kind.in_(kinds))
    order = (Notice.read_at.is_not(None), Notice.at.desc(), Notice.id.desc())
    notices = list(db.session.scalars(statement.order_by(*order).limit(MOST)))
    drawn = _drawn(notices)
    base = f"{request.script_root}/inbox"
    pills = [
        {"label": label, "url": f"{base}/?kind={name}" if name else f"{base}/", "current": name == view}
        for name, (label, _kinds) in VIEWS.items()
    ]
    off = silenced()
    parts = [
        {"name": name, "title": title, "days": _days(one for one in drawn if one["read"] is read)}
        for name, title, read in (("unread", gettext("Unread"), False), ("read", gettext("Read before"), True))
    ]
    return {
        "title": gettext("Notices"),
        "views": pills,
        "base": base,
        "parts": [part for part in parts if part["days"]],
        "any_unread": any(notice.read_at is None for notice in notices),
        "kinds": [
            {"name": "kinds", "value": name, "label": label, "on": name not in off}
            for name, label in KINDS.items()
        ],
    }


def _days(drawn: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    found = [(day, list(some)) for day, some in groupby(drawn, key=lambda one: one["day"])]
    return [{"title": _day(day), "notices": some} for day, some in found]


def _day(day: datetime) -> str:
    return gettext("Today") if day == today() else exact_moment(day)


def _drawn(notices: list[Notice]) -> list[dict[str, Any]]:
    rows = _rows(notices)
    open_ = [notice for notice in notices if (notice.model, notice.row_id) in rows]
    events = _by_key(Event, (notice.event_id for notice in open_))
    clocks = _by_key(Deadline, (notice.deadline_id for notice in open_))
    names = people_names(event.actor_id for event in events.values())
    drawn = []
    for notice in notices:
        row = rows.get((notice.model, notice.row_id))
        event = events.get(notice.event_id or 0)
        one: dict[str, Any] = {
            "pk": notice.id,
            "day": notice.at.date(),
            "time": f"{notice.at:%H:%M}",
            "exact": exact_moment(notice.at),
            "read": notice.read_at is not None,
            "icon": _ICONS.get(notice.kind) or ICONS.get(event.arrow if event else "", "circle-check"),
            "tone": "amber"
            if notice.kind == "limit"
            else "accent"
            if notice.kind == "mention"
            else "neutral",
            "title": gettext("A record you may no longer open"),
        }
        if row is not None:
            one["title"] = called(row)
            one["url"] = address(type(row), "show", row.id) if has_screens(type(row)) else ""
            one["said"] = _said(notice, event, clocks.get(notice.deadline_id or 0), names)
            one["text"] = event.note if event is not None else ""
        drawn.append(one)
    return drawn


def _said(notice: Notice, event: Event | None, clock: Deadline | None, names: dict[int, str]) -> str:
    """What happened, in one sentence; nothing where the reader may see the row and not what happened on it."""
    if event is not None:
        who = names.get(event.actor_id or 0, gettext("System"))
        if notice.kind == "mention":
            return gettext("%(who)s calls you", who=who)
        return f"{who} · {act_of(event)}"
    if clock is None or clock.due_at is None:
        return ""
    words = {"name": clock.name, "due": short_moment(clock.due_at)}
    if ":late:" in notice.key:
        return gettext("%(name)s has passed: it was due %(due)s", **words)
    return gettext("%(name)s is near: due %(due)s", **words)


def _rows(notices: list[Notice]) -> dict[tuple[str, int], Any]:
    """The rows the notices speak of, as far as the reader may open them now."""
    wanted: dict[str, set[int]] = {}
    for notice in notices:
        wanted.setdefault(notice.model, set()).add(notice.row_id)
    found: dict[tuple[str, int], Any] = {}
    for model_id, keys in wanted.items():
        model: Any = house().models.get(model_id)
        if model is not None:
            statement = select(model).options(*naming_loads(model)).where(model.id.in_(keys))
            found |= {(model_id, row.id): row for row in db.session.scalars(statement)}
    return found


def _by_key(model: Any, keys: Iterable[int | None]) -> dict[int, Any]:
    """What follows rows the reader may open."""
    wanted = {key for key in keys if key}
    if not wanted:
        return {}
    rows = db.session.scalars(select(model).where(model.id.in_(wanted)), execution_options={FOLLOWS: True})
    return {row.id: row for row in rows}
