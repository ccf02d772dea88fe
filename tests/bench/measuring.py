"""Clocks of a benchmark: wall time, processor time of workers and database, memory. Linux's /proc only."""

from __future__ import annotations

import os
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")

#: Asked before the clock runs: each worker has then compiled its statements, and the driver prepared them.
_WARM = 20


@dataclass(frozen=True)
class Figures:
    """What one operation cost.

    Attributes:
        p50_ms: median wall time with one client.
        cpu_ms: processor time of workers and database a request.
        app_cpu_ms, db_cpu_ms: the two apart.
        requests_per_s: with eight clients at once.
    """

    p50_ms: float
    cpu_ms: float
    app_cpu_ms: float
    db_cpu_ms: float
    requests_per_s: float


@dataclass
class Processes:
    """The processes whose time is counted.

    Args:
        gunicorn: the master; its children are the workers.
        postmaster: PostgreSQL's first process, or None on SQLite.
    """

    gunicorn: int
    postmaster: int | None = None

    def app_seconds(self) -> float:
        """Processor time of the workers so far."""
        return sum(cpu_seconds(pid) for pid in children(self.gunicorn))

    def database_seconds(self) -> float:
        """Processor time of the backends so far, of those that have ended too."""
        if self.postmaster is None:
            return 0.0
        alive = sum(cpu_seconds(pid) for pid in children(self.postmaster) if b"fengqiao_" in _command(pid))
        return alive + cpu_seconds(self.postmaster, ended_children=True)

    def memory_mb(self) -> list[float]:
        """Proportional memory of each worker."""
        found = []
        for pid in children(self.gunicorn):
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
            kilobytes = next(line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:"))
            found.append(round(int(kilobytes) / 1024, 1))
        return found


def measure(ask: Callable[[], None], processes: Processes, *, seconds: float, most: int = 200) -> Figures:
    """Ask again and again, first alone, then eight at once.

    Args:
        ask: one request; raises when the answer is wrong.
        processes: whose time counts.
        seconds: how long each half lasts.
        most: requests of the first half at most.
    """
    for _ in range(_WARM):
        ask()
    app, database = processes.app_seconds(), processes.database_seconds()
    taken: list[float] = []
    end = time.perf_counter() + seconds
    while len(taken) < 5 or (time.perf_counter() < end and len(taken) < most):
        begun = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - begun)
    app = (processes.app_seconds() - app) / len(taken) * 1000
    database = (processes.database_seconds() - database) / len(taken) * 1000
    rate = _rate(ask, seconds)
    return Figures(
        round(statistics.median(taken) * 1000, 1),
        round(app + database, 1),
        round(app, 1),
        round(database, 1),
        round(rate, 1),
    )


def _rate(ask: Callable[[], None], seconds: float, clients: int = 8) -> float:
    end = time.perf_counter() + seconds
    counts: list[int] = []

    def go_on() -> None:
        count = 0
        while time.perf_counter() < end:
            ask()
            count += 1
        counts.append(count)

    threads = [threading.Thread(target=go_on) for _ in range(clients)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(counts) != clients:
        raise RuntimeError("a client failed")
    return sum(counts) / (time.perf_counter() - begun)


def children(pid: int) -> list[int]:
    """The running children of a process."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def cpu_seconds(pid: int, *, ended_children: bool = False) -> float:
    """Processor time a process has used, or its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    first = 13 if ended_children else 11
    return (int(fields[first]) + int(fields[first + 1])) / _TICKS


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
