"""From values to what is drawn: cells of tables and pages, and plain text for files.

A column is compiled once a page into a function from row to cell, so the rows of a long list cost little each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext

from app.access.scope import Scope, current_scope
from app.model.base import Record
from app.model.house import house
from app.model.mask import mask_id
from app.org.models import Account
from app.view.calling import MASKS, called, handles, hides
from app.view.due import due_cell, exact_moment, short_moment
from app.view.fields import FieldInfo
from app.view.links import reveal_address, show_address
from app.view.names import place_names, row_names
from app.workflow.spec import Workflow

Cell = dict[str, Any]
Maker = Callable[[Any], Cell]

TONES = {"ac": "accent", "am": "amber", "gn": "green", "rd": "red", "vi": "violet", "nt": "neutral"}


def cell_makers(columns: Iterable[FieldInfo], rows: list[Any], *, plain: bool = False) -> list[Maker]:
    """One function a column. Names of places and colleagues on these rows are read here, all at once.

    Args:
        columns: the fields to be drawn.
        rows: the rows they will be drawn for.
        plain: leave out links and buttons (files, print).
    """
    scope = current_scope()
    listed = list(columns)
    places: dict[str, str] = {}
    of_places = [field for field in listed if field.type == "division"]
    if of_places:
        places = place_names(_plain(field, row) for field in of_places for row in rows)
    return [_maker(field, rows, places, scope, plain) for field in listed]


def facts_of(fields: Iterable[FieldInfo], row: Any, *, plain: bool = False) -> list[Cell]:
    """The fields of one row as labelled cells."""
    listed = list(fields)
    makers = cell_makers(listed, [row], plain=plain)
    return [
        {"label": field.label, "wide": field.type == "long", **make(row)}
        for field, make in zip(listed, makers)
    ]


def text_of(cell: Cell) -> str:
    """What a cell says, as text for a file."""
    value, kind = cell.get("value"), cell.get("kind")
    if kind == "boolean":
        return gettext("Yes") if value else gettext("No")
    if kind == "due":
        return str(value.get("exact", "")) if value else ""
    if kind == "date":
        return str(cell.get("exact") or "")
    if kind == "tags":
        return "、".join(str(item) for item in value or ())
    return "" if value is None else str(value)


def state_badge(row: Record, field: str) -> Cell | None:
    """The badge of a row's state."""
    workflow = house().workflows.get(row.model_id())
    if workflow is None or workflow.field != field:
        return None
    return badge_of(workflow, getattr(row, field))


def badge_of(workflow: Workflow, name: str) -> Cell:
    """The badge of a state by its name."""
    state = workflow.state(name)
    return {"label": state.label, "tone": TONES.get(state.tone, "neutral"), "icon": state.icon}


def _maker(field: FieldInfo, rows: list[Any], places: dict[str, str], scope: Scope, plain: bool) -> Maker:
    get = field.getter
    if field.widget == "due":
        return lambda row: {"kind": "due", "value": due_cell(get(row))}
    if field.widget == "code":
        return lambda row: {"kind": "code", "value": get(row)}
    if field.type == "sealed" or field.mask:
        return _masked(field, get, scope, plain)
    if field.type == "division":
        return lambda row: {"kind": "text", "value": places.get(_plain(field, row) or "", "")}
    if field.type == "relation":
        return _relation(field, rows, scope, plain)
    if field.type == "choice":
        return _choice(field, rows, get)
    if field.type in ("date", "datetime"):
        return lambda row: _moment(get(row))
    if field.type == "boolean":
        return lambda row: {"kind": "boolean", "value": get(row)}
    if field.type in ("money", "number", "integer"):
        return lambda row: {
            "kind": "money" if field.type == "money" else "number",
            "value": _amount(get(row), field.scale),
        }
    return _any_text(field, get)


def _plain(field: FieldInfo, row: Any) -> Any:
    return field.getter(row)


def _any_text(field: FieldInfo, get: Callable[[Any], Any]) -> Maker:
    """Texts, and properties of the model, which may give a whole cell."""

    def make(row: Any) -> Cell:
        value = get(row)
        if isinstance(value, dict) and "kind" in value:
            return value
        if field.widget == "tag" or isinstance(value, (list, tuple)):
            return {"kind": "tags", "value": [value] if isinstance(value, str) else list(value or ())}
        if isinstance(value, date):
            return _moment(value)
        if isinstance(value, Decimal):
            return {"kind": "money", "value": _amount(value)}
        return {"kind": "text", "value": value}

    return make


def _choice(field: FieldInfo, rows: list[Any], get: Callable[[Any], Any]) -> Maker:
    words = {value: str(label) for value, label in field.choices}
    workflow = house().workflows.get(rows[0].model_id()) if rows else None
    if workflow is not None and workflow.field == field.name:
        badges = {
            state.name: {
                "kind": "badge",
                "value": str(state.label),
                "tone": TONES.get(state.tone, "neutral"),
                "icon": state.icon,
            }
            for state in workflow.states
        }
        return lambda row: badges.get(get(row)) or {"kind": "text", "value": get(row)}
    if field.widget == "badge":
        return lambda row: {"kind": "badge", "value": words.get(get(row), get(row))}
    if field.widget == "tag":
        return lambda row: {"kind": "tags", "value": [words.get(get(row), get(row))] if get(row) else []}
    return lambda row: {"kind": "text", "value": words.get(get(row), get(row))}


def _relation(field: FieldInfo, rows: list[Any], scope: Scope, plain: bool) -> Maker:
    target = field.model
    assert target is not None
    if field.many:
        get = field.getter
        return lambda row: {"kind": "tags", "value": [called(item, scope, of=row) for item in get(row)]}
    if issubclass(target, Account) or field.anywhere or not field.relation:
        key = key_getter(field)
        names = row_names(target, {key(row) for row in rows}, anywhere=field.anywhere)
        return lambda row: {"kind": "text", "value": names.get(key(row), "")}
    get = field.getter
    address = None if plain else show_address(target)

    def make(row: Any) -> Cell:
        item = get(row)
        if item is None:
            return {"kind": "text", "value": ""}
        if not isinstance(item, Record):
            return {"kind": "text", "value": item}
        cell = {"kind": "text", "value": called(item, scope, of=row)}
        return {**cell, "url": f"{address}{item.id}"} if address and not hides(row) else cell

    return make


def key_getter(field: FieldInfo) -> Callable[[Any], Any]:
    """The key a relation holds, without loading what it leads to."""

    def key(row: Any) -> Any:
        relation = type(row).__mapper__.relationships.get(field.name)
        if relation is None:
            return getattr(row, field.name, None) if "." not in field.name else None
        column = next(iter(relation.local_columns))
        return getattr(row, type(row).__mapper__.get_property_by_column(column).key)

    return key


def _masked(field: FieldInfo, get: Callable[[Any], Any], scope: Scope, plain: bool) -> Maker:
    """Names are whole for whoever handles the row; numbers stay masked for everybody until revealed."""
    hide = MASKS.get(field.mask, mask_id)

    def make(row: Any) -> Cell:
        value = get(row)
        if value in (None, ""):
            return {"kind": "text", "value": ""}
        if field.mask == "name" and handles(row, scope):
            return {"kind": "text", "value": str(value)}
        shown = row.masked(field.name) if field.type == "sealed" else hide(str(value))
        if plain or field.type != "sealed" or not scope.may("reveal", row):
            return {"kind": "text", "value": shown}
        address = reveal_address(row, field.name)
        return {"kind": "masked", "value": shown, "label": field.label, "reveal_url": address}

    return make


def _moment(value: Any) -> Cell:
    if isinstance(value, str):
        return {"kind": "date", "value": value, "exact": value}
    return {"kind": "date", "value": short_moment(value), "exact": exact_moment(value)}


def _amount(value: Any, scale: int = 2) -> str:
    if value is None:
        return ""
    return f"{value:,.{scale}f}" if isinstance(value, Decimal) else str(value)
