"""`/rights/`: the grant table as a matrix of records and roles, one level at a time, to be read and printed."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request, url_for
from flask_appbuilder import BaseView, expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import login_required
from sqlalchemy import select

from app.access.grants import UNNAMED, Grant, PostRole
from app.access.keepers import WORDS, arrangement
from app.access.scope import Scope, current_scope
from app.model.base import LEVELS, db, snake_case
from app.model.house import house

LEVEL_NAMES = {
    "village": _("Village"),
    "township": _("Township"),
    "county": _("County"),
    "city": _("City"),
    "province": _("Province"),
}

_USUAL = "county"

_RIGHTS = {"r": _("See"), "c": _("Add"), "u": _("Change"), "d": _("Delete")}

#: Buttons that are no arrow of a workflow.
_BUTTONS = {
    UNNAMED: _("without being named"),
    "reveal": _("show numbers"),
    "create": _("open"),
    "disable": _("disable"),
    "unlock": _("unlock"),
    "reset_password": _("new password"),
    "reset_second_factor": _("new second factor"),
    "add": _("add"),
    "rename": _("rename"),
    "merge": _("merge"),
    "move": _("move"),
    "approve": _("approve"),
    "undo": _("take back"),
    "figures": _("see figures"),
    "give": _("give a post"),
    "end": _("end a post"),
    "change": _("install, upgrade, uninstall"),
    "ask_void": _("ask to make void"),
    "approve_void": _("approve making void"),
    "refuse_void": _("keep valid"),
}


class RightsView(BaseView):
    """Who may do what, on one sheet."""

    route_base = "/rights"
    default_view = "sheet"
    class_permission_name = "access.grant"

    @classmethod
    def visible(cls, scope: Scope) -> bool:
        """Whether the menu shows the sheet to somebody."""
        return scope.may("r", Grant)

    @expose("/", methods=["GET"])
    @login_required
    def sheet(self) -> str:
        """Records down, roles across; each cell holds the rights, and the buttons below them."""
        if not current_scope().may("r", Grant):
            abort(403)
        level = request.args.get("level", _USUAL)
        if level not in LEVELS:
            abort(404)
        return render_template("list.html", page=_page(level))


def _page(level: str) -> dict[str, Any]:
    cells = db.session.scalars(select(Grant).where(Grant.level == level).order_by(Grant.model)).all()
    held = {cell.role for cell in cells}
    known = db.session.execute(select(PostRole.name, PostRole.label).order_by(PostRole.position)).all()
    roles = [(name, gettext(label)) for name, label in known if name in held]
    by_model: dict[str, dict[str, Grant]] = {}
    for cell in cells:
        by_model.setdefault(cell.model, {})[cell.role] = cell
    rows = [
        {"pk": model, "cells": [_name(model), *(_cell(model, granted.get(role)) for role, _label in roles)]}
        for model, granted in by_model.items()
    ]
    return {
        "name": "rights",
        "title": gettext("Rights"),
        "notices": [{"text": str(WORDS[arrangement()])}],
        "views": [
            {"label": str(name), "url": url_for("RightsView.sheet", level=key), "current": key == level}
            for key, name in LEVEL_NAMES.items()
        ],
        "columns": [
            {"name": "model", "label": gettext("Kind of record")},
            *({"name": role, "label": label, "phone": "named"} for role, label in roles),
        ],
        "rows": rows,
        "bulk": [],
        "exports": [],
        "actions": [],
        "density": "matrix",
        "pager": {"prev_url": None, "next_url": None, "count_text": ""},
        "empty": {"kind": "none", "title": gettext("No rights at this level"), "text": ""},
    }


def _name(model: str) -> dict[str, Any]:
    cls = house().models.get(model)
    if cls is None:
        return {"kind": "code", "value": model}
    words = getattr(cls, "LABEL", None) or gettext(snake_case(cls.__name__).replace("_", " ").capitalize())
    return {"value": str(words)}


def _cell(model: str, grant: Grant | None) -> dict[str, Any]:
    if grant is None:
        return {"value": ""}
    held = " ".join(str(word) for letter, word in _RIGHTS.items() if letter in grant.rights)
    return {"value": held or "—", "second": "、".join(_button(model, name) for name in grant.buttons.split())}


def _button(model: str, name: str) -> str:
    """A button in the words it bears; those that are no arrow have words of their own."""
    flow = house().workflows.get(model)
    arrow = next((known for known in flow.transitions if known.name == name), None) if flow else None
    return str(arrow.label) if arrow is not None else str(_BUTTONS.get(name, name))
