"""Who keeps staff and grids: a setting of the site, because provinces arrange it differently.

Grid workers are managed and dispatched by county and township centres in one arrangement, by city and county in the
other. Grant tables leave the level open with the words `keepers` and `others`; storing them fills in the setting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from flask import current_app
from flask_babel import lazy_gettext as _

from app.access.grants import KEEPERS, OTHERS, GrantRow

#: The arrangements by the value of `STAFF_KEPT_BY`, and their words.
ARRANGEMENTS = {
    "county and township": ("township", "county"),
    "city and county": ("county", "city"),
}
WORDS = {
    "county and township": _("Staff and grids are kept by county and township."),
    "city and county": _("Staff and grids are kept by city and county."),
}

#: Where there are administrators at all.
_ADMINISTERED = ("township", "county", "city", "province")


def arrangement() -> str:
    """The arrangement of this site.

    Raises:
        ValueError: `STAFF_KEPT_BY` names none.
    """
    chosen = str(current_app.config.get("STAFF_KEPT_BY", "county and township"))
    if chosen not in ARRANGEMENTS:
        raise ValueError(f"STAFF_KEPT_BY is {chosen!r}; it may be {' or '.join(map(repr, ARRANGEMENTS))}")
    return chosen


def settled(rows: Iterable[GrantRow]) -> Iterator[GrantRow]:
    """Declared grants with every level filled in as this site has it."""
    keepers = ARRANGEMENTS[arrangement()]
    meant = {KEEPERS: keepers, OTHERS: tuple(level for level in _ADMINISTERED if level not in keepers)}
    for row in rows:
        for level in meant.get(row.level, (row.level,)):
            yield replace(row, level=level)
