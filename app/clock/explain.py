"""How a deadline came about, in sentences for people (期限怎么来的)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from flask_babel import gettext as _

from app.clock.limits import Step


def sentences(steps: Sequence[Step]) -> list[str]:
    """One short translated sentence for each fact of a deadline, in order."""
    return [_SAY[step["fact"]](step) for step in steps]


def _rule(step: Step) -> str:
    words = {
        "minutes": _("%(amount)s minutes, day and night", amount=step["amount"]),
        "hours": _("%(amount)s hours, day and night", amount=step["amount"]),
        "calendar_days": _("%(amount)s days, the start day not counted", amount=step["amount"]),
        "workdays": _("%(amount)s working days, the start day not counted", amount=step["amount"]),
    }
    return _("Limit: %(limit)s", limit=words[step["kind"]])


def _extended(step: Step) -> str:
    return _("%(amount)s of them were added: %(why)s", amount=step["amount"], why=step["why"])


def _start(step: Step) -> str:
    return _("Starts: %(at)s", at=_moment(step["at"]))


def _pause(step: Step) -> str:
    since, why = _moment(step["from"]), step["why"] or _("no reason given")
    if step["to"] is None:
        return _("Paused since %(since)s (%(why)s), the clock stands still", since=since, why=why)
    until = _moment(step["to"])
    if "days" in step:
        return _(
            "Paused from %(since)s to %(until)s (%(why)s): %(days)s days not counted",
            since=since,
            until=until,
            why=why,
            days=step["days"],
        )
    lasted = _duration(step["seconds"])
    return _(
        "Paused from %(since)s to %(until)s (%(why)s): plus %(lasted)s",
        since=since,
        until=until,
        why=why,
        lasted=lasted,
    )


def _skip(step: Step) -> str:
    days = _day(step["from"]) if step["from"] == step["to"] else f"{_day(step['from'])}–{_day(step['to'])}"
    return _("Not counted: %(days)s, %(why)s", days=days, why=step["why"] or _("weekend"))


def _make_up(step: Step) -> str:
    return _("%(day)s is a make-up workday for %(why)s, counted", day=_day(step["date"]), why=step["why"])


def _roll(step: Step) -> str:
    return _(
        "The last day %(day)s is not worked (%(why)s), so it moves to %(to)s",
        day=_day(step["from"]),
        why=step["why"] or _("weekend"),
        to=_day(step["to"]),
    )


def _provisional(step: Step) -> str:
    years = "、".join(str(year) for year in step["years"])
    return _("Provisional: the holidays of %(years)s are not announced yet", years=years)


def _due(step: Step) -> str:
    return _("Due: %(at)s", at=_moment(step["at"]))


_SAY = {
    "rule": _rule,
    "extended": _extended,
    "start": _start,
    "pause": _pause,
    "skip": _skip,
    "make_up": _make_up,
    "roll": _roll,
    "provisional": _provisional,
    "due": _due,
}


def _moment(text: str) -> str:
    """A moment to the second; midnight at the end of a day is written 24:00."""
    at = datetime.fromisoformat(text)
    if (at.hour, at.minute, at.second) == (23, 59, 59) and at.microsecond:
        return f"{at:%Y-%m-%d} 24:00"
    return f"{at:%Y-%m-%d %H:%M:%S}" if at.second else f"{at:%Y-%m-%d %H:%M}"


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%m-%d}"


def _duration(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}"
