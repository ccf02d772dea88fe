"""What the pages of divisions show, as the templates take it."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from sqlalchemy import or_, select

from app.access.pages.rights import LEVEL_NAMES
from app.access.scope import current_scope
from app.model.base import codes_above, db
from app.model.house import house
from app.model.moment import today
from app.org.changes import ADD, MERGE, MOVE, RENAME, DivisionChange
from app.org.models import Division
from app.view.boundaries.changes import ABOVE, Done, Wish, may
from app.view.display import Cell
from app.view.fields import FieldInfo
from app.view.names import people_names, place_names
from app.view.screens import screens

DAY = FieldInfo("valid_from", _("In force from"), type="date", required=True)

#: The buttons, with their words and icons, in the order shown.
ACTS = {
    ADD: (_("Add a division below"), "plus"),
    RENAME: (_("Rename"), "edit"),
    MERGE: (_("Merge into another"), "merge"),
    MOVE: (_("Move below another"), "transfer"),
}

#: Divisions offered as the target of a merge or a move.
_MOST = 2_000


def place_address(code: str, act: str = "") -> str:
    """The page of a division, or one of its forms."""
    return f"{request.script_root}/divisions/{code}" + (f"/{act}" if act else "")


def roots_page(divisions: list[Division]) -> dict[str, Any]:
    """The places of one's own posts."""
    title = gettext("Divisions")
    return {"title": title, "crumbs": [], "table": _table(divisions), "table_title": gettext("My places")}


def place_page(division: Division) -> dict[str, Any]:
    """One division with those below it and its changes."""
    below = db.session.scalars(
        select(Division)
        .where(Division.parent_code == division.code)
        .order_by(Division.active.desc(), Division.code)
    ).all()
    changes = db.session.scalars(
        select(DivisionChange)
        .where(or_(DivisionChange.code == division.code, DivisionChange.new_code == division.code))
        .order_by(DivisionChange.id.desc())
    ).all()
    facts: list[Cell] = [
        {"label": gettext("Code"), "kind": "code", "value": division.code},
        {"label": gettext("Level"), "value": str(LEVEL_NAMES[division.level])},
        {"label": gettext("State"), "value": _state(division)},
    ]
    related: list[dict[str, Any]] = []
    if below:
        related.append(
            {
                "name": "below",
                "title": gettext("Divisions below"),
                "count": len(below),
                "table": _table(list(below)),
            }
        )
    if changes:
        table = _changes_table(list(changes))
        related.append(
            {"name": "changes", "title": gettext("Record of changes"), "count": len(changes), "table": table}
        )
    return {
        "title": division.name,
        "number": division.code,
        "tags": [],
        "crumbs": _crumbs(division),
        "notices": _notices(division, list(changes)),
        "arrows": [],
        "actions": _actions(division),
        "sections": [{"name": "division", "title": gettext("Division"), "facts": facts}],
        "related": related,
    }


def name_form(division: Division, act: str, said: list[str] | None = None, day: str = "") -> dict[str, Any]:
    """The form that asks for a name, and for a rename the day."""
    name = request.form.get("name", division.name if act == RENAME else "")
    fields: list[dict[str, Any]] = [
        {
            "name": "name",
            "label": gettext("Name"),
            "required": True,
            "maxlength": 80,
            "value": name,
            "errors": said or [],
        }
    ]
    if act == RENAME:
        fields.append(_day_field(day))
        fields[0]["help"] = gettext("Papers made before keep the former name")
    else:
        fields[0]["help"] = gettext("It gets a code of this site's own, from serial 900 on")
    return _form(division, act, fields, gettext("Save"))


def target_form(division: Division, act: str, said: list[str] | None = None, day: str = "") -> dict[str, Any]:
    """The form that asks where to."""
    level = division.level if act == MERGE else ABOVE.get(division.level, "")
    codes = [post.code for post in current_scope().reaches("org.division", act)]
    mine = or_(*(Division.code.startswith(code) for code in codes))
    asked = (
        select(Division.code, Division.name)
        .where(mine, Division.level == level, Division.active, Division.code != division.code)
        .order_by(Division.code)
        .limit(_MOST)
    )
    choices = [(code, f"{name} {code}") for code, name in db.session.execute(asked)]
    field = {
        "name": "target",
        "label": gettext("Into") if act == MERGE else gettext("Below"),
        "kind": "choice",
        "required": True,
        "choices": choices,
        "value": request.form.get("target", ""),
        "errors": said or [],
        "help": gettext("Everything kept at the place goes along; case and paper numbers stay as they are"),
    }
    return _form(division, act, [field, _day_field(day)], gettext("Preview"))


def preview_page(division: Division, wish: Wish, done: Done) -> dict[str, Any]:
    """What would be carried over, table by table, and which codes change."""
    total = sum(done.rows.values())
    title = f"{ACTS[wish.kind][0]}: {division.name}"
    models = house().models
    labels = {
        model_id: str(screens().label(models[model_id])) for model_id in done.rows if model_id in models
    }
    rows = [
        {"pk": number, "cells": [{"value": labels.get(model_id, model_id)}, {"value": f"{count:,}"}]}
        for number, (model_id, count) in enumerate(sorted(done.rows.items(), key=lambda pair: -pair[1]))
    ]
    return {
        "title": title,
        "second": gettext("to %(place)s", place=place_names([wish.target])[wish.target]),
        "crumbs": [*_crumbs(division, linked=True), {"label": title}],
        "notices": [
            {
                "text": gettext(
                    "This cannot be undone. Posts and accounts follow; numbers already given stay as they are."
                ),
                "tone": "amber",
                "icon": "warning",
            }
        ],
        "figures": [
            {"label": gettext("Rows carried over"), "value": f"{total:,}"},
            {"label": gettext("Codes that change"), "value": f"{len(done.codes):,}"},
            {"label": gettext("Codes of grids that change"), "value": f"{len(done.own_codes):,}"},
        ],
        "table": {
            "name": "rows",
            "caption": title,
            "columns": [
                {"name": "what", "label": gettext("Kind of record")},
                {"name": "rows", "label": gettext("Rows"), "end": True},
            ],
            "rows": rows,
            "density": "compact",
        },
        "table_title": ngettext("%(num)s kind of record", "%(num)s kinds of record", len(rows)),
        "actions": [
            {"label": gettext("Cancel"), "url": place_address(division.code)},
            {
                "label": str(ACTS[wish.kind][0]),
                "url": place_address(division.code, wish.kind),
                "method": "post",
                "tone": "danger",
                "icon": ACTS[wish.kind][1],
                "fields": {"target": wish.target, "valid_from": wish.valid_from.isoformat(), "sure": "y"},
            },
        ],
    }


def _form(division: Division, act: str, fields: list[dict[str, Any]], button: str) -> dict[str, Any]:
    title = f"{ACTS[act][0]}: {division.name}"
    errors = [{"id": f"f-{field['name']}", "text": text} for field in fields for text in field["errors"]]
    return {
        "title": title,
        "crumbs": [*_crumbs(division, linked=True), {"label": str(ACTS[act][0])}],
        "sections": [{"name": "main", "title": None, "fields": [field | {"wide": 12} for field in fields]}],
        "errors": errors,
        "cancel_url": place_address(division.code),
        "buttons": [{"label": button, "tone": "primary", "name": "_next", "value": "1"}],
    }


def _day_field(wrong: str) -> dict[str, Any]:
    return {
        "name": DAY.name,
        "label": DAY.label,
        "kind": "date",
        "required": True,
        "value": request.form.get(DAY.name, today().isoformat()),
        "errors": [wrong] if wrong else [],
    }


def _actions(division: Division) -> list[dict[str, Any]]:
    scope = current_scope()
    fits = {ADD: division.level in ABOVE.values(), RENAME: True}
    movable = division.level in ABOVE
    return [
        {"label": str(label), "url": place_address(division.code, act), "icon": icon}
        for act, (label, icon) in ACTS.items()
        if division.active and fits.get(act, movable) and may(scope, act, division.code)
    ]


def _notices(division: Division, changes: list[DivisionChange]) -> list[dict[str, Any]]:
    """Where a division went that is no more."""
    gone = next((c for c in changes if c.code == division.code and c.new_code != division.code), None)
    if division.active or gone is None:
        return []
    words = gettext(
        "Since %(day)s it is %(name)s, code %(code)s",
        day=gone.valid_from,
        name=gone.new_name,
        code=gone.new_code,
    )
    return [{"text": words, "tone": "amber", "icon": "info"}]


def _crumbs(division: Division, *, linked: bool = False) -> list[dict[str, Any]]:
    codes = codes_above(division.code)
    names = dict(
        db.session.execute(select(Division.code, Division.name).where(Division.code.in_(codes))).all()  # type: ignore[arg-type]
    )
    found = [{"label": names.get(code, code), "url": place_address(code)} for code in codes]
    last = {"label": division.name} | ({"url": place_address(division.code)} if linked else {})
    return [{"label": gettext("Divisions"), "url": f"{request.script_root}/divisions/"}, *found, last]


def _state(division: Division) -> str:
    if not division.active:
        return gettext("Merged or moved away")
    if division.local:
        return gettext("Added or changed here")
    return gettext("Statistical list only") if division.statistical_only else gettext("National list")


def _table(divisions: list[Division]) -> dict[str, Any]:
    rows = [
        {
            "pk": division.code,
            "url": place_address(division.code),
            "cells": [
                {"value": division.name},
                {"kind": "code", "value": division.code},
                {"value": str(LEVEL_NAMES[division.level])},
                {"value": _state(division)},
            ],
        }
        for division in divisions
    ]
    headings = (gettext("Name"), gettext("Code"), gettext("Level"), gettext("State"))
    columns = [{"name": f"c{number}", "label": label} for number, label in enumerate(headings)]
    return {"name": "divisions", "caption": gettext("Divisions"), "columns": columns, "rows": rows}


def _changes_table(changes: list[DivisionChange]) -> dict[str, Any]:
    names = people_names(change.made_by_id for change in changes)
    kinds = DivisionChange.CHOICES["kind"]
    rows = [
        {
            "pk": change.id,
            "cells": [
                {"value": str(kinds[change.kind])},
                {"value": f"{change.name} {change.code}" if change.kind != ADD else ""},
                {"value": f"{change.new_name} {change.new_code}"},
                {"value": change.valid_from.isoformat()},
                {"value": names.get(change.made_by_id or 0, gettext("System"))},
            ],
        }
        for change in changes
    ]
    headings = (gettext("Change"), gettext("Before"), gettext("After"), gettext("In force from"), gettext("By"))
    columns = [{"name": f"c{number}", "label": label} for number, label in enumerate(headings)]
    return {"name": "changes", "caption": gettext("Record of changes"), "columns": columns, "rows": rows}
