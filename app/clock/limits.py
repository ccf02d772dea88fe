"""The plain values deadlines are made of: a limit, the pauses in it, and the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any


class LimitKind(StrEnum):
    """The unit a limit is measured in."""

    MINUTES = "minutes"
    HOURS = "hours"
    CALENDAR_DAYS = "calendar_days"
    WORKDAYS = "workdays"


#: Kinds that run day and night.
NATURAL = frozenset({LimitKind.MINUTES, LimitKind.HOURS})


@dataclass(frozen=True)
class Limit:
    """An amount of time, at least 1, in one of the units of `LimitKind`."""

    kind: LimitKind
    amount: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", LimitKind(self.kind))
        if self.amount < 1:
            raise ValueError(f"a limit is at least 1: {self.amount}")


@dataclass(frozen=True)
class PauseSpan:
    """A stretch of time that does not count; `end` is None while it lasts."""

    start: datetime
    end: datetime | None = None
    reason: str = ""


#: One plain fact of an explanation, e.g. `{"fact": "roll", "from": "2023-09-29", "to": "2023-10-07"}`.
Step = dict[str, Any]


@dataclass(frozen=True)
class Due:
    """When something is due.

    Attributes:
        at: naive Beijing time, or None while a pause lasts.
        provisional: the calendar of a year it touches may still change.
        steps: how it came about, JSON-able; `app.clock.explain` makes sentences of them.
    """

    at: datetime | None
    provisional: bool
    steps: tuple[Step, ...]


def merged(start: datetime, pauses: Sequence[PauseSpan]) -> list[PauseSpan]:
    """The pauses after a moment, in order, with overlapping ones made one."""
    spans: list[PauseSpan] = []
    for pause in sorted(pauses, key=lambda span: span.start):
        if pause.end is not None and pause.end <= max(start, pause.start):
            continue
        pause = replace(pause, start=max(start, pause.start))
        if spans and (spans[-1].end is None or spans[-1].end >= pause.start):
            spans[-1] = _joined(spans[-1], pause)
        else:
            spans.append(pause)
    return spans


def _joined(first: PauseSpan, second: PauseSpan) -> PauseSpan:
    end = None if first.end is None or second.end is None else max(first.end, second.end)
    reasons = dict.fromkeys(reason for reason in (first.reason, second.reason) if reason)
    return PauseSpan(first.start, end, "；".join(reasons))
