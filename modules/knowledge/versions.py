"""Versions of a row: in which order, what differs between two, which one held on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest
from typing import Any

from flask import request
from flask_babel import gettext

from app.model.base import Record
from app.view.display import facts_of, text_of
from app.view.screens import screens
from modules.knowledge.models import DutyRow, HandlingGuide, Held, LegalBasis, PreLitigationItem

#: The models whose rows have versions.
VERSIONED: tuple[type[Any], ...] = (LegalBasis, HandlingGuide, DutyRow, PreLitigationItem)


def to_versions(row: Any) -> dict[str, Any]:
    """The button that leads from a row to its versions."""
    return {
        "name": "versions",
        "label": gettext("Versions"),
        "url": versions_address(row),
        "icon": "history",
    }


def versions_address(row: Any) -> str:
    """Where the versions of a row stand beside each other."""
    return f"{request.script_root}/knowledge/versions/{row.model_id().partition('.')[2]}/{row.id}"


def held_on(versions: Sequence[Any], day: date) -> Held | None:
    """The version that held on a day; of several the latest counts."""
    for row in versions:  # the newest first
        draft = getattr(row, "status", "published") == "draft"
        if not draft and row.valid_from <= day and (row.valid_to is None or row.valid_to >= day):
            found: Held = row
            return found
    return None


def days_of(row: Held) -> str:
    """The days of a version: `2024-01-01 至今`."""
    first = f"{row.valid_from:%Y-%m-%d}"
    if row.valid_to is None:
        return gettext("from %(first)s on", first=first)
    return gettext("%(first)s to %(last)s", first=first, last=f"{row.valid_to:%Y-%m-%d}")


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
