"""The keys of the house, for the sheet under `?` and for the help. What they do is done by `static/islands/`."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

KEYS: tuple[tuple[str, Any], ...] = (
    ("Ctrl K · /", _("Search")),
    ("J · K", _("Next, previous row")),
    ("X", _("Select the row")),
    ("Enter", _("Open the row")),
    ("N", _("New")),
    ("E", _("Edit")),
    ("Ctrl Enter", _("Save")),
    ("Ctrl S", _("Keep what was typed as a draft")),
    ("Alt 1 – 3", _("Parts of the workbench")),
    ("Esc", _("Close, clear the selection")),
    ("?", _("This sheet")),
)
