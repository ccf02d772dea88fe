"""How much one paper may cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Limits:
    """Allowances for one request.

    Args:
        seconds: wall clock, counted by the parent, which then kills the worker.
        cpu_seconds: processor time, counted by the kernel.
        memory_mb: address space above that of a warm idle worker.
        requests: papers after which a worker is replaced, so that memory cannot creep.
        press: whether the worker sets papers; one that only fills templates starts in a quarter of the time.
    """

    seconds: float = 30
    cpu_seconds: int = 20
    memory_mb: int = 768
    requests: int = 1000
    press: bool = True

    def as_data(self) -> dict[str, Any]:
        """Plain data for the pipe."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Limits:
        """The inverse of `as_data`."""
        return cls(**data)
