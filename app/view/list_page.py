"""A list as `list.html` draws it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import request, url_for
from flask_babel import gettext, ngettext
from werkzeug.datastructures import MultiDict

from app.access.scope import current_scope
from app.model.base import Record
from app.model.house import house
from app.view.calling import called
from app.view.counting_views import countable
from app.view.display import Cell, cell_makers, text_of
from app.view.faces import face_links
from app.view.fields import FieldInfo
from app.view.interface import Ask, Page
from app.view.kept_views import USUAL, address_of, views_of
from app.view.links import address, import_address
from app.view.screens import screens
from app.view.stayed import take_stayed
from app.view.widgets import Widget, filter_widget
from app.workflow.undoing import can_be_undone

#: Parameters of an address that say where in the list one is; changing a filter leaves them behind.
_PLACE = ("cursor",)


def list_page(
    model: type[Record],
    ask: Ask,
    page: Page,
    asked: MultiDict[str, str],
    batches: list[dict[str, Any]],
    select_all: dict[str, Any] | None,
) -> dict[str, Any]:
    """The context of a list page.

    Args:
        asked: the address with what the reader usually sees; links keep to what was typed.
        batches: further buttons for the chosen rows.
        select_all: the box that chooses the rows of all pages.
    """
    screen, arguments = ask.screen, request.args
    onward = [one for one in screen.onward if current_scope().may(one.right, model)]
    going_on = [
        {"label": one.label, "url": url_for(one.chosen), "icon": one.icon} for one in onward if one.chosen
    ]
    carried = here_with(arguments, order=None, psize=None)
    bulk = [*bulk_actions(model, screen.actions), *batches, *going_on]
    filters = filters_of(model, ask, arguments)
    return {
        "name": model.model_id().replace(".", "-"),
        "title": screen.title,
        "views": views_to_choose(model, ask, arguments),
        "arrange": _arrange(model, asked),
        "density": "compact" if asked.get("density") == "compact" else "standard",
        "filters": filters,
        "columns": [_column(field, ask, arguments) for field in screen.columns],
        "rows": table_rows(model, screen.columns, page.rows, labels=bool(bulk), stayed=take_stayed(model)),
        "bulk": bulk,
        "select_all": select_all if bulk else None,
        "here": f"{address(model, 'list')}{here_with(arguments, cursor=arguments.get('cursor'))}",
        "pager": {
            "prev_url": here_with(arguments, cursor=page.previous.text()) if page.previous else None,
            "next_url": here_with(arguments, cursor=page.next.text()) if page.next else None,
            "count_text": count_text(page),
        },
        "exports": _exports(model, asked),
        "faces": face_links(model, "list"),
        "counts_url": _counting(model, arguments),
        "actions": [
            *({"label": one.label, "url": url_for(one.view) + carried, "icon": one.icon} for one in onward),
            *adding(model),
        ],
        "empty": _empty(model, bool(filters["chips"] or ask.text or ask.view)),
    }


def table_rows(
    model: type[Record],
    columns: tuple[FieldInfo, ...],
    rows: list[Any],
    *,
    labels: bool = False,
    stayed: dict[int, str] | None = None,
) -> list[dict[str, Any]]:
    """Rows with their cells; each leads to its page.

    Args:
        labels: whether each row says what it is called, for the box that chooses it.
        stayed: rows that are chosen already, each with the reason why it stayed where it was.
    """
    makers = cell_makers(columns, rows)
    show = address(model, "show", "")
    drawn = []
    for row in rows:
        entry: dict[str, Any] = {
            "pk": row.id,
            "url": f"{show}{row.id}",
            "cells": [make(row) for make in makers],
        }
        entry["cells"][0].pop("url", None)  # the first cell opens the row itself
        if labels:
            entry["label"] = text_of(entry["cells"][0]) or called(row)
        if stayed and row.id in stayed:
            entry["selected"], entry["cells"][0]["why"] = True, stayed[row.id]
        drawn.append(entry)
    return drawn


def table_of(
    model: type[Record], columns: tuple[FieldInfo, ...], rows: list[Any], *, caption: Any, name: str
) -> dict[str, Any]:
    """A plain table of rows on another page."""
    return {
        "name": name,
        "caption": caption,
        "columns": [_heading(field) for field in columns],
        "rows": table_rows(model, columns, rows),
        "density": "compact",
    }


def count_text(page: Page) -> str:
    """`1,284 rows`, or `10,000+ rows` when nobody counted further."""
    if page.total is None:
        return ""
    return ngettext("%(count)s row", "%(count)s rows", page.total, count=page.figure)


def bulk_actions(model: type[Record], names: tuple[str, ...]) -> list[dict[str, Any]]:
    """The arrows offered for several rows at once, as far as the reader holds them."""
    workflow = house().workflows.get(model.model_id())
    scope = current_scope()
    found: list[dict[str, Any]] = []
    for name in names if workflow is not None else ():
        if not scope.may(name, model):
            continue
        arrow = workflow.arrow(name)  # type: ignore[union-attr]
        action: dict[str, Any] = {
            "label": arrow.label,
            "url": address(model, f"bulk/{name}"),
            "tone": "danger" if arrow.danger else "plain",
        }
        if not can_be_undone(workflow, arrow):  # type: ignore[arg-type]
            action["confirm"] = {"title": arrow.label, "text": gettext("This cannot be undone.")}
        if arrow.reason:
            action["reason"] = {"label": gettext("Reason"), "required": True}
        found.append(action)
    return found


def _column(field: FieldInfo, ask: Ask, arguments: MultiDict[str, str]) -> dict[str, Any]:
    heading = _heading(field)
    if not field.sortable:
        return heading
    current = ask.order.removeprefix("-") == field.name
    turned = field.name if not current or ask.descending else f"-{field.name}"
    heading["sort_url"] = here_with(arguments, order=turned)
    if current:
        heading["order"] = "desc" if ask.descending else "asc"
    return heading


def _heading(field: FieldInfo) -> dict[str, Any]:
    heading: dict[str, Any] = {"name": field.name, "label": field.label}
    if field.type in ("money", "number", "integer") or field.widget == "figure":
        heading["end"] = True
    if field.widget == "figure":
        heading["phone"] = "named"
    return heading


def views_to_choose(model: type[Record], ask: Ask, arguments: MultiDict[str, str]) -> list[dict[str, Any]]:
    """The views of a list, declared and kept; each leads to this very page under it."""
    kept, here = views_of(model), address_of(arguments)
    if not ask.screen.views and not kept:
        return []
    at_kept = any(view.address == here for view in kept)
    whole = {"label": gettext("All"), "url": here_with(arguments, view=None), "current": not ask.view and not at_kept}
    declared = [
        {
            "label": view.label,
            "url": here_with(arguments, view=view.name),
            "current": view.name == ask.view and not at_kept,
        }
        for view in ask.screen.views
    ]
    own = [
        {
            "label": view.name,
            "url": f"?{view.address}",
            "current": view.address == here,
            "icon": "people" if view.shared else "bookmark",
            "of": view.owner,
        }
        for view in kept
    ]
    return [whole, *declared, *own]


def _arrange(model: type[Record], asked: MultiDict[str, str]) -> dict[str, Any]:
    """Where columns are chosen and the list is kept as a view; at a view of one's own also how it is forgotten."""
    here = address_of(asked)
    at = next((view for view in views_of(model) if view.mine and view.address == here), None)
    return {
        "panel_url": address(model, "columns") + here_with(asked),
        "columns_url": address(model, "columns"),
        "keep_url": address(model, "views"),
        "address": here,
        "name": at.name if at else "",
        "shared": at.shared if at else False,
        "drop": {
            "label": gettext("Forget this view"),
            "url": address(model, f"views/{at.id}/drop"),
            "method": "post",
            "tone": "danger",
            "confirm": {"title": gettext("Forget this view"), "object": at.name},
        }
        if at
        else None,
    }


def filters_of(
    model: type[Record], ask: Ask, arguments: MultiDict[str, str], face: str = "list"
) -> dict[str, Any]:
    """The row of filters of a list or another face of it: the words looked for, the chips, and the way to the panel."""
    listing = address(model, face)
    named = {asked.parameter for asked in ask.filters}
    in_force = {asked.field.name for asked in ask.filters}
    fields = [
        control
        for field in ask.screen.filters
        if field.name in in_force
        for control in filter_widget(model, field, arguments.getlist)
    ]
    hidden = {name: arguments[name] for name in ("view", "order", "psize", "month", *USUAL) if arguments.get(name)}
    if ask.text:
        hidden["q"] = ask.text
    chips = [
        {
            "label": asked.field.label,
            "value": _chip_text(model, asked.parameter, asked.how, arguments, fields),
            "remove_url": here_with(arguments, **{asked.parameter: None}),
        }
        for asked in ask.filters
    ]
    kept = {name: arguments[name] for name in named} | {n: v for n, v in hidden.items() if n != "q"}
    return {
        "action_url": listing,
        "hidden": hidden,
        "clear_url": listing,
        "search": {"name": "q", "value": ask.text, "hidden": kept} if ask.screen.search else None,
        "chips": chips,
        "panel_url": _panel(model, arguments) if ask.screen.filters else None,
    }


def _panel(model: type[Record], arguments: MultiDict[str, str]) -> str:
    """Where the panel behind the filter button is fetched from when it is first opened; few lists are filtered."""
    return address(model, "filters") + here_with(arguments)


def filter_panel(model: type[Record], arguments: MultiDict[str, str]) -> list[Widget]:
    """The controls of all filters of a list, with what is in force."""
    filters = screens().list(model).filters
    return [control for field in filters for control in filter_widget(model, field, arguments.getlist)]


def _chip_text(
    model: type[Record], parameter: str, how: str, arguments: MultiDict[str, str], fields: list[Widget]
) -> str:
    """A filter's value in words: the choice's label, the row's name, or what was typed."""
    texts = arguments.getlist(parameter)
    control = next((control for control in fields if control["name"] == parameter), {})
    words = dict(control.get("choices") or ())
    said = "、".join(str(words.get(text, text)) for text in texts)
    if control.get("kind") == "relation":
        said = str(control.get("text") or said)
    return {"min": f"≥ {said}", "max": f"≤ {said}"}.get(how, said)


def here_with(arguments: MultiDict[str, str], **changes: Any) -> str:
    """This list with some parameters changed; leaves the place in the list behind unless it is given."""
    kept = [
        (name, text)
        for name, text in arguments.items(multi=True)
        if name not in changes and name not in _PLACE
    ]
    kept += [(name, value) for name, value in changes.items() if value not in (None, "")]
    return "?" + urlencode(kept)


def _exports(model: type[Record], arguments: MultiDict[str, str]) -> list[dict[str, Any]]:
    if not current_scope().may("r", model):
        return []
    asked = urlencode([pair for pair in arguments.items(multi=True) if pair[0] not in _PLACE])
    base = address(model, "export")
    return [
        {"label": label, "url": f"{base}?{asked + '&' if asked else ''}format={form}"}
        for form, label in (("xlsx", gettext("Excel (xlsx)")), ("csv", gettext("Text (csv)")))
    ]


def _counting(model: type[Record], arguments: MultiDict[str, str]) -> str:
    """Where the counts beside the list are fetched from, by the first field its rows can be counted by."""
    for field in countable(model)[:1]:
        kept = here_with(arguments, order=None, psize=None).removeprefix("?")
        url = address(model, f"facets/{field.name}")
        return f"{url}?{kept}" if kept else url
    return ""


def adding(model: type[Record]) -> list[dict[str, Any]]:
    """The button for a new row, for those who may make one."""
    if not current_scope().may("c", model):
        return []
    taking = {"label": gettext("Import"), "url": import_address(model), "icon": "upload"}
    return [
        *([taking] if screens().importing(model) else []),
        {"label": gettext("New"), "url": address(model, "add"), "icon": "plus", "tone": "primary", "key": "N"}
    ]


def _empty(model: type[Record], narrowed: bool) -> dict[str, Any]:
    if narrowed:
        clear: Cell = {"label": gettext("Clear all"), "url": address(model, "list")}
        return {
            "kind": "filter",
            "title": gettext("Nothing matches"),
            "text": gettext("Take a filter away or look for other words."),
            "action": clear,
        }
    found: dict[str, Any] = {
        "kind": "none",
        "title": gettext("Nothing here yet"),
        "text": gettext("Rows of your area will stand here."),
    }
    actions = adding(model)
    return {**found, "action": actions[-1]} if actions else found
