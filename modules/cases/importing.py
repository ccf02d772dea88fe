"""Cases from a workbook: what a hotline, a message board or another system hands over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.view.spec import Import
from modules.cases import services
from modules.cases.models import Case

#: Characters of the text that stand in for a missing title.
_TITLE_FROM_TEXT = 40


def needs(given: set[str]) -> list[str]:
    """A case has a title or a text."""
    if {"title", "summary"} & given:
        return []
    return [gettext("Choose the column with the title or the one with the text")]


def complete(values: dict[str, Any]) -> list[str]:
    """The text stands in for a missing title, and the title for a missing text."""
    title, text = values.get("title", ""), values.get("summary", "")
    values["summary"] = text or title
    values["title"] = title or _shortened(text)
    return [] if title or text else [gettext("Title and text are both empty")]


def known(values: dict[str, Any]) -> Case | None:
    """The case that carries the outer number of its channel."""
    return services.earlier(values["channel"], values["outer_no"])


def make(values: dict[str, Any], yes: frozenset[str]) -> Case:
    """Register a case, as the desk does."""
    return services.register(**values, accept="accept" in yes)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TITLE_FROM_TEXT else line[:_TITLE_FROM_TEXT] + "…"


IMPORT = Import(
    Case,
    "outer_no title summary:long received_at division_code:division channel category appeal_kind dispute_type "
    "requests:long place happened_on urgency headcount enterprise",
    key="channel outer_no",
    asked="division_code:division* channel*",
    first={"channel": "import"},
    words=Path(__file__).with_name("headings.csv"),
    needs=needs,
    complete=complete,
    known=known,
    make=make,
    questions=(("accept", _("Accept the cases at once"), _("Otherwise they wait as registered.")),),
)
