"""The one clock of the house.

Every moment in the database and in code is naive Beijing time (UTC+8, no summer time since 1991), because
the law counts in local days and all users live in one zone. Tests freeze it; nothing else asks for the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))

_frozen: ContextVar[datetime | None] = ContextVar("frozen_moment", default=None)
_frozen_everywhere: list[datetime] = []


def now() -> datetime:
    """The present moment as naive Beijing time, to the microsecond."""
    pinned = _frozen.get() or (_frozen_everywhere[-1] if _frozen_everywhere else None)
    return pinned or datetime.now(BEIJING).replace(tzinfo=None)


def today() -> date:
    """The present day in Beijing."""
    return now().date()


@contextmanager
def frozen(at: datetime | str, *, everywhere: bool = False) -> Iterator[datetime]:
    """Hold the clock still for tests and for replaying a history.

    Args:
        at: the naive Beijing moment, or its ISO text (`2023-08-17 09:30`).
        everywhere: also in other threads (a server under test), not only in this context.
    """
    pinned = datetime.fromisoformat(at) if isinstance(at, str) else at
    if everywhere:
        _frozen_everywhere.append(pinned)
    token = _frozen.set(pinned)
    try:
        yield pinned
    finally:
        _frozen.reset(token)
        if everywhere:
            _frozen_everywhere.remove(pinned)
