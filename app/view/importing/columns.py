"""Which column of a workbook means which fact."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask_babel import gettext

from app.view.fields import FieldInfo
from app.view.screens import screens
from app.view.spec import Import, items

#: What headings call facts that many models have.
_COMMON = Path(__file__).with_name("headings.csv")

#: Column number, from 0, to the name of a fact.
Mapped = dict[int, str]


def targets(spec: Import) -> dict[str, FieldInfo]:
    """The facts a column may give, with their fields; the custom fields of the model follow."""
    known = screens()
    parts = (spec.facts,) if isinstance(spec.facts, str) else spec.facts
    listed = [fact for part in parts for fact in ([part] if isinstance(part, FieldInfo) else items(part))]
    fields = [fact if isinstance(fact, FieldInfo) else known.field(spec.model, fact) for fact in listed]
    return {field.name: field for field in (*fields, *known.custom(spec.model))}


def asked_fields(spec: Import) -> tuple[FieldInfo, ...]:
    """The facts asked for with the file."""
    return tuple(screens().field(spec.model, item) for item in items(spec.asked))


def understands(spec: Import) -> Callable[[Sequence[Any]], int]:
    """A function that tells how many cells of a row are headings one understands."""
    fields = targets(spec)
    return lambda cells: len(_guess(spec, cells, fields))


def guess(spec: Import, headings: Sequence[str]) -> Mapped:
    """What each column means, by the labels of the facts and the further words of the spec; others are left out."""
    return _guess(spec, headings, targets(spec))


def objections(spec: Import, mapping: Mapped) -> list[str]:
    """Why rows cannot be taken with these columns."""
    fields = targets(spec)
    chosen = list(mapping.values())
    given = {*chosen, *(field.name for field in asked_fields(spec))}
    found = []
    for name in spec.key.split():
        if name not in given:
            label = str(fields[name].label)
            found.append(
                gettext(
                    "Choose the column with “%(label)s”; it keeps a row from being taken twice", label=label
                )
            )
    if spec.needs is not None:
        found += spec.needs(given)
    twice = sorted({name for name in chosen if chosen.count(name) > 1})
    if twice:
        labels = "、".join(str(fields[name].label) for name in twice)
        found.append(gettext("Chosen for more than one column: %(names)s", names=labels))
    return found


def headings_key(headings: Sequence[str]) -> str:
    """The same for two files with the same headings in the same order."""
    return hashlib.sha256(json.dumps(list(headings), ensure_ascii=False).encode()).hexdigest()


def _guess(spec: Import, headings: Sequence[Any], fields: Mapping[str, FieldInfo]) -> Mapped:
    """Columns whose heading is a label; then those whose heading is a known word, then those that contain one."""
    found: Mapped = {}
    labels = [(name, str(field.label)) for name, field in fields.items()]
    listed = (*(_words(spec.words) if spec.words else ()), *_words(_COMMON))
    words = [(name, word) for name, word in listed if name in fields]
    for known, exact in ((labels, True), (words, True), (words, False)):
        for name, word in known:
            for column, heading in enumerate(headings):
                text = "".join(heading.split()) if isinstance(heading, str) else ""
                fits = text == "".join(word.split()) if exact else word in text
                if fits and column not in found and name not in found.values():
                    found[column] = name
    return dict(sorted(found.items()))


@lru_cache
def _words(path: Path) -> tuple[tuple[str, str], ...]:
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple((row["field"], row["word"]) for row in csv.DictReader(lines))
