"""What the pages of the importer show, as the templates take it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import get_template_attribute
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from app.access.scope import current_scope
from app.model.base import db
from app.view.due import exact_moment
from app.view.fields import FieldInfo
from app.view.form_page import form_page, places_of
from app.view.importing import take_back
from app.view.importing.columns import Mapped, asked_fields, targets
from app.view.importing.models import BROKEN, CHOOSING, DONE, RUNNING, UNDOING, UNDONE, Workbook
from app.view.importing.reading import MOST_ROWS
from app.view.importing.take_in import CHANGES, KNOWN
from app.view.importing.values import Facts, shown
from app.view.importing.workbook import Sheet
from app.view.links import address, import_address
from app.view.names import place_names
from app.view.screens import FormScreen, screens
from app.view.spec import Import

#: Rows shown before taking in, and characters of a cell.
_SHOWN_ROWS = 20
_SHOWN_TEXT = 60
#: Sample values beside a column.
_SAMPLES = 3

#: Facts shown in the preview: the key and the first ones a column gives.
_SHOWN_FACTS = 7


def title(spec: Import) -> str:
    """What the pages are called."""
    return gettext("Import: %(what)s", what=str(screens().list(spec.model).title))


def upload_page(
    spec: Import,
    form: FormScreen,
    recent: list[Workbook],
    raw: MultiDict[str, str] | None = None,
    errors: dict[str, list[str]] | None = None,
) -> dict[str, Any]:
    """The first step."""
    places = places_of(spec.model)
    first = (spec.first or {}) | ({"division_code": places[0]} if places else {})
    drawn = form_page(form, values=first, raw=raw, errors=errors, back=address(spec.model, "list"))
    drawn["sections"][0]["fields"].insert(
        0,
        {
            "name": "file",
            "label": gettext("Workbook"),
            "kind": "file",
            "accept": ".xlsx,.geojson,.json" if spec.shapes else ".xlsx",
            "required": True,
            "wide": 12,
            "errors": (errors or {}).get("file", []),
            "help": _about_files(spec),
        },
    )
    return drawn | {
        "title": title(spec),
        "crumbs": _crumbs(spec),
        "multipart": True,
        "buttons": [{"label": gettext("Go on"), "tone": "primary", "name": "_next", "value": "1"}],
        "rail": [_headings_card(spec), *([_recent_card(spec, recent)] if recent else [])],
    }


def _about_files(spec: Import) -> str:
    """Which files are taken, and what becomes of a row that is on record already."""
    said = gettext(
        "xlsx, at most %(rows)s rows, the first row names the columns. A row that is on record already is "
        "passed over; it is known by: %(key)s.",
        rows=f"{MOST_ROWS:,}",
        key="、".join(_labels(spec, spec.key.split())),
    )
    if spec.changes:
        names = "、".join(_labels(spec, spec.changes.split()))
        said += gettext("Only this is changed on it, where the file gives it: %(names)s.", names=names)
    if spec.shapes:
        said += gettext("GeoJSON is taken too: properties are columns, the shape is the column geometry.")
    return said


def columns_page(
    spec: Import, book: Workbook, sheet: Sheet, mapping: Mapped, errors: list[str] | None = None
) -> dict[str, Any]:
    """The second step: one choice a column, with the first values beside it."""
    choices = [(name, str(field.label)) for name, field in targets(spec).items()]
    fields: list[dict[str, Any]] = [
        {
            "name": f"column-{column}",
            "label": heading or gettext("Column %(number)s", number=column + 1),
            "kind": "choice",
            "placeholder": gettext("Not taken"),
            "choices": choices,
            "value": mapping.get(column, ""),
            "help": _samples(sheet, column),
        }
        for column, heading in enumerate(sheet.headings)
    ]
    sections = [{"name": "columns", "title": gettext("Columns"), "fields": fields}]
    if spec.questions:
        questions = [
            {
                "name": name,
                "label": str(label),
                "kind": "boolean",
                "value": bool(book.settings.get(name)),
                "help": str(help_),
                "wide": 12,
            }
            for name, label, help_ in spec.questions
        ]
        sections.append({"name": "how", "title": gettext("Afterwards"), "fields": questions})
    return {
        "title": gettext("What the columns mean"),
        "second": _about(spec, book),
        "crumbs": _crumbs(spec, book.file_name),
        "sections": sections,
        "errors": [{"id": "f-column-0", "text": text} for text in errors or []],
        "cancel_url": import_address(spec.model),
        "buttons": [{"label": gettext("Preview"), "tone": "primary", "name": "_next", "value": "1"}],
    }


def preview_page(spec: Import, book: Workbook, sheet: Sheet, rows: list[tuple[Facts, str]]) -> dict[str, Any]:
    """The third step: the first rows as they would be taken, with their problems."""
    rows = rows[:_SHOWN_ROWS]
    bad = sum(bool(facts.problems) for facts, _fate in rows)
    return {
        "title": gettext("Preview"),
        "second": _about(spec, book),
        "crumbs": _crumbs(spec, book.file_name),
        "notices": [_preview_notice(bad, len(rows))],
        "table": _preview_table(spec, book, rows),
        "table_title": gettext(
            "The first %(shown)s of %(count)s rows", shown=len(rows), count=f"{sheet.count:,}"
        ),
        "actions": [
            {"label": gettext("Back to the columns"), "url": import_address(spec.model, book.id, "columns")},
            {
                "label": gettext("Import %(count)s rows", count=f"{sheet.count:,}"),
                "url": "",
                "method": "post",
                "tone": "primary",
                "icon": "upload",
            },
        ],
    }


def result_page(spec: Import, book: Workbook) -> dict[str, Any]:
    """The last step: how far it is, then what became of it."""
    drawn: dict[str, Any] = {
        "title": title(spec),
        "second": _about(spec, book),
        "crumbs": _crumbs(spec, book.file_name),
        "notices": [],
    }
    if book.state in (RUNNING, UNDOING):
        return drawn | {"job": _job(spec, book)}
    actions: list[dict[str, Any]] = [
        {"label": gettext("Import another file"), "url": import_address(spec.model)},
        {"label": gettext("To the list"), "url": address(spec.model, "list")},
    ]
    if book.failed and book.stored and book.state != BROKEN:
        url = import_address(spec.model, book.id, "problems.xlsx")
        tone = "primary" if book.state == DONE else "plain"
        actions.insert(0, {"label": gettext("Rows not taken"), "url": url, "icon": "download", "tone": tone})
    if take_back.can_be_taken_back(book) and current_scope().may("d", spec.model):
        actions.append(_taking_back(spec, book))
    return drawn | {"notices": [_outcome(book)], "actions": actions, "figures": _figures(book)}


def progress(spec: Import, book: Workbook) -> str:
    """The progress alone, as the page asks for it every other second."""
    return str(get_template_attribute("ui/state.html", "progress")(_job(spec, book)))


def _taking_back(spec: Import, book: Workbook) -> dict[str, Any]:
    return {
        "label": gettext("Take the import back"),
        "url": import_address(spec.model, book.id, "back"),
        "method": "post",
        "tone": "danger",
        "icon": "undo",
        "confirm": {
            "title": gettext("Take the import back"),
            "object": book.file_name,
            "text": _what_goes_back(book),
        },
    }


def _what_goes_back(book: Workbook) -> str:
    if not book.changed:
        return gettext(
            "%(count)s rows are deleted again; rows that somebody has changed or uses since stay.",
            count=f"{book.added:,}",
        )
    return gettext(
        "%(added)s rows are deleted again, %(changed)s get back what stood there before; rows that somebody has "
        "changed or uses since stay.",
        added=f"{book.added:,}",
        changed=f"{book.changed:,}",
    )


def _outcome(book: Workbook) -> dict[str, Any]:
    """What became of an import, in a sentence."""
    if book.state == BROKEN:
        return {"text": book.trouble, "tone": "red", "icon": "alert"}
    if book.state == UNDONE:
        left = take_back.left_of(db.session(), book)
        if left:
            text = gettext(
                "Taken back; %(left)s rows have been changed or are in use and stay", left=f"{left:,}"
            )
            return {"text": text, "tone": "amber", "icon": "warning"}
        return {"text": gettext("The whole import was taken back"), "tone": "green", "icon": "undo"}
    if book.failed:
        text = gettext(
            "Rows that were not taken stand in a workbook, each with its problem; correct it and bring it again"
        )
        return {"text": text, "tone": "amber", "icon": "warning"}
    return {"text": gettext("Every row is on record"), "tone": "green", "icon": "circle-check"}


def _job(spec: Import, book: Workbook) -> dict[str, Any]:
    poll = import_address(spec.model, book.id, "progress")
    going = book.state in (RUNNING, UNDOING)
    back = book.state in (UNDOING, UNDONE)
    done, total = (book.taken_back, book.added + book.changed) if back else (book.dealt_with, book.rows)
    name = (
        gettext("Taking back %(name)s", name=book.file_name)
        if back
        else gettext("Taking in %(name)s", name=book.file_name)
    )
    text = gettext(
        "%(added)s newly registered, %(repeated)s already on record", added=book.added, repeated=book.repeated
    )
    return {
        "title": name,
        "done": done,
        "total": total,
        "text": ("" if back else text) if done else gettext("Waiting to begin"),
        "failed": book.failed,
        "poll_url": poll if going else None,
    }


def _figures(book: Workbook) -> list[dict[str, Any]]:
    changed = ["changed"] if book.changed else []
    counted = [
        "rows",
        "added",
        *changed,
        "repeated",
        "failed",
        *(["taken_back"] if book.state == UNDONE else []),
    ]
    return [
        {
            "label": str(Workbook.LABELS[name]),
            "value": f"{getattr(book, name):,}",
            "tone": "red" if name == "failed" and book.failed else None,
        }
        for name in counted
    ]


def _preview_notice(bad: int, count: int) -> dict[str, Any]:
    if not bad:
        return {
            "text": gettext("The first rows can all be taken"),
            "tone": "green",
            "icon": "circle-check",
        }
    text = gettext(
        "%(bad)s of the first %(count)s rows have a problem; rows with problems are handed back in a workbook",
        bad=bad,
        count=count,
    )
    return {"text": text, "tone": "amber", "icon": "warning"}


def _preview_table(spec: Import, book: Workbook, rows: list[tuple[Facts, str]]) -> dict[str, Any]:
    fields = targets(spec)
    given = {*book.columns.values(), *book.settings}
    names = [name for name in fields if name in given and fields[name].type != "long"][:_SHOWN_FACTS]
    columns = [
        {"name": "row", "label": gettext("Row")},
        *({"name": name, "label": str(fields[name].label)} for name in names),
        {"name": "problem", "label": gettext("Problem")},
    ]
    drawn = []
    fates = {KNOWN: gettext("Already on record"), CHANGES: gettext("Changes the record")}
    for facts, fate in rows:
        cells = [{"value": _said(fields[name], facts.values.get(name))} for name in names]
        problem = "；".join(facts.problems) or fates.get(fate, "")
        last = {"value": problem, "tone": "red" if facts.problems else None}
        drawn.append({"pk": facts.number, "cells": [{"value": facts.number}, *cells, last]})
    return {
        "name": "preview",
        "caption": gettext("Preview"),
        "columns": columns,
        "rows": drawn,
        "density": "compact",
    }


def _said(field: FieldInfo, value: Any) -> str:
    if value is None:
        return ""
    if field.type == "division":
        return str(place_names([value]).get(value, value))
    if field.type == "choice":
        return str(dict(field.choices).get(value, value))
    if isinstance(value, datetime):
        return exact_moment(value)
    return _cut(shown(value))


def _samples(sheet: Sheet, column: int) -> str:
    """The first few different values of a column."""
    values = [" ".join(shown(cells[column]).split()) for _row, cells in sheet.first if column < len(cells)]
    return " · ".join(_cut(value, 24) for value in list(dict.fromkeys(filter(None, values)))[:_SAMPLES])


def _cut(text: str, most: int = _SHOWN_TEXT) -> str:
    return text if len(text) <= most else text[:most] + "…"


def _labels(spec: Import, names: Any) -> list[str]:
    fields = targets(spec)
    return [str(fields[name].label) for name in names if name in fields]


def _about(spec: Import, book: Workbook) -> str:
    """The file, and what was asked for with it."""
    fields = targets(spec) | {field.name: field for field in asked_fields(spec)}
    asked = [_said(fields[name], value) for name, value in book.settings.items() if name in fields]
    return " · ".join((book.file_name, *filter(None, asked)))


def _crumbs(spec: Import, name: str = "") -> list[dict[str, Any]]:
    found = [
        {"label": str(screens().list(spec.model).title), "url": address(spec.model, "list")},
        {"label": gettext("Import"), "url": import_address(spec.model)},
    ]
    return [*found, {"label": name}] if name else found


def _headings_card(spec: Import) -> dict[str, Any]:
    """What columns may give, and an empty table that has them all."""
    url = import_address(spec.model) + "empty.xlsx"
    return {
        "name": "headings",
        "title": gettext("Columns"),
        "icon": "columns",
        "text": "、".join(_labels(spec, targets(spec))),
        "rows": [{"title": gettext("An empty table with these headings"), "second": "xlsx", "url": url}],
    }


def _recent_card(spec: Import, recent: list[Workbook]) -> dict[str, Any]:
    states = {
        CHOOSING: gettext("not begun"),
        RUNNING: gettext("running"),
        DONE: gettext("done"),
        BROKEN: gettext("broken off"),
        UNDOING: gettext("being taken back"),
        UNDONE: gettext("taken back"),
    }
    rows = [
        {"title": book.file_name, "second": states[book.state], "url": import_address(spec.model, book.id)}
        for book in recent
    ]
    return {"name": "recent", "title": gettext("Your last imports"), "icon": "clock", "rows": rows}
