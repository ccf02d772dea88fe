"""What the pages of the importer show, as the templates take it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import get_template_attribute, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from app.view.due import exact_moment
from app.view.form_page import form_page, places_of
from app.view.links import address
from app.view.names import place_names
from app.view.screens import FormScreen
from modules.cases.importing.columns import Mapped, targets
from modules.cases.importing.reading import MOST_ROWS
from modules.cases.importing.values import Facts, shown
from modules.cases.importing.workbook import Sheet
from modules.cases.models import Case, code_label
from modules.cases.models.case_import import BROKEN, CHOOSING, DONE, RUNNING, CaseImport

#: Rows shown before taking in, and characters of a cell.
_SHOWN_ROWS = 20
_SHOWN_TEXT = 60
#: Sample values beside a column.
_SAMPLES = 3

#: Facts shown in the preview when a column gives them.
_PREVIEWED = ("outer_no", "title", "received_at", "division_code", "category", "channel")


def upload_page(
    form: FormScreen,
    recent: list[CaseImport],
    raw: MultiDict[str, str] | None = None,
    errors: dict[str, list[str]] | None = None,
) -> dict[str, Any]:
    """The first step."""
    places = places_of(Case)
    first = {"channel": "import"} | ({"division_code": places[0]} if places else {})
    drawn = form_page(form, values=first, raw=raw, errors=errors, back=address(Case, "list"))
    drawn["sections"][0]["fields"].insert(
        0,
        {
            "name": "file",
            "label": gettext("Workbook"),
            "kind": "file",
            "accept": ".xlsx",
            "required": True,
            "wide": 12,
            "errors": (errors or {}).get("file", []),
            "help": gettext(
                "xlsx, at most %(rows)s rows, the first row names the columns. A row whose channel and outer number "
                "are on record already is passed over.",
                rows=f"{MOST_ROWS:,}",
            ),
        },
    )
    return drawn | {
        "title": gettext("Import cases"),
        "crumbs": _crumbs(),
        "multipart": True,
        "buttons": [{"label": gettext("Go on"), "tone": "primary", "name": "_next", "value": "1"}],
        "rail": [_recent_card(recent)] if recent else None,
    }


def columns_page(
    row: CaseImport, sheet: Sheet, mapping: Mapped, errors: list[str] | None = None
) -> dict[str, Any]:
    """The second step: one choice a column, with the first values beside it."""
    choices = [(name, str(field.label)) for name, field in targets().items()]
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
    accepting = {
        "name": "accept",
        "label": gettext("Accept the cases at once"),
        "kind": "boolean",
        "value": row.accept,
        "help": gettext("Otherwise they wait as registered."),
        "wide": 12,
    }
    return {
        "title": gettext("What the columns mean"),
        "second": _about(row),
        "crumbs": _crumbs(row.file_name),
        "sections": [
            {"name": "columns", "title": gettext("Columns"), "fields": fields},
            {"name": "how", "title": gettext("Afterwards"), "fields": [accepting]},
        ],
        "errors": [{"id": "f-column-0", "text": text} for text in errors or []],
        "cancel_url": url_for("cases_import.upload"),
        "buttons": [{"label": gettext("Preview"), "tone": "primary", "name": "_next", "value": "1"}],
    }


def preview_page(
    row: CaseImport, sheet: Sheet, rows: list[tuple[Facts, bool]], back_url: str
) -> dict[str, Any]:
    """The third step: the first rows as they would be taken, with their problems."""
    rows = rows[:_SHOWN_ROWS]
    bad = sum(bool(facts.problems) for facts, _known in rows)
    notices = [_preview_notice(bad, len(rows))]
    return {
        "title": gettext("Preview"),
        "second": _about(row),
        "crumbs": _crumbs(row.file_name),
        "notices": notices,
        "table": _preview_table(row, rows),
        "table_title": gettext(
            "The first %(shown)s of %(count)s rows", shown=len(rows), count=f"{sheet.count:,}"
        ),
        "actions": [
            {"label": gettext("Back to the columns"), "url": back_url},
            {
                "label": gettext("Import %(count)s rows", count=f"{sheet.count:,}"),
                "url": "",
                "method": "post",
                "tone": "primary",
                "icon": "upload",
            },
        ],
    }


def result_page(row: CaseImport, poll_url: str, problems_url: str) -> dict[str, Any]:
    """The last step: how far it is, then what became of it."""
    drawn: dict[str, Any] = {
        "title": gettext("Import cases"),
        "second": _about(row),
        "crumbs": _crumbs(row.file_name),
        "notices": [],
    }
    if row.state == RUNNING:
        return drawn | {"job": _job(row, poll_url)}
    actions = [
        {"label": gettext("Import another file"), "url": url_for("cases_import.upload")},
        {"label": gettext("To the cases"), "url": address(Case, "list", asked={"channel": row.channel})},
    ]
    if row.state == BROKEN:
        drawn["notices"] = [{"text": row.trouble, "tone": "red", "icon": "alert"}]
    elif row.failed:
        text = gettext(
            "Rows that were not taken stand in a workbook, each with its problem; correct it and bring it again"
        )
        drawn["notices"] = [{"text": text, "tone": "amber", "icon": "warning"}]
        actions.insert(
            0,
            {"label": gettext("Rows not taken"), "url": problems_url, "icon": "download", "tone": "primary"},
        )
    else:
        drawn["notices"] = [
            {"text": gettext("Every row is on record"), "tone": "green", "icon": "circle-check"}
        ]
    return drawn | {"actions": actions, "figures": _figures(row)}


def progress(row: CaseImport, poll_url: str) -> str:
    """The progress alone, as the page asks for it every other second."""
    return str(get_template_attribute("ui/state.html", "progress")(_job(row, poll_url)))


def _job(row: CaseImport, poll_url: str) -> dict[str, Any]:
    text = gettext(
        "%(added)s newly registered, %(repeated)s already on record", added=row.added, repeated=row.repeated
    )
    return {
        "title": gettext("Taking in %(name)s", name=row.file_name),
        "done": row.dealt_with,
        "total": row.rows,
        "text": text if row.dealt_with else gettext("Waiting to begin"),
        "failed": row.failed,
        "poll_url": poll_url if row.state == RUNNING else None,
    }


def _figures(row: CaseImport) -> list[dict[str, Any]]:
    counted = (("added", None), ("repeated", None), ("failed", "red" if row.failed else None))
    figures = [
        {"label": str(CaseImport.LABELS[name]), "value": f"{getattr(row, name):,}", "tone": tone}
        for name, tone in counted
    ]
    return [{"label": str(CaseImport.LABELS["rows"]), "value": f"{row.rows:,}"}, *figures]


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


def _preview_table(row: CaseImport, rows: list[tuple[Facts, bool]]) -> dict[str, Any]:
    fields = targets()
    names = [name for name in _PREVIEWED if name in row.columns.values() or name == "title"]
    columns = [
        {"name": "row", "label": gettext("Row")},
        *({"name": name, "label": str(fields[name].label)} for name in names),
        {"name": "problem", "label": gettext("Problem")},
    ]
    drawn = []
    for facts, known in rows:
        cells = [{"value": _said(name, facts.values.get(name))} for name in names]
        problem = "；".join(facts.problems) or (gettext("Already on record") if known else "")
        last = {"value": problem, "tone": "red" if facts.problems else None}
        drawn.append({"pk": facts.number, "cells": [{"value": facts.number}, *cells, last]})
    return {
        "name": "preview",
        "caption": gettext("Preview"),
        "columns": columns,
        "rows": drawn,
        "density": "compact",
    }


def _said(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name == "division_code":
        return str(place_names([value]).get(value, value))
    if name in Case.CHOICES:
        return code_label(name, value)
    if isinstance(value, datetime):
        return exact_moment(value)
    return _cut(shown(value))


def _samples(sheet: Sheet, column: int) -> str:
    """The first few different values of a column."""
    values = [" ".join(shown(cells[column]).split()) for _row, cells in sheet.first if column < len(cells)]
    return " · ".join(_cut(value, 24) for value in list(dict.fromkeys(filter(None, values)))[:_SAMPLES])


def _cut(text: str, most: int = _SHOWN_TEXT) -> str:
    return text if len(text) <= most else text[:most] + "…"


def _about(row: CaseImport) -> str:
    place = place_names([row.division_code]).get(row.division_code, row.division_code)
    return f"{row.file_name} · {code_label('channel', row.channel)} · {place}"


def _crumbs(name: str = "") -> list[dict[str, Any]]:
    found = [
        {"label": gettext("Cases"), "url": address(Case, "list")},
        {"label": gettext("Import cases"), "url": url_for("cases_import.upload")},
    ]
    return [*found, {"label": name}] if name else found


def _recent_card(recent: list[CaseImport]) -> dict[str, Any]:
    states = {
        CHOOSING: gettext("not begun"),
        RUNNING: gettext("running"),
        DONE: gettext("done"),
        BROKEN: gettext("broken off"),
    }
    links = [
        {
            "text": f"{row.file_name} · {states[row.state]}",
            "url": url_for("cases_import.result", pk=row.id),
        }
        for row in recent
    ]
    return {"title": gettext("Your last imports"), "icon": "clock", "links": links}
