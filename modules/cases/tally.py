"""Cases counted over the last months, at once by state, category, place and month.

However many cases a place has, no more than `MOST` are gone through: the time looked at is as long as that allows, in
whole months where it can be. All figures of one time come from one statement, so they agree with each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import extract, func, literal, select

from app.access.scope import Reach, Scope
from app.model.base import db
from app.model.moment import now
from modules.cases.models import Case

#: Cases that have not ended, and cases that have.
ON_THE_TABLE = ("registered", "accepted", "in_progress", "in_mediation", "reopened", "resolved", "fed_back")
ENDED = ("closed", "archived")

#: Months looked at, and cases gone through.
MONTHS, MOST = 6, 20_000

#: The column that tells apart the places just below a post, by the level of the post.
_BELOW = {
    "province": "scope_city",
    "city": "scope_county",
    "county": "scope_town",
    "township": "division_code",
}


class Group(NamedTuple):
    """How many cases have the same state, category, place and month of receipt."""

    status: str
    category: str | None
    place: str
    month: int
    number: int


@dataclass(frozen=True)
class Tally:
    """The groups of a time.

    Attributes:
        since: when the time begins; it lasts until now.
        post: the post whose places are told apart; None when nothing lies below it.
        groups: the groups.
    """

    since: datetime
    post: Reach | None
    groups: tuple[Group, ...]

    @classmethod
    def read(cls, scope: Scope) -> Tally:
        """Count what a reader may see."""
        since = _begin()
        widest = min(scope.reaches(Case.model_id()), key=lambda post: len(post.code))
        column = _BELOW.get(widest.level) if widest.below else None
        place = getattr(Case, column) if column else literal("")
        keys = (Case.status, Case.category, place, extract("month", Case.received_at))
        counted = select(*keys, func.count()).where(Case.received_at >= since).group_by(*keys)
        groups = tuple(Group(*row) for row in db.session.execute(counted))
        return cls(since, widest if column else None, groups)

    def number(self, *states: str) -> int:
        """How many cases were received, or how many of them are in some states now."""
        return sum(group.number for group in self.groups if not states or group.status in states)

    def by(self, of: Callable[[Group], Any], *states: str) -> Counter[Any]:
        """How many there are of each value."""
        found: Counter[Any] = Counter()
        for group in self.groups:
            if not states or group.status in states:
                found[of(group)] += group.number
        return found

    @property
    def months(self) -> list[datetime]:
        """The first moments of the months looked at; the last is not over."""
        found, month = [], self.since
        while month <= now():
            found.append(month)
            month = (month.replace(day=1) + timedelta(days=32)).replace(day=1)
        return found


def _begin() -> datetime:
    """The first of the earliest month from which on there are no more cases than may be gone through."""
    midnight = now().replace(hour=0, minute=0, second=0, microsecond=0)
    first = midnight.replace(day=1)
    for _month in range(MONTHS - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    newest = select(Case.received_at).where(Case.received_at >= first)
    edge = db.session.scalar(newest.order_by(Case.received_at.desc(), Case.id.desc()).offset(MOST).limit(1))
    if edge is None:
        return first
    day = edge.replace(hour=0, minute=0, second=0, microsecond=0)
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return following if following <= midnight else min(day + timedelta(days=1), midnight)
