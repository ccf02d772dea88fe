"""What waits for the reader, and their short cuts: the parts of the first page everybody has."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from app.access.scope import Scope
from app.model.house import house
from app.view.fields import FieldInfo
from app.view.interface import Interface, read_ask
from app.view.links import address, has_screens
from app.view.list_page import table_of
from app.view.screens import screens
from app.view.shell import by_use, menu_of
from app.workflow.spec import Workflow

Part = dict[str, list[dict[str, Any]]]

#: Rows of a block, and blocks of rows on the page.
MOST_ROWS, MOST_BLOCKS = 6, 3


def waiting_part(scope: Scope) -> Part:
    """The rows of each workflow whose expected next step is the reader's: how many, and the oldest."""
    figures, blocks = [], []
    for flow in house().workflows.values():
        found = _waiting(flow, scope)
        if found is not None:
            figures.append(found[0])
            blocks.append(found[1])
    return {"figures": figures, "blocks": blocks[:MOST_BLOCKS]}


def short_cuts_part(scope: Scope) -> Part:
    """The way to every page of the menu, those of the reader's daily work first."""
    entries = by_use(menu_of(scope))
    return {"links": [{"title": gettext("Short cuts"), "links": entries}]} if entries else {}


def narrow(columns: tuple[FieldInfo, ...]) -> tuple[FieldInfo, ...]:
    """The columns of a list for half a page: what a row is called, then marks, places and days.

    No second text, and no row of another table, each of which would be a statement of its own.
    """
    return (*columns[:1], *(column for column in columns[1:] if column.type not in ("text", "relation")))


def _waiting(flow: Workflow, scope: Scope) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Figure and block of one workflow, from one page of its list."""
    model: Any = flow.model
    pressed = (arrow for arrow in flow.transitions if arrow.primary and scope.may(arrow.name, model))
    states = tuple(dict.fromkeys(state for arrow in pressed for state in arrow.sources))
    if not states or not has_screens(model):
        return None
    screen = screens().list(model)
    columns = narrow(screen.columns)
    waits = getattr(model, flow.field).in_(states)
    ask = replace(
        read_ask(screen, MultiDict()),
        screen=replace(screen, columns=columns),
        order="id",
        size=MOST_ROWS,
        conditions=(waits,),
    )
    page = Interface(model).page(ask)
    if not page.rows:
        return None
    name = model.model_id().replace(".", "-")
    url = address(model, "list", asked={flow.field: states})
    label = gettext("Waiting: %(what)s", what=str(screen.title))
    table = table_of(model, columns, page.rows, caption=screen.title, name=name)
    return (
        {"label": label, "value": page.figure, "url": url},
        {"name": name, "title": screen.title, "url": url, "table": table},
    )
