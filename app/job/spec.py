"""What a module declares about work done later: `JOBS = (JobSpec("cases.remind", remind, Schedule(...)),)`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Schedule:
    """When a job comes round by itself: every so often, or at a time of day.

    Args:
        every: the distance between two runs.
        daily_at: time of day (Beijing); give one of `every` and `daily_at`.
        weekday: with `daily_at`, only on that day of the week (Monday is 0).
        month_day: with `daily_at`, only on that day of the month (1 to 28).
    """

    every: timedelta | None = None
    daily_at: time | None = None
    weekday: int | None = None
    month_day: int | None = None

    def __post_init__(self) -> None:
        if (self.every is None) == (self.daily_at is None):
            raise ValueError("a schedule needs either a distance or a time of day")
        if self.every is not None and self.every <= timedelta():
            raise ValueError("a schedule must move on")
        if self.month_day is not None and not 1 <= self.month_day <= 28:
            raise ValueError("a day that every month has lies between 1 and 28")
        if self.weekday is not None and not 0 <= self.weekday <= 6:
            raise ValueError("a day of the week lies between 0 and 6")

    def next_after(self, moment: datetime) -> datetime:
        """The first time after a moment at which the job comes round."""
        if self.daily_at is None:
            assert self.every is not None
            return moment + self.every
        at = datetime.combine(moment.date(), self.daily_at)
        while at <= moment or not self._falls_on(at):
            at += timedelta(days=1)
        return at

    def _falls_on(self, at: datetime) -> bool:
        return self.weekday in (None, at.weekday()) and self.month_day in (None, at.day)


@dataclass
class Run:
    """One attempt at a job, as its function sees it.

    Attributes:
        session: the session of the attempt. What is written in it is committed together with the note that the
            job is done, so that database effects happen exactly once. The function does not commit.
        job_id: key of the job; with effects outside the database (a message, a call) it serves as the key by
            which the other side recognises a repetition.
        args: what was given to `enqueue`.
        attempt: 1 for the first.
    """

    session: Session
    job_id: int
    args: dict[str, Any]
    attempt: int
    done: int = 0
    total: int | None = None
    lost: bool = field(default=False, repr=False)

    def progress(self, done: int, total: int | None = None) -> None:
        """Tell how far the work is; shown within seconds.

        Raises:
            LeaseLost: the job was cancelled or has gone to another worker; further work would be thrown away.
        """
        self.done, self.total = done, total if total is not None else self.total
        if self.lost:
            raise LeaseLost(self.job_id)


class LeaseLost(Exception):
    """The job no longer belongs to this attempt; all it wrote is rolled back."""


class GiveUp(Exception):
    """Raised by a job's function when trying again cannot help; the job goes to the dead letters at once."""


@dataclass(frozen=True)
class JobSpec:
    """A kind of job.

    Args:
        name: `<module>.<verb>`.
        function: does the work; a dict it returns is kept as the job's result.
        schedule: when it comes round by itself; without one it runs only when enqueued.
        max_attempts: after so many failed attempts it goes to the dead letters.
        label: what people call the work.
    """

    name: str
    function: Callable[[Run], dict[str, Any] | None]
    schedule: Schedule | None = None
    max_attempts: int = 5
    label: Any = ""
