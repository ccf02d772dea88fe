"""Two versions of a row beside each other: its fields in words, and two texts line by line."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from app.model.base import Record
from app.view.display import facts_of, text_of
from app.view.screens import screens


def differences(older: Record, newer: Record) -> list[dict[str, Any]]:
    """The fields of two versions beside each other: label, the words of both, whether they differ."""
    form = screens().form(type(newer))
    fields = [field for section in form.sections for field in section.fields]
    both = zip(facts_of(fields, older, plain=True), facts_of(fields, newer, plain=True))
    told = [{"label": old["label"], "old": text_of(old), "new": text_of(new)} for old, new in both]
    return [fact | {"lines": beside(fact["old"], fact["new"])} for fact in told if fact["old"] or fact["new"]]


def beside(old: str, new: str) -> list[dict[str, Any]]:
    """Two texts line by line; a line that stands in both at all is not marked as changed."""
    before, after = old.splitlines() or [""], new.splitlines() or [""]
    kept = set(before) & set(after)
    return [
        {"old": one, "new": two, "old_changed": one not in kept, "new_changed": two not in kept}
        for one, two in zip_longest(before, after, fillvalue="")
    ]
