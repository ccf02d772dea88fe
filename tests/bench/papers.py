"""How fast a warm worker makes papers, and whether its memory creeps.

Run: ``python -m tests.bench.papers [--json FILE] [--papers 200]``. The paper is the sample agreement; each copy has
its own number, party and eighty further characters, so that its fonts are cut anew as those of real papers are.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from datetime import datetime
from pathlib import Path

from app.document.limits import Limits
from app.document.press import ROOT, Worker
from app.document.sheet import ISSUED, Sheet, Stamp
from tests.bench.measuring import cpu_seconds

TEMPLATE = "agreements/agreement"
WARM_UP, FIRST_MARK = 5, 50
#: The 3,755 most used characters: rows 16 to 55 of GB 2312.
COMMON_CHARACTERS = bytes(
    byte
    for row in range(0xB0, 0xD8)
    for cell in range(0xA1, 0xFF if row < 0xD7 else 0xFA)
    for byte in (row, cell)
).decode("gb2312")


def sheet(number: int) -> Sheet:
    """The sample agreement as paper `number`."""
    context = json.loads((ROOT / "reports" / f"{TEMPLATE}.sample.json").read_text("utf-8"))
    chosen = random.Random(number)
    context["parties"][1]["name"] = "".join(chosen.choices(COMMON_CHARACTERS, k=3))
    context["facts"] += "".join(chosen.choices(COMMON_CHARACTERS, k=80)) + "。"
    stamp = Stamp(
        "人民调解协议书",
        f"（2023）石桥人调字第{number}号",
        datetime(2023, 8, 29, 10),
        state=ISSUED,
        verify_url=f"https://example.test/verify/{number}",
    )
    return Sheet(f"{TEMPLATE}.html", context, stamp)


def resident_kb(pid: int) -> int:
    """Proportional set size of a process in KB."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))


def measure(papers: int) -> dict[str, float]:
    """Make `papers` agreements in one warm worker; pages a second are counted on processor time of one core."""
    worker = Worker(Limits(requests=papers + WARM_UP))
    pid = worker.process.pid
    for number in range(WARM_UP):
        worker.make([sheet(number)])
    cpu, pages, seconds, memory = cpu_seconds(pid), 0, [], {}
    for number in range(1, papers + 1):
        begun = time.perf_counter()
        pages += worker.make([sheet(WARM_UP + number)]).pages
        seconds.append(time.perf_counter() - begun)
        if number in (FIRST_MARK, papers):
            memory[number] = resident_kb(pid)
    cpu = cpu_seconds(pid) - cpu
    worker.close()
    return {
        "papers": papers,
        "pages": pages,
        "p50_ms": round(statistics.median(seconds) * 1000, 1),
        "cpu_ms": round(cpu / papers * 1000, 1),
        "pages_per_core_second": round(pages / cpu, 2),
        "pages_per_second": round(pages / sum(seconds), 2),
        "memory_mb_at_50": round(memory.get(FIRST_MARK, 0) / 1024, 1),
        "memory_mb_at_end": round(memory[papers] / 1024, 1),
    }


def main() -> None:
    """Print the figures, or write them as a row of the benchmark file."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--json", type=Path)
    arguments.add_argument("--papers", type=int, default=200)
    chosen = arguments.parse_args()
    row = {"operation": "paper", "subject": "agreement", "engine": "weasyprint", **measure(chosen.papers)}
    text = json.dumps(row, ensure_ascii=False, indent=2)
    if chosen.json:
        chosen.json.write_text(text + "\n", "utf-8")
    print(text)


if __name__ == "__main__":
    main()
