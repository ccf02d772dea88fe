"""Versions of a row: in which order, what differs between two, which one held on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext

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
