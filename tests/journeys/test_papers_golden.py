"""Every paper of its sample data, against the text and the layout somebody looked at.

After a wanted change look at the papers (`flask papers render PAPER`, `pdftoppm -r 60 -png`), then write the golden
files anew:

    FENGQIAO_GOLDEN=write .venv/bin/python -m pytest -n0 -q tests/journeys/test_papers_golden.py
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

import pytest

from app.document.press import render
from app.document.sheet import ISSUED, Sheet, Stamp
from app.lifecycle.loader import load
from app.lifecycle.manifest import discover
from tests.house.golden import differences, golden_of

REPORTS = Path(__file__).resolve().parents[2] / "reports"
GOLDEN = Path(__file__).parent / "golden"

#: Kept under the eyes of readers and out of proportion to nothing else in the repository.
MOST_BYTES = 300_000

STAMP = Stamp(
    number="（2026）城东人调字第12号",
    made_at=datetime(2026, 11, 20),
    state=ISSUED,
    verify_url="https://fengqiao.example/verify/6b7e0a52",
)

PAPERS = sorted(
    str(path.relative_to(REPORTS)).removesuffix(".sample.json") for path in REPORTS.glob("*/*.sample.json")
)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_is_as_it_was_looked_at(paper: str) -> None:
    sample = json.loads((REPORTS / f"{paper}.sample.json").read_text("utf-8"))
    made = render([Sheet(f"{paper}.html", sample, STAMP)])
    assert made.missing == ()
    found, golden = golden_of(made.body), GOLDEN / f"{paper.replace('/', '.')}.txt"
    if os.environ.get("FENGQIAO_GOLDEN") == "write":
        golden.write_text(found, "utf-8")
    told = differences(golden.read_text("utf-8"), found)
    assert told == [], "\n".join(told)


def test_a_line_that_moved_tells() -> None:
    known = (GOLDEN / "agreements.agreement.txt").read_text("utf-8")
    words, first, *more = known.split("--- page")
    head, *rows = first.splitlines()
    moved = "--- page".join([words, "\n".join([head, rows[-1], *rows[:-1]]) + "\n", *more])
    assert differences(known, known) == [] and any("of ink" in line for line in differences(known, moved))
    assert differences(known, "--- page".join([words, first])) != []


def test_every_paper_that_is_listed_has_a_sample_and_no_golden_file_is_left_over() -> None:
    known = discover()
    documents = load(known, known).documents.values()
    templates = {paper.template.removesuffix(".html") for paper in documents if not paper.bundle}
    assert templates <= set(PAPERS)
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {paper.replace("/", ".") for paper in PAPERS}
    assert sum(path.stat().st_size for path in GOLDEN.iterdir()) < MOST_BYTES


def test_what_moved_or_was_said_otherwise_is_told() -> None:
    page = "--- page 1\n" + "\n".join(["0000000000000000"] * 21 + ["00000000z0000000"]) + "\n"
    known = f"甲\n乙\n{page}"
    assert differences(known, known) == []
    assert differences(known, known.replace("z", "v")) == []
    assert differences(known, known.replace("z", "0")) == ["page 1, row 22, cell 9: 35 % of ink"]
    assert "-乙" in differences(known, known.replace("乙", "丙"))
    assert differences(known, known + page) == ["1 pages before, 2 now"]
    darker = known.replace("0000000000000000", "1111111111111111")
    assert differences(known, darker) == ["page 1, on average 0.95 % of ink a cell"]
