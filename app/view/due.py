"""When something falls due, in the words of the due cell."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext

from app.model.moment import now

#: A limit nearer than this is drawn as near.
NEAR = timedelta(days=1)

_BEIJING = "+08:00"


def due_cell(value: Any) -> Any:
    """The dict `ui/mark.html` draws, from a moment or a day; a dict is passed on as it is.

    Args:
        value: a naive Beijing moment, a day (due at its end), a ready dict, or None.
    """
    if value is None or isinstance(value, dict):
        return value
    by_day = not isinstance(value, datetime)
    at = datetime.combine(value, time.max) if by_day else value
    left = at - now()
    over = left < timedelta(0)
    words = _span(abs(left), by_day=by_day or _ends_a_day(at))
    text = gettext("over by %(time)s", time=words) if over else gettext("%(time)s left", time=words)
    cell = {
        "text": text,
        "tone": "red" if over else "amber" if left < NEAR else "",
        "exact": f"{at:%Y-%m-%d}" if by_day or _ends_a_day(at) else f"{at:%Y-%m-%d %H:%M}",
    }
    if not by_day and not _ends_a_day(at):
        cell["at"] = f"{at:%Y-%m-%dT%H:%M:%S}{_BEIJING}"
    return cell


def short_moment(value: date | None) -> str:
    """A day or moment for a table: without the year when it is this one."""
    if value is None:
        return ""
    day = f"{value:%m-%d}" if value.year == now().year else f"{value:%Y-%m-%d}"
    return f"{day} {value:%H:%M}" if isinstance(value, datetime) else day


def exact_moment(value: date | None) -> str:
    """A day or moment in full."""
    if value is None:
        return ""
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else f"{value:%Y-%m-%d}"


def _ends_a_day(at: datetime) -> bool:
    return (at.hour, at.minute, at.second) == (23, 59, 59)


def _span(left: timedelta, *, by_day: bool) -> str:
    days, hours, minutes = left.days, left.seconds // 3600, left.seconds // 60 % 60
    if by_day or days >= 2:
        return gettext("%(n)s d", n=days)
    hours += days * 24
    if hours:
        return gettext("%(h)s h %(m)s min", h=hours, m=minutes)
    return gettext("%(n)s min", n=minutes)
