"""What waits for the reader, and their short cuts: the parts of the first page everybody has."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app.access.scope import Scope, current_scope
from app.model.base import db
from app.model.house import house
from app.view.fields import FieldInfo
from app.view.interface import Ask, Interface, figure, read_ask
from app.view.links import address, has_screens
from app.view.list_page import table_of
from app.view.screens import screens
from app.view.shell import by_use, menu_of
from app.workflow.spec import Workflow

Part = dict[str, list[dict[str, Any]]]

#: Rows of a block, and blocks of rows on the page.
MOST_ROWS, MOST_BLOCKS = 6, 2


def waiting_part(scope: Scope) -> Part:
    """The rows of each workflow whose expected next step is the reader's: how many, and the oldest.

    All are counted in one statement; only those shown are read.
    """
    asks = [(flow, ask) for flow in house().workflows.values() if (ask := _waiting(flow, scope)) is not None]
    if not asks:
        return {}
    counted = (Interface(flow.model).counted(ask, ask.counted).scalar_subquery() for flow, ask in asks)
    numbers = db.session.execute(select(*counted)).one()
    waiting = [(flow, ask, number) for (flow, ask), number in zip(asks, numbers) if number]
    return {
        "figures": [_figure(flow, ask, number) for flow, ask, number in waiting],
        "blocks": [_block(flow, ask) for flow, ask, _number in waiting[:MOST_BLOCKS]],
    }


def short_cuts_part(scope: Scope) -> Part:
    """The way to every page of the menu, those of the reader's daily work first."""
    entries = by_use(menu_of(scope))
    return {"links": [{"title": gettext("Short cuts"), "links": entries}]} if entries else {}


def narrow(columns: tuple[FieldInfo, ...]) -> tuple[FieldInfo, ...]:
    """The columns of a list for half a page: what a row is called, then marks, places and days.

    No second text, and no row of another table, each of which would be a statement of its own.
    """
    return (*columns[:1], *(column for column in columns[1:] if column.type not in ("text", "relation")))


def _waiting(flow: Workflow, scope: Scope) -> Ask | None:
    """What one workflow is asked for; None where no step of it is the reader's."""
    states = _states(flow, scope)
    if not states or not has_screens(flow.model):
        return None
    screen = screens().list(flow.model)
    return replace(
        read_ask(screen, MultiDict()),
        screen=replace(screen, columns=narrow(screen.columns)),
        order="id",
        size=MOST_ROWS,
        conditions=(getattr(flow.model, flow.field).in_(states),),
    )


def _states(flow: Workflow, scope: Scope) -> tuple[str, ...]:
    """The states from which the reader is expected to lead on."""
    pressed = (arrow for arrow in flow.transitions if arrow.primary and scope.may(arrow.name, flow.model))
    return tuple(dict.fromkeys(state for arrow in pressed for state in arrow.sources))


def _figure(flow: Workflow, ask: Ask, number: int) -> dict[str, Any]:
    label = gettext("Waiting: %(what)s", what=str(ask.screen.title))
    return {"label": label, "value": figure(number, ask.counted), "url": _url(flow)}


def _block(flow: Workflow, ask: Ask) -> dict[str, Any]:
    model: Any = flow.model
    name, title = model.model_id().replace(".", "-"), ask.screen.title
    rows = Interface(model).some(ask, MOST_ROWS)
    table = table_of(model, ask.screen.columns, rows, caption=title, name=name)
    return {"name": name, "title": title, "url": _url(flow), "table": table}


def _url(flow: Workflow) -> str:
    return address(flow.model, "list", asked={flow.field: _states(flow, current_scope())})
