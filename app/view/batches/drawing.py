"""What the pages of a batch show, as the templates take it."""

from __future__ import annotations

from typing import Any

from flask import get_template_attribute
from flask_babel import gettext, ngettext
from sqlalchemy import select

from app.job.models import Job
from app.model.base import db
from app.model.house import house
from app.view.batches import running, slips
from app.view.batches.accounts import MakeAccounts, NewPasswords, role_of, staff_of
from app.view.batches.editing import Edit
from app.view.batches.known import ACTS
from app.view.batches.models import DONE, RUNNING, UNDOING, UNDONE, Batch
from app.view.batches.printing import PrintPapers, paper_of, papers_for
from app.view.batches.running import AT_ONCE, Outcome
from app.view.calling import called
from app.view.export_job import expired
from app.view.fields import FieldInfo
from app.view.links import address, batch_address
from app.view.making import making
from app.view.names import place_names, role_names
from app.view.screens import screens
from app.view.widgets import widget


def field_page(batch: Batch, fields: tuple[FieldInfo, ...], wrong: str = "") -> dict[str, Any]:
    """The choice of a field."""
    choices = [(field.name, str(field.label)) for field in fields]
    control = {
        "name": "field",
        "label": gettext("Field"),
        "kind": "choice",
        "required": True,
        "value": batch.settings.get("chosen", ""),
        "choices": choices,
        "errors": [wrong] if wrong else [],
    }
    return _form(batch, control, gettext("Go on"))


def value_page(
    batch: Batch, field: FieldInfo, typed: str, errors: dict[str, list[str]] | None = None
) -> dict[str, Any]:
    """The value for the field."""
    wrong = (errors or {}).get(field.name, [])
    control = widget(house().models[batch.model], field, typed, errors=wrong)
    return _form(batch, control, gettext("Preview"))


def preview_page(batch: Batch, planned: list[Outcome]) -> dict[str, Any]:
    """What would become of the first rows."""
    done = sum(one.deed is not None for one in planned)
    refused = sum(bool(one.reason) and not one.same for one in planned)
    same = len(planned) - done - refused
    drawn = _head(batch) | {
        "notices": [_planned_notice(batch, len(planned), refused)],
        "figures": [
            {"label": gettext("Rows"), "value": f"{batch.rows:,}"},
            {"label": gettext("Will be done"), "value": f"{done:,}"},
            *([] if ACTS[batch.act].job else [{"label": gettext("Nothing to do"), "value": f"{same:,}"}]),
            {
                "label": gettext("Could not be done"),
                "value": f"{refused:,}",
                "tone": "red" if refused else None,
            },
        ],
        "table": _planned_table(batch, planned),
        "table_title": gettext(
            "The first %(shown)s of %(count)s rows", shown=len(planned), count=f"{batch.rows:,}"
        ),
        "actions": [{"label": gettext("Cancel"), "url": address(house().models[batch.model], "list")}],
    }
    if batch.act == Edit.name:
        drawn["actions"].append({"label": gettext("Another value"), "url": batch_address(batch.id, "field")})
    if batch.act == MakeAccounts.name:
        drawn["views"] = _roles(batch)
    if batch.act == PrintPapers.name:
        drawn["views"] = _papers(batch)
    if done or batch.rows > len(planned):
        label = ngettext("Do it for %(num)s row", "Do it for %(num)s rows", done)
        if batch.rows > len(planned):
            label = gettext("Do it for all rows")
        if ACTS[batch.act].job:
            label = gettext("Make the file")
        drawn["actions"].append(
            {"label": label, "url": "", "method": "post", "tone": "primary", "icon": "check"}
        )
    return drawn


def result_page(batch: Batch, unprinted: int) -> dict[str, Any]:
    """How far it is, then what became of it."""
    drawn = _head(batch)
    if batch.state in (RUNNING, UNDOING):
        return drawn | {"job": _job(batch)}
    model: Any = house().models[batch.model]
    actions: list[dict[str, Any]] = [{"label": gettext("To the list"), "url": address(model, "list")}]
    if batch.act == Edit.name and batch.state == DONE and batch.changed:
        actions.append(_setting_back(batch))
    if unprinted:
        actions.append(_printing(batch, unprinted))
    lines = running.rows_of(batch, refused=True)
    return drawn | {
        "notices": [_outcome(batch, unprinted)],
        "figures": [
            {
                "label": str(Batch.LABELS[name]),
                "value": f"{getattr(batch, name):,}",
                "tone": "red" if name == "refused" and batch.refused else None,
            }
            for name in ("rows", "changed", "refused", *(("taken_back",) if batch.state == UNDONE else ()))
        ],
        "actions": actions,
        "table": _refused_table(model, lines) if lines else None,
        "table_title": gettext("Rows that stayed"),
    }


def printed_page(batch: Batch, job: Job | None) -> dict[str, Any]:
    """How far the file of papers is, then the file and the rows that stayed."""
    model: Any = house().models[batch.model]
    drawn = _head(batch)
    drawn["actions"] = [{"label": gettext("To the list"), "url": address(model, "list")}]
    if batch.state == RUNNING and job is not None:
        drawn["job"] = making(job, batch_address(batch.id, "progress"), batch_address(batch.id, "stop"))
        return drawn
    if batch.state != DONE:
        return drawn | {"notices": [_note(gettext("Printing was given up; no file was made"), "amber")]}
    lines = running.rows_of(batch, refused=True)
    drafts, pages = (int(batch.settings.get(name, 0)) for name in ("drafts", "pages"))
    if job is None or expired(job):
        drawn["notices"] = [_note(gettext("This file has been deleted; please print again"))]
    elif batch.changed:
        file = {"label": gettext("Download"), "url": batch_address(batch.id, "file"), "icon": "download"}
        drawn["actions"].append(file | {"tone": "primary"})
        drawn["notices"] = [_note(gettext("The file is kept for a day; a sheet with your name stands in front"))]
    else:
        drawn["notices"] = [_note(gettext("No row has this paper; there is nothing to print"), "amber")]
    figures = (
        (gettext("Rows"), batch.rows, None),
        (gettext("Papers in force"), batch.changed - drafts, None),
        (gettext("Drafts"), drafts, None),
        (gettext("Not printed"), batch.refused, "red" if batch.refused else None),
        (gettext("Pages in the file"), pages, None),
    )
    return drawn | {
        "figures": [{"label": label, "value": f"{n:,}", "tone": tone} for label, n, tone in figures],
        "table": _refused_table(model, lines) if lines else None,
        "table_title": _stayed(len(lines), batch.refused),
    }


def progress(batch: Batch) -> str:
    """The progress alone, as the page asks for it every other second."""
    return str(get_template_attribute("ui/state.html", "progress")(_job(batch)))


def _head(batch: Batch) -> dict[str, Any]:
    model = house().models[batch.model]
    listed = str(screens().list(model).title)
    title = ACTS[batch.act].title(batch)
    return {
        "title": title,
        "second": ngettext("%(num)s row chosen", "%(num)s rows chosen", batch.rows),
        "crumbs": [{"label": listed, "url": address(model, "list")}, {"label": title}],
        "notices": [],
    }


def _form(batch: Batch, control: dict[str, Any], button: str) -> dict[str, Any]:
    model = house().models[batch.model]
    return _head(batch) | {
        "sections": [{"name": "main", "title": None, "fields": [control | {"wide": 12}]}],
        "errors": [{"id": f"f-{control['name']}", "text": text} for text in control.get("errors") or ()],
        "cancel_url": address(model, "list"),
        "buttons": [{"label": button, "tone": "primary", "name": "_next", "value": "1"}],
    }


def _planned_notice(batch: Batch, shown: int, refused: int) -> dict[str, Any]:
    if batch.act == PrintPapers.name:
        words = gettext("Papers in force are printed as they are kept, the others as drafts; nothing is numbered")
        return {"text": words, "tone": "accent", "icon": "info"}
    if batch.rows > shown:
        words = gettext("More than %(limit)s rows are left to a job; the first ones are shown", limit=AT_ONCE)
        return {"text": words, "tone": "accent", "icon": "info"}
    if refused:
        words = gettext("Rows that are refused stay as they are; the others go through")
        return {"text": words, "tone": "amber", "icon": "warning"}
    if batch.act == Edit.name:
        words = gettext("Nothing has been changed yet; afterwards the whole edit can be set back")
    elif batch.act == NewPasswords.name:
        words = gettext("The former passwords end when the slips are printed")
    else:
        words = gettext("Nothing has been made yet; first passwords are printed afterwards, once")
    return {"text": words, "tone": "accent", "icon": "info"}


def _planned_table(batch: Batch, planned: list[Outcome]) -> dict[str, Any]:
    headings = ACTS[batch.act].columns(batch)
    places: dict[str, str] = {}
    if batch.act == MakeAccounts.name:
        places = place_names(one.deed.shown[1] for one in planned if one.deed)
    rows = []
    for one in planned:
        shown = one.deed.shown if one.deed else ("",) * len(headings)
        tone = "red" if one.reason and not one.same else None
        cells = [{"value": places.get(text, text)} for text in shown]
        rows.append(
            {"pk": one.key, "cells": [{"value": one.called}, *cells, {"value": one.reason, "tone": tone}]}
        )
    return _table("planned", (_one(batch), *headings, gettext("Remark")), rows)


def _refused_table(model: Any, lines: list[Any]) -> dict[str, Any]:
    asked = select(model).where(model.id.in_([line.row_id for line in lines]))
    names = {row.id: called(row) for row in db.session.scalars(asked)}
    rows = [
        {
            "pk": line.row_id,
            "cells": [{"value": names.get(line.row_id, line.row_id)}, {"value": line.reason, "tone": "red"}],
        }
        for line in lines
    ]
    return _table("refused", (str(screens().label(model)), gettext("Reason")), rows)


def _one(batch: Batch) -> str:
    """What one row is called, as a heading."""
    return str(screens().label(house().models[batch.model]))


def _table(name: str, headings: tuple[str, ...], rows: list[dict[str, Any]]) -> dict[str, Any]:
    columns = [{"name": f"c{number}", "label": label} for number, label in enumerate(headings)]
    return {"name": name, "caption": headings[0], "columns": columns, "rows": rows, "density": "compact"}


def _note(text: str, tone: str = "accent") -> dict[str, Any]:
    return {"text": text, "tone": tone, "icon": "info" if tone == "accent" else "warning"}


def _stayed(shown: int, count: int) -> str:
    if shown < count:
        return gettext("Rows that stayed: the first %(shown)s of %(count)s", shown=shown, count=f"{count:,}")
    return gettext("Rows that stayed")


def _roles(batch: Batch) -> list[dict[str, Any]]:
    """The roles the accounts may be given, where there are several."""
    roles = staff_of(batch).roles.split()
    words = role_names(roles)
    if len(roles) < 2:
        return []
    return [
        {"label": words[role], "url": f"?role={role}", "current": role == role_of(batch)} for role in roles
    ]


def _papers(batch: Batch) -> list[dict[str, Any]]:
    """The papers to choose from, where there are several."""
    found = papers_for(house().models[batch.model])
    if len(found) < 2:
        return []
    current = paper_of(batch).id
    return [
        {"label": str(one.name), "url": f"?paper={one.id}", "current": one.id == current} for one in found
    ]


def _outcome(batch: Batch, unprinted: int) -> dict[str, Any]:
    if batch.state == UNDONE:
        left = batch.changed - batch.taken_back
        if left:
            text = ngettext(
                "Set back; %(num)s row has been changed since and stays",
                "Set back; %(num)s rows have been changed since and stay",
                left,
            )
            return {"text": text, "tone": "amber", "icon": "warning"}
        return {"text": gettext("The whole edit was set back"), "tone": "green", "icon": "undo"}
    if unprinted:
        text = gettext(
            "Print the slips now: the passwords are made while printing, are handed out once and kept nowhere"
        )
        return {"text": text, "tone": "accent", "icon": "key"}
    if batch.refused:
        text = gettext("Some rows stayed as they were; each says why")
        return {"text": text, "tone": "amber", "icon": "warning"}
    return {"text": gettext("All done"), "tone": "green", "icon": "circle-check"}


def _job(batch: Batch) -> dict[str, Any]:
    back = batch.state in (UNDOING, UNDONE)
    done, total = (batch.taken_back, batch.changed) if back else (batch.dealt_with, batch.rows)
    going = batch.state in (RUNNING, UNDOING)
    return {
        "title": ACTS[batch.act].title(batch),
        "done": done,
        "total": total,
        "text": "" if done else gettext("Waiting to begin"),
        "failed": batch.refused,
        "poll_url": batch_address(batch.id, "progress") if going else None,
    }


def _setting_back(batch: Batch) -> dict[str, Any]:
    text = ngettext(
        "%(num)s row gets its former value again; one that was changed since stays.",
        "%(num)s rows get their former value again; those changed since stay.",
        batch.changed,
    )
    return {
        "label": gettext("Set the edit back"),
        "url": batch_address(batch.id, "back"),
        "method": "post",
        "tone": "danger",
        "icon": "undo",
        "confirm": {"title": gettext("Set the edit back"), "text": text},
    }


def _printing(batch: Batch, unprinted: int) -> dict[str, Any]:
    count = min(unprinted, slips.AT_ONCE)
    return {
        "label": ngettext("Print %(num)s password slip", "Print %(num)s password slips", count),
        "url": batch_address(batch.id, "slips"),
        "method": "post",
        "tone": "primary",
        "icon": "print",
    }
