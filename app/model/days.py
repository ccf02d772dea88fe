"""Which days a fact can have. What lies outside was mistyped, or is an empty cell that a workbook takes for a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext

from app.model.moment import now, today

#: How far the clock of whoever sends a moment may run ahead of ours.
AHEAD = timedelta(minutes=5)


@dataclass(frozen=True)
class Days:
    """The days of one column. A model names those that are not any day in `DAYS`.

    Args:
        first: the earliest one. Nobody alive was born before 1900, and day 0 of a workbook's calendar lies there too.
        past: whether it tells what has happened, and so never lies ahead.
    """

    first: date = date(1900, 1, 1)
    past: bool = False

    def objection(self, given: date) -> str:
        """Why a day or moment cannot be meant; nothing when it can."""
        day, latest = given, today()
        if isinstance(given, datetime):
            day, latest = given.date(), now() + AHEAD
        if day < self.first:
            return gettext("This is too long ago; the earliest day is %(day)s", day=self.first.isoformat())
        if self.past and given > latest:
            return gettext("This lies in the future")
        return ""


#: A person's birth.
BORN = Days(past=True)

#: What was received, happened or was agreed under the law of the People's Republic.
HAPPENED = Days(date(1949, 10, 1), past=True)

#: Lists may be asked for any day.
ASKED = Days(date.min)
