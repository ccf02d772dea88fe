"""The tables of the Studio pages, as `home.html` draws them."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.model.base import Record
from app.studio import changes, fields
from app.studio.models import CustomField, ScreenChange
from app.view.due import exact_moment, short_moment
from app.view.fields import FieldInfo
from app.view.names import people_names, place_names
from app.view.screens import screens

_ACTS = {"label": _("Renamed"), "move": _("Moved"), "hide": _("Hidden")}


def address(model: type[Record], rest: str) -> str:
    """The address of a page about one table's fields."""
    return f"{request.script_root}/studio/fields/{model.model_id()}/{rest}"


def models_block(models: tuple[type[Record], ...]) -> dict[str, Any]:
    """The tables that can be shaped, with how many fields they have in force."""
    rows = []
    for model in models:
        url = address(model, "")
        count = str(len(screens().custom(model)))
        cells = [_text(str(screens().list(model).title), url), _text(count), _text(str(len(changes.history(model))))]
        rows.append({"pk": model.model_id(), "url": url, "cells": cells})
    titles = (gettext("Table"), gettext("Own fields"), gettext("Changes"))
    return _block("models", gettext("Tables"), titles, rows)


def blocks_of(model: type[Record], faults: dict[int, str]) -> list[dict[str, Any]]:
    """Everything about one table: its custom fields, its screens, what was changed."""
    return [
        _own_fields(model),
        *(_screen(model, screen, str(title)) for screen, title in changes.SCREENS.items()),
        _history(model, faults),
    ]


def _own_fields(model: type[Record]) -> dict[str, Any]:
    listed = fields.fields_of(model)
    places = place_names(field.division_code for field in listed)
    rows = [
        {
            "pk": field.id,
            "url": address(model, f"edit/{field.id}") if fields.may_change(field.division_code) else "",
            "cells": [
                _text(field.label),
                _code(field.name),
                _text(str(fields.TYPES[field.type])),
                {"kind": "boolean", "value": field.required},
                _text(places.get(field.division_code, "")),
                _text(gettext("In use") if field.active else gettext("Retired")),
                _doings(_field_actions(model, field)),
            ],
        }
        for field in listed
    ]
    titles = (
        gettext("Label"),
        gettext("Name for machines"),
        gettext("Type"),
        gettext("Must be filled in"),
        gettext("For"),
        gettext("State"),
        gettext("Steps"),
    )
    return _block("fields", gettext("Own fields"), titles, rows)


def _field_actions(model: type[Record], field: CustomField) -> list[dict[str, Any]]:
    if not fields.may_change(field.division_code):
        return []
    if field.active:
        return [
            {"label": gettext("Edit"), "url": address(model, f"edit/{field.id}")},
            _post(gettext("Retire"), address(model, f"retire/{field.id}")),
        ]
    return [_post(gettext("Bring back"), address(model, f"revive/{field.id}"))]


def _screen(model: type[Record], screen: str, title: str) -> dict[str, Any]:
    rows = []
    for field in changes.fields_on(model, screen):
        rows.append(
            {
                "pk": field.name,
                "url": "",
                "cells": [_text(str(field.label)), _code(field.name), _doings(_screen_actions(model, screen, field))],
            }
        )
    return _block(screen, title, (gettext("Label"), gettext("Name for machines"), gettext("Steps")), rows)


def _screen_actions(model: type[Record], screen: str, field: FieldInfo) -> list[dict[str, Any]]:
    if not fields.own_places():
        return []
    found = [
        _post(gettext("Up"), address(model, f"up/{screen}/{field.name}")),
        _post(gettext("Down"), address(model, f"down/{screen}/{field.name}")),
    ]
    if not field.custom:
        found.append({"label": gettext("Rename"), "url": address(model, f"label/{field.name}")})
        if screen == "list" or field.readonly or not (field.required or field.name == "division_code"):
            found.append(_post(gettext("Hide"), address(model, f"hide/{screen}/{field.name}")))
    return found


def _history(model: type[Record], faults: dict[int, str]) -> dict[str, Any]:
    listed = changes.history(model)
    names = people_names([change.made_by_id for change in listed] + [change.undone_by_id for change in listed])
    places = place_names(change.division_code for change in listed)
    rows = [
        {
            "pk": change.id,
            "url": "",
            "cells": [
                {"kind": "date", "value": short_moment(change.made_at), "exact": exact_moment(change.made_at)},
                _text(names.get(change.made_by_id or 0, "")),
                _text(str(_ACTS[change.kind])),
                _text(told(model, change)),
                _text(places.get(change.division_code, "")),
                _text(_state(change, names, faults)),
                _doings(_undo(model, change)),
            ],
        }
        for change in listed
    ]
    titles = (
        gettext("Time"),
        gettext("By"),
        gettext("What"),
        gettext("Field"),
        gettext("For"),
        gettext("State"),
        gettext("Steps"),
    )
    return _block("history", gettext("Changes"), titles, rows)


def told(model: type[Record], change: ScreenChange) -> str:
    """What was altered: `Title → Subject`, or the field and the screen."""
    if change.kind == "label":
        return f"{change.before.get('label') or change.field} → {change.value['label']}"
    field = screens().fields(model).get(change.field)
    return f"{field.label if field else change.field} · {changes.SCREENS[change.screen]}"


def _state(change: ScreenChange, names: dict[int, str], faults: dict[int, str]) -> str:
    if change.undone_at is not None:
        who = names.get(change.undone_by_id or 0, "")
        return gettext("Undone on %(day)s by %(who)s", day=exact_moment(change.undone_at), who=who)
    return gettext("Its field is gone") if change.id in faults else gettext("In force")


def _undo(model: type[Record], change: ScreenChange) -> list[dict[str, Any]]:
    if change.undone_at is not None or not fields.may_change(change.division_code):
        return []
    return [_post(gettext("Undo"), address(model, f"undo/{change.id}"))]


def _block(name: str, title: str, titles: tuple[str, ...], rows: list[dict[str, Any]]) -> dict[str, Any]:
    columns = [{"name": f"{name}-{number}", "label": label} for number, label in enumerate(titles)]
    return {
        "name": name,
        "title": title,
        "count": len(rows),
        "table": {"name": name, "caption": title, "columns": columns, "rows": rows, "density": "compact"},
        "empty": {"title": gettext("Nothing here yet"), "text": ""},
    }


def _text(value: str, url: str = "") -> dict[str, Any]:
    return {"kind": "text", "value": value} | ({"url": url} if url else {})


def _code(value: str) -> dict[str, Any]:
    return {"kind": "code", "value": value}


def _doings(actions: list[dict[str, Any]]) -> dict[str, Any]:
    return {"kind": "actions", "value": actions}


def _post(label: str, url: str) -> dict[str, Any]:
    return {"label": label, "url": url, "method": "post", "tone": "quiet"}
