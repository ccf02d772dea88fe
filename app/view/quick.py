"""What the search box of every page offers while one types: pages by their names, then rows one may read."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from app.access.scope import current_scope
from app.model.base import Record
from app.model.house import house
from app.model.pinyin import full_pinyin, initials
from app.view.display import cell_makers, state_badge, text_of
from app.view.errors import BadQuery
from app.view.interface import Interface, Page, read_ask
from app.view.links import address, has_screens
from app.view.screens import screens
from app.view.shell import entries_of, menu_of
from app.workflow.engine import workflow_of

#: Pages offered, rows of one table, and rows after which no further table is asked.
MOST_PAGES, MOST_OF_ONE, ENOUGH = 5, 4, 8

Offer = dict[str, Any]


def offered(text: str) -> list[Offer]:
    """Groups of choices for a text, each with a label and what it leads to.

    Args:
        text: what was typed; pages are offered for part of their name, their pinyin or its first letters.
    """
    pages = [page for page in _pages() if _named(str(page["title"]), text)][:MOST_PAGES]
    groups: list[Offer] = [{"label": gettext("Screens"), "items": pages}] if pages else []
    found = 0
    for model in _models() if text else ():
        items = _rows(model, text)
        if items:
            groups.append({"label": str(screens().list(model).title), "items": items})
            found += len(items)
        if found >= ENOUGH:
            break
    return groups


def _pages() -> list[Offer]:
    listed = entries_of(menu_of(current_scope()))
    return [{"url": entry["url"], "icon": entry["icon"], "title": entry["label"]} for entry in listed]


def _models() -> list[type[Record]]:
    """The tables one may read, those of the menu in its order."""
    named = (entry.model for entry in sorted(house().menu, key=lambda entry: entry.position) if entry.model)
    models = (house().models[name] for name in dict.fromkeys(named) if name in house().models)
    return [model for model in models if has_screens(model) and current_scope().may("r", model)]


def _named(label: str, text: str) -> bool:
    typed = text.lower()
    spelled = typed.isascii() and typed.isalpha()  # the dictionaries of sounds are large: only for whom they may serve
    return typed in label.lower() or (spelled and any(sound.startswith(typed) for sound in _sounds(label)))


@lru_cache(maxsize=512)
def _sounds(label: str) -> tuple[str, ...]:
    return (full_pinyin(label), *initials(label))


def found_in(model: type[Record], text: str, most: int) -> Page | None:
    """The first rows of a table a text is found in, or None where nothing can be looked for.

    Raises:
        BadQuery: characters that cannot be looked for.
    """
    screen = screens().list(model)
    if not screen.search and not hasattr(model, "matching"):
        return None
    return Interface(model).page(replace(read_ask(screen, MultiDict({"q": text})), size=most))


def _rows(model: type[Record], text: str) -> list[Offer]:
    try:
        page = found_in(model, text, MOST_OF_ONE)
    except BadQuery:
        return []
    rows, workflow = page.rows if page else [], workflow_of(model)
    state = workflow.field if workflow else ""
    columns = [column for column in screens().list(model).columns if column.name != state][:3]
    makers = cell_makers(columns, rows, plain=True)
    offers = []
    for row in rows:
        first, *others = (text_of(make(row)) for make in makers)
        offers.append(
            {
                "url": address(model, "show", row.id),
                "icon": "file",
                "title": first or str(screens().label(model)),
                "second": " · ".join(filter(None, others)),
                "badge": state_badge(row, state),
            }
        )
    return offers
