"""A calendar as `calendar.html` draws it: the days of a month, and the rows that stand on each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import request
from flask_babel import format_date, gettext

from app.clock.calendar import DayKind
from app.clock.stored import stored_calendar
from app.model.base import Record, db
from app.model.moment import today
from app.view.display import TONES, cell_makers, state_badge, text_of
from app.view.errors import BadQuery
from app.view.faces import face_links
from app.view.fields import FieldInfo
from app.view.interface import Ask, Interface, read_ask
from app.view.links import address
from app.view.list_page import adding, filters_of, here_with, views_to_choose
from app.view.screens import screens
from app.view.spec import Calendar, Day, items

#: Rows a month shows of one kind of day; a fuller month is narrowed by a filter.
MOST_ROWS = 500

#: Entries of a day that are seen at once; the others unfold.
MOST_SEEN = 4

_WEEK = timedelta(days=7)

#: The months that can be asked for; every week of them has seven days.
_FIRST, _LAST = date(1900, 1, 1), date(2999, 12, 31)


def calendar_page(model: type[Record], spec: Calendar, rows: Interface) -> dict[str, Any]:
    """The context of a calendar; its filters are those of the list.

    Raises:
        BadQuery: the month or a filter cannot be meant.
    """
    screen, arguments = screens().list(model), request.args
    ask = read_ask(screen, arguments)
    month = _month(arguments.get("month", ""))
    first = month - timedelta(days=month.weekday())
    after = (month + timedelta(days=31)).replace(day=1)
    last = after + timedelta(days=-after.weekday() % 7)
    entries, cut = _entries(model, spec, rows, ask, first, last)
    filters = filters_of(model, ask, arguments, "calendar")
    return {
        "title": screen.title,
        "faces": face_links(model, "calendar"),
        "views": views_to_choose(model, ask, arguments),
        "filters": filters,
        "month": format_date(month, gettext("MMMM y")),
        "steps": _steps(month, after),
        "weekdays": [format_date(first + timedelta(days=n), "EEE") for n in range(7)],
        "weeks": _weeks(month, first, last, entries),
        "none": not any(day for day in entries if day.month == month.month),
        "cut": cut,
        "actions": adding(model),
    }


def _month(text: str) -> date:
    """The first day of the month asked for, `2026-11`; of this one when none is."""
    if not text:
        return today().replace(day=1)
    try:
        month = datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        raise BadQuery("month", label=gettext("Month")) from None
    if not _FIRST <= month <= _LAST:
        raise BadQuery("month", label=gettext("Month"))
    return month


def _steps(month: date, after: date) -> dict[str, str]:
    """The ways to the month before, to this one and to the next."""
    before = (month - timedelta(days=1)).replace(day=1)
    return {
        "before": here_with(request.args, month=f"{before:%Y-%m}"),
        "now": here_with(request.args, month=None),
        "after": here_with(request.args, month=f"{after:%Y-%m}"),
    }


def _entries(
    model: type[Record], spec: Calendar, rows: Interface, ask: Ask, first: date, last: date
) -> tuple[dict[date, list[dict[str, Any]]], bool]:
    """What stands on each day from `first` to before `last`, by its time; and whether there is more than is shown."""
    shown = tuple(screens().field(model, item) for item in items(spec.entry)) or ask.screen.columns[:2]
    found: dict[date, list[tuple[Any, dict[str, Any]]]] = defaultdict(list)
    cut = False
    for day in spec.days:
        here = _of_days(model, day, rows, ask, shown, first, last)
        cut = cut or len(here) > MOST_ROWS
        for at, entry in _drawn(model, day, here[:MOST_ROWS], shown):
            found[at.date() if isinstance(at, datetime) else at].append((_time_of(at), entry))
    return {
        at: [entry for _time, entry in sorted(told, key=lambda one: one[0])] for at, told in found.items()
    }, cut


def _of_days(
    model: type[Record],
    day: Day,
    rows: Interface,
    ask: Ask,
    shown: tuple[FieldInfo, ...],
    first: date,
    last: date,
) -> list[Any]:
    column = getattr(model, day.field)
    own = () if day.where is None else (day.where(),)
    within = (column >= _begin(model, day, first), column < _begin(model, day, last), *own)
    narrowed = replace(
        ask,
        screen=replace(ask.screen, columns=shown),
        order="id",
        cursor=None,
        conditions=(*ask.conditions, *within),
    )
    return rows.some(narrowed, MOST_ROWS + 1)


def _begin(model: type[Record], day: Day, at: date) -> date:
    """A bound of the month as the column holds it."""
    moment = screens().field(model, day.field).type == "datetime"
    return datetime.combine(at, time.min) if moment else at


def _drawn(
    model: type[Record], day: Day, rows: list[Any], shown: tuple[FieldInfo, ...]
) -> list[tuple[Any, dict[str, Any]]]:
    """Pairs of when and entry."""
    makers = cell_makers(shown, rows, plain=True)
    workflow = screens().house.workflows.get(model.model_id())
    drawn = []
    for row in rows:
        at = getattr(row, day.field)
        texts = [text for make in makers if (text := text_of(make(row)))]
        badge = state_badge(row, workflow.field) if workflow else None
        entry = {
            "url": address(model, "show", row.id),
            "time": f"{at:%H:%M}" if isinstance(at, datetime) and _time_of(at) != time.min else "",
            "title": texts[0] if texts else str(row),
            "second": "，".join(texts[1:]),
            "label": day.label or "",
            "tone": badge["tone"] if badge else TONES.get(day.tone, "neutral"),
        }
        drawn.append((at, entry))
    return drawn


def _weeks(
    month: date, first: date, last: date, entries: dict[date, list[dict[str, Any]]]
) -> list[list[dict[str, Any]]]:
    """The days by weeks, each with what stands on it and whether people work."""
    worked, now = stored_calendar(db.session()), today()
    weeks = []
    for monday in (first + _WEEK * n for n in range((last - first) // _WEEK)):
        week = []
        for day in (monday + timedelta(days=n) for n in range(7)):
            special = worked.special(day)
            told = entries.get(day, [])
            week.append(
                {
                    "number": day.day,
                    "name": format_date(day, gettext("MMM d, EEE")),
                    "iso": f"{day:%Y-%m-%d}",
                    "outside": day.month != month.month,
                    "today": day == now,
                    "off": not worked.is_workday(day),
                    "special": special.name if special else "",
                    "worked": special is not None and special.kind is DayKind.WORKDAY,
                    "seen": told[:MOST_SEEN],
                    "more": told[MOST_SEEN:],
                }
            )
        weeks.append(week)
    return weeks


def _time_of(at: date) -> time:
    return at.time() if isinstance(at, datetime) else time.min
