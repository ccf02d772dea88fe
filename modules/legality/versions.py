"""The way from a rule to its versions, and how a version is named."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext

from modules.legality.models import Rule


def to_versions(rule: Rule) -> dict[str, Any]:
    """The button on the page of a rule."""
    return {
        "name": "versions",
        "label": gettext("Versions and cases"),
        "url": versions_address(rule),
        "icon": "history",
    }


def versions_address(rule: Rule) -> str:
    """Where the versions of a rule stand beside each other, with its cases."""
    return f"{request.script_root}/legality/versions/{rule.id}"


def days_of(rule: Rule) -> str:
    """A version and its days: `v2 · 2024-01-01 至今`."""
    if rule.status == "draft":
        return f"v{rule.version} · {gettext('Draft')}"
    first = f"{rule.valid_from:%Y-%m-%d}"
    if rule.valid_to is None:
        days = gettext("from %(first)s on", first=first)
    else:
        days = gettext("%(first)s to %(last)s", first=first, last=f"{rule.valid_to:%Y-%m-%d}")
    return f"v{rule.version} · {days}"
