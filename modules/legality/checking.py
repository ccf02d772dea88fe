"""A list of agreements from a file, each checked by the rules of its own day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext

from modules.knowledge.services import cite
from modules.legality.engine import NOTE, STOP, WARN, Book, Finding, check
from modules.legality.taking_in import Fault, Taken, take_in

#: What an unreadable item means for the agreement, by kind; what is not named stops.
_GRADES = {"key": NOTE, "control": WARN, "long": WARN}
CONTENTS = "mediation.contents"


def check_items(items: Iterable[Any], book: Book, today: date, kept: int) -> dict[str, Any]:
    """Findings of all, and counts.

    Args:
        items: as `taking_in.load` gives them.
        book: rules, words, limits.
        today: the day that counts where an agreement names none.
        kept: how many copies the committee keeps.
    """
    agreements, findings = [], []
    for place, item in enumerate(items):
        taken = take_in(item, place, kept)
        mine = [_of_fault(fault, taken) for fault in taken.faults]
        mine += [
            _of_finding(one, taken, today) for one in (check(taken.said, book, today) if taken.said else ())
        ]
        grades = [one["grade"] for one in mine]
        agreements.append(
            {
                "agreement": taken.key,
                "place": place,
                **{grade: grades.count(grade) for grade in (STOP, WARN, NOTE)},
            }
        )
        findings += mine
    stops = sum(one["grade"] == STOP for one in findings)
    counts = {"agreements": len(agreements), "findings": len(findings), "stops": stops}
    return {"counts": counts, "agreements": agreements, "findings": findings}


def _of_fault(fault: Fault, taken: Taken) -> dict[str, Any]:
    return {
        "agreement": taken.key,
        "rule": f"read_{fault.kind}",
        "version": 1,
        "grade": _GRADES.get(fault.kind, STOP),
        "article": cite(CONTENTS, _day(taken, None)),
        "clause": fault.clause,
        "message": fault.message,
        "fix": gettext("Correct this item and check again"),
        "path": fault.path,
    }


def _of_finding(one: Finding, taken: Taken, today: date) -> dict[str, Any]:
    return {
        "agreement": taken.key,
        "rule": one.rule,
        "version": one.version,
        "grade": one.grade,
        "article": cite(one.article, _day(taken, today)) if one.article else "",
        "clause": one.clause,
        "message": one.message,
        "fix": one.fix,
        "path": f"clauses[{one.clause - 1}]" if one.clause else "",
    }


def _day(taken: Taken, today: date | None) -> date | None:
    day = taken.said.get("document_date")
    return day if isinstance(day, date) else today
