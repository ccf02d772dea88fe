"""A board as `board.html` draws it: a column a state, a card a row; its moves are buttons, and a drag presses one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import request

from app.model.base import Record
from app.model.house import house
from app.view.arrows import buttons, known_arrow
from app.view.display import TONES, cell_makers, text_of
from app.view.faces import face_links
from app.view.interface import Interface, read_ask
from app.view.links import address
from app.view.list_page import adding, filters_of, views_to_choose
from app.view.screens import screens
from app.view.spec import Board, items

#: Cards a column shows; the rest is on the list.
MOST_CARDS = 20


def board_page(model: type[Record], spec: Board, rows: Interface) -> dict[str, Any]:
    """The context of a board; filters are those of the list."""
    screen = screens().list(model)
    ask = replace(read_ask(screen, request.args), order=spec.order, size=MOST_CARDS, cursor=None)
    workflow = house().workflows.get(model.model_id())
    names = spec.columns or tuple(state.name for state in (workflow.states if workflow else ()))
    column = getattr(model, spec.column_field)
    words = dict(screens().field(model, spec.column_field).choices)
    columns = []
    for name in names:
        own = replace(ask, conditions=(column == name,))
        page = rows.page(own)
        columns.append(
            {
                "name": name,
                "label": words.get(name, name),
                "tone": TONES.get(workflow.state(name).tone, "neutral") if workflow else "neutral",
                "count": page.figure,
                "cards": _cards(model, spec, page.rows, {*names} - {name}),
                "more_url": address(model, "list", asked={spec.column_field: name}) if page.next else "",
            }
        )
    return {
        "title": screen.title,
        "columns": columns,
        "faces": face_links(model, "board"),
        "views": views_to_choose(model, ask, request.args),
        "filters": filters_of(model, ask, request.args, "board"),
        "actions": adding(model),
    }


def _cards(model: type[Record], spec: Board, rows: list[Any], others: set[str]) -> list[dict[str, Any]]:
    """The rows of one column, drawn; `others` are the columns beside it."""
    fields = [screens().field(model, item) for item in items(spec.card)] or list(
        screens().list(model).columns[:3]
    )
    makers = cell_makers(fields, rows)
    cards = []
    for row in rows:
        cells = [make(row) for make in makers]
        due = next((cell["value"] for cell in cells if cell["kind"] == "due"), None)
        texts = [text_of(cell) for cell in cells if cell["kind"] not in ("due", "tags")]
        cards.append(
            {
                "pk": row.id,
                "url": address(model, "show", row.id),
                "title": texts[0] if texts else str(row),
                "second": texts[1] if len(texts) > 1 else "",
                "number": texts[2] if len(texts) > 2 else "",
                "tags": [tag for cell in cells if cell["kind"] == "tags" for tag in cell["value"]],
                "due": due,
                "arrows": _moves(row, spec, others),
            }
        )
    return cards


def _moves(row: Any, spec: Board, others: set[str]) -> list[dict[str, Any]]:
    """The acts a card offers, which come back to the board; each says to which other column it leads, if to one."""
    here = request.full_path.rstrip("?")
    workflow = house().workflows.get(row.model_id())
    moves = [one for one in buttons(row) if one["enabled"] and one["tone"] != "danger"]
    for move in moves:
        if move["method"] == "post":
            move["fields"] = {"next": here}
        else:
            move["url"] = f"{move['url']}?{urlencode({'next': here})}"
        target = known_arrow(type(row), move["name"]).target
        if workflow is not None and workflow.field == spec.column_field and target in others:
            move["to"] = target
    return moves
