"""Both sides asked by turns: `python -m tests.bench.turns [--operation create] [--rows 20000] [--rounds 150]`.

The machine's speed changes by a third from minute to minute; where the two sides are near each other, only rounds that
follow each other at once can be compared.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import cluster, operations
from tests.bench.__main__ import HOUSE, OURS, PLAIN
from tests.bench.measuring import Processes
from tests.bench.operations import Operation
from tests.bench.site import serving

#: Requests of one side before it is the other's turn, and before the clock runs.
_ROUND, _WARM = 15, 60


@dataclass
class Side:
    """What one side has cost so far.

    Attributes:
        name: of the side.
        operation: what is asked of it.
        processes: whose time counts.
        rounds: seconds of application and database, a pair a round.
        taken: seconds of each request.
    """

    name: str
    operation: Operation
    processes: Processes
    rounds: list[tuple[float, float]] = field(default_factory=list)
    taken: list[float] = field(default_factory=list)

    def turn(self) -> None:
        """Ask some times."""
        app, database = self.processes.app_seconds(), self.processes.database_seconds()
        for _ in range(_ROUND):
            begun = time.perf_counter()
            self.operation.ask()
            self.taken.append(time.perf_counter() - begun)
        self.rounds.append((self.processes.app_seconds() - app, self.processes.database_seconds() - database))

    def told(self) -> str:
        """Its figures, milliseconds a request."""
        app, database = (1000 * sum(part) / len(self.taken) for part in zip(*self.rounds))
        p50 = 1000 * statistics.median(self.taken)
        return f"{self.name}: CPU {app + database:.1f} (application {app:.1f}, database {database:.1f}), p50 {p50:.1f}"


def main() -> int:
    """Fill a database, serve both sides, ask them by turns, and print what each costs and the ratios."""
    parser = argparse.ArgumentParser(prog="tests.bench.turns", description=__doc__)
    parser.add_argument("--operation", default="create", help="as the benchmark names it")
    parser.add_argument("--rows", type=int, default=20_000, help="cases (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=150, help="turns of each side (default %(default)s)")
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as store,
        cluster.postgres(asked.rows, Path(store)) as filled,
        serving(HOUSE, filled.ours, preload=True) as our_site,
        serving("tests.bench.plain_fab:create_app()", filled.plain) as plain_site,
    ):
        sides = [
            Side(name, _named(planned, asked.operation), Processes(site.pid, filled.postmaster))
            for name, site, planned in (
                (OURS, our_site, operations.ours(our_site, filled)),
                (PLAIN, plain_site, operations.plain(plain_site, filled)),
            )
        ]
        for side in sides:
            for _ in range(_WARM):
                side.operation.ask()
        for number in range(asked.rounds):
            for side in sides if number % 2 else sides[::-1]:
                side.turn()
    ours, plain = sides
    pairs = [(sum(one), sum(other)) for one, other in zip(ours.rounds, plain.rounds)]
    cpu = sum(one for one, _ in pairs) / sum(other for _, other in pairs)
    middle = statistics.median(one / other for one, other in pairs if other)
    p50 = statistics.median(ours.taken) / statistics.median(plain.taken)
    print(ours.told(), plain.told(), sep="\n")
    print(f"{asked.operation}: CPU ratio {cpu:.2f}, median of rounds {middle:.2f}, p50 ratio {p50:.2f}")
    return 0


def _named(planned: list[Operation], name: str) -> Operation:
    return next(operation for operation in planned if operation.name == name)


if __name__ == "__main__":
    sys.exit(main())
