"""Which column of a workbook means which fact of a case."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask_babel import gettext

from app.view.fields import FieldInfo
from app.view.screens import screens
from modules.cases.models import Case

#: The facts a column may give, in the order they are offered; custom fields of cases follow.
FACTS = (
    *("outer_no", "title", "summary", "received_at", "division_code", "channel", "category", "appeal_kind"),
    *("dispute_type", "requests", "place", "happened_on", "urgency", "headcount", "enterprise"),
)

#: Column number, from 0, to the name of a fact.
Mapped = dict[int, str]

#: A heading is shorter than this; longer texts are somebody's message.
_LONGEST_HEADING = 30
#: How many columns must be understood for a row to be the heading.
_UNDERSTOOD = 2
_HEADINGS = Path(__file__).with_name("headings.csv")


def targets() -> dict[str, FieldInfo]:
    """The facts a column may give, with their fields."""
    known = screens()
    found = {name: known.field(Case, name) for name in FACTS}
    return found | {field.name: field for field in known.custom(Case)}


def find_heading(rows: Sequence[Sequence[Any]]) -> int | None:
    """The place of the heading row among the first rows: the first one of short, different texts we understand."""
    for place, cells in enumerate(rows):
        texts = [cell for cell in cells if cell not in (None, "")]
        if all(isinstance(text, str) and len(text) <= _LONGEST_HEADING for text in texts):
            names = [str(text) for text in texts]
            if len(set(names)) == len(names) and len(_by_words(cells)) >= _UNDERSTOOD:
                return place
    return None


def guess(headings: Sequence[str], fields: Mapping[str, FieldInfo]) -> Mapped:
    """What each column means, by the labels of the fields and the words in `headings.csv`; others are left out."""
    found: Mapped = {}
    labels = {str(field.label): name for name, field in fields.items()}
    for column, heading in enumerate(headings):
        name = labels.get(heading)
        if name and name not in found.values():
            found[column] = name
    for column, name in _by_words(headings).items():
        if column not in found and name not in found.values():
            found[column] = name
    return dict(sorted(found.items()))


def objections(mapping: Mapped) -> list[str]:
    """Why rows cannot be taken with these columns."""
    found = []
    chosen = list(mapping.values())
    if "outer_no" not in chosen:
        found.append(
            gettext("Choose the column with the outer number; it keeps a row from being taken twice")
        )
    if not {"title", "summary"} & set(chosen):
        found.append(gettext("Choose the column with the title or the one with the text"))
    twice = sorted({name for name in chosen if chosen.count(name) > 1})
    if twice:
        labels = "、".join(str(targets()[name].label) for name in twice)
        found.append(gettext("Chosen for more than one column: %(names)s", names=labels))
    return found


def headings_key(headings: Sequence[str]) -> str:
    """The same for two files with the same headings in the same order."""
    return hashlib.sha256(json.dumps(list(headings), ensure_ascii=False).encode()).hexdigest()


def _by_words(headings: Sequence[Any]) -> Mapped:
    """Columns whose heading is one of the known words, then those whose heading contains one."""
    found: Mapped = {}
    for exact in (True, False):
        for name, word in _words():
            for column, heading in enumerate(headings):
                text = "".join(heading.split()) if isinstance(heading, str) else ""
                fits = text == word if exact else word in text
                if fits and column not in found and name not in found.values():
                    found[column] = name
    return found


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[str, str], ...]:
    with _HEADINGS.open(encoding="utf-8", newline="") as lines:
        return tuple((row["field"], row["word"]) for row in csv.DictReader(lines))
