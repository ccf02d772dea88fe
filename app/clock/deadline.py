"""How a time limit becomes a moment: pure functions, the same for every subject.

* Minutes and hours run in natural time, day and night; a pause stops them to the microsecond.
* A limit in days never counts the day it starts on and ends with the last hour of its last day (Civil Code
  art. 201 and 203, Civil Procedure Law art. 85). If that day is not worked, it rolls to the first workday
  after it.
* A pause stops a day limit by whole days: the day on which it begins is not counted, the day on which it
  ends is. If it begins on the start day, which is not counted anyway, the day on which it ends becomes the
  start day. So a pause always adds the number of midnights it covers, and one that begins on the last day
  still saves that day.

Every result carries the facts it was made from, so that a page can say how the deadline came about.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from app.clock.calendar import ONE_DAY, WorkCalendar
from app.clock.limits import NATURAL, Due, Limit, LimitKind, PauseSpan, Step, merged

#: The last moment of a day; a limit in days is kept by anything done before midnight.
END_OF_DAY = time.max


class _Open(Exception):
    """A pause without an end leaves the deadline open."""


def due(start: datetime, limit: Limit, calendar: WorkCalendar, pauses: Sequence[PauseSpan] = ()) -> Due:
    """When a limit that starts at a moment runs out.

    Args:
        start: when the event happened that starts the limit.
        limit: how much time there is.
        calendar: the working calendar; not asked for natural time.
        pauses: stretches that do not count, in any order; they may overlap, and what lies before the start is
            ignored. One without an end leaves the deadline open, unless the limit has run out before it.
    """
    steps: list[Step] = [
        {"fact": "rule", "kind": limit.kind.value, "amount": limit.amount},
        {"fact": "start", "at": start.isoformat()},
    ]
    spans = merged(start, pauses)
    years: list[int] = []
    try:
        if limit.kind in NATURAL:
            at = _natural(start, limit, spans, steps)
        else:
            last_day = _Walk(start.date(), calendar, spans, steps).last_day(limit)
            at = datetime.combine(last_day, END_OF_DAY)
            years = [year for year in range(start.year, at.year + 1) if calendar.is_provisional(year)]
    except _Open:
        return Due(None, False, tuple(steps))
    if years:
        steps.append({"fact": "provisional", "years": years})
    steps.append({"fact": "due", "at": at.isoformat()})
    return Due(at, bool(years), tuple(steps))


def _natural(start: datetime, limit: Limit, spans: list[PauseSpan], steps: list[Step]) -> datetime:
    at = start + timedelta(**{limit.kind.value: limit.amount})
    for span in spans:
        if span.start >= at:
            break
        if span.end is None:
            steps.append(_pause(span))
            raise _Open
        lasted = span.end - span.start
        steps.append({**_pause(span), "seconds": int(lasted.total_seconds())})
        at += lasted
    return at


class _Walk:
    """Goes from the start day to the last day, day by day, and notes what it meets."""

    def __init__(
        self, start: date, calendar: WorkCalendar, spans: list[PauseSpan], steps: list[Step]
    ) -> None:
        self._day = start
        self._calendar = calendar
        self._spans = list(spans)
        self._steps = steps
        self._days_off: Step | None = None
        self._step_over_pauses()

    def last_day(self, limit: Limit) -> date:
        """The day on which the limit ends, rolled to a workday."""
        left = limit.amount
        while left:
            self._forward()
            if limit.kind is LimitKind.CALENDAR_DAYS or self._note_worked():
                left -= 1
        counted = self._day
        while not self._calendar.is_workday(self._day):
            self._forward()
        if self._day != counted:
            self._steps.append(
                {
                    "fact": "roll",
                    "from": counted.isoformat(),
                    "to": self._day.isoformat(),
                    "why": self._name(counted),
                }
            )
        return self._day

    def _forward(self) -> None:
        self._day += ONE_DAY
        self._step_over_pauses()

    def _step_over_pauses(self) -> None:
        """Go on to the day on which the pause ends that has begun by this day."""
        while self._spans and self._spans[0].start.date() <= self._day:
            span = self._spans.pop(0)
            self._end_days_off()
            if span.end is None:
                self._steps.append(_pause(span))
                raise _Open
            resumed = max(span.end.date(), self._day)
            self._steps.append({**_pause(span), "days": (resumed - self._day).days})
            self._day = resumed

    def _note_worked(self) -> bool:
        """Whether this day is worked; runs of days off and make-up days are written down."""
        worked, name = self._calendar.is_workday(self._day), self._name(self._day)
        today = self._day.isoformat()
        if worked:
            self._end_days_off()
            if name:
                self._steps.append({"fact": "make_up", "date": today, "why": name})
        elif self._days_off:
            self._days_off.update(to=today, why=self._days_off["why"] or name)
        else:
            self._days_off = {"fact": "skip", "from": today, "to": today, "why": name}
        return worked

    def _end_days_off(self) -> None:
        if self._days_off:
            self._steps.append(self._days_off)
            self._days_off = None

    def _name(self, day: date) -> str:
        """The festival a special day belongs to, or nothing for a plain day."""
        special = self._calendar.special(day)
        return special.name if special else ""


def _pause(span: PauseSpan) -> Step:
    return {
        "fact": "pause",
        "from": span.start.isoformat(),
        "to": span.end.isoformat() if span.end else None,
        "why": span.reason,
    }
