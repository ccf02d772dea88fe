"""`python3 run.py bench [--json FILE] [--rows N] [--seconds S] [--only postgresql|sqlite|papers]`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench import cluster, operations, papers, rivals
from tests.bench.measuring import Processes, measure
from tests.bench.site import ROOT, serving

#: As docs/deployment.md has it served.
HOUSE = "app.lifecycle.standing:build()"

OURS, PLAIN = "fengqiao", "plain flask-appbuilder"

#: Papers others make of the same template.
_RIVALS = 30

#: Libraries a web worker has no business with, and how a fresh one is asked for them.
_UNWANTED = ("weasyprint", "openpyxl")
_ASK = """
import sys
from app.factory import create_app
create_app()
print(*{name.partition('.')[0] for name in sys.modules})
"""


def main() -> int:
    """Run what is asked for, print each row as it is ready, write all of them at the end."""
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there")
    parser.add_argument("--rows", type=int, default=1_000_000, help="cases (default %(default)s)")
    parser.add_argument("--seconds", type=float, default=6.0, help="length of each half of a measurement")
    parser.add_argument("--papers", type=int, default=200, help="papers of the run for memory")
    parser.add_argument("--only", choices=("postgresql", "sqlite", "papers"))
    asked = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for row in _rows(asked):
        rows.append(row)
        print("  ".join(f"{name} {value}" for name, value in row.items()), flush=True)
        if asked.json:
            asked.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


def _rows(asked: argparse.Namespace) -> Iterator[dict[str, Any]]:
    if asked.only in (None, "postgresql"):
        with tempfile.TemporaryDirectory() as store, cluster.postgres(asked.rows, Path(store)) as filled:
            yield _imported(filled.ours)
            yield from _both(filled, asked.seconds)
    if asked.only in (None, "sqlite"):
        with tempfile.TemporaryDirectory() as store, cluster.sqlite(asked.rows, Path(store)) as filled:
            yield from _embedded(filled, asked.seconds)
    if asked.only in (None, "papers"):
        yield {"operation": "paper", "subject": OURS, "engine": "weasyprint"} | papers.measure(asked.papers)
        yield from ({"operation": "paper", "engine": "-", **row} for row in rivals.measure(_RIVALS))


def _both(filled: cluster.Filled, seconds: float) -> Iterator[dict[str, Any]]:
    """Ours, then the plain app, on the same server; only one of them runs at a time."""
    seen = []
    for subject, application, environment, plan in (
        (OURS, HOUSE, filled.ours, operations.ours),
        (PLAIN, "tests.bench.plain_fab:create_app()", filled.plain, operations.plain),
    ):
        with serving(application, environment, preload=subject == OURS) as site:
            processes = Processes(site.pid, filled.postmaster)
            planned = plan(site, filled)
            seen.append({operation.name: operation.seen for operation in planned})
            yield from _ask_all(subject, "postgresql", planned, processes, seconds)
            yield _memory("postgresql", subject, processes)
    for name in seen[0]:
        if seen[0][name] != seen[1][name]:
            print(f"the two sides show different cases on: {name}", file=sys.stderr)


def _embedded(filled: cluster.Filled, seconds: float) -> Iterator[dict[str, Any]]:
    """Ours on SQLite, for the record."""
    with serving(HOUSE, filled.ours, preload=True) as site:
        processes = Processes(site.pid)
        yield from _ask_all(OURS, "sqlite", operations.ours(site, filled), processes, seconds)
        yield _memory("sqlite", OURS, processes)


def _ask_all(
    subject: str, engine: str, planned: list[operations.Operation], processes: Processes, seconds: float
) -> Iterator[dict[str, Any]]:
    for operation in planned:
        figures = measure(operation.ask, processes, seconds=seconds)
        yield {"operation": operation.name, "subject": subject, "engine": engine} | asdict(figures)


def _memory(engine: str, subject: str, processes: Processes) -> dict[str, Any]:
    return {
        "operation": "memory",
        "subject": subject,
        "engine": engine,
        "pss_mb": processes.memory_mb(),
    }


def _imported(environment: dict[str, str]) -> dict[str, Any]:
    """Which of the unwanted libraries a web worker has imported when it is ready."""
    command = [sys.executable, "-c", _ASK]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    found = [name for name in _UNWANTED if name in done.stdout.split()]
    return {"operation": "unwanted imports", "subject": OURS, "engine": "-", "loaded": found}


if __name__ == "__main__":
    sys.exit(main())
