"""The trees of categories and dispute types as they hold on a day, with the ways to change them."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from app.access.scope import current_scope
from app.model.base import db
from app.model.moment import today
from app.view.doorkeeper import page
from app.view.errors import FieldError
from app.view.fields import FieldInfo, label_of, pairs
from app.view.links import address
from app.view.own_page import OwnPage
from app.view.parse import read
from modules.cases.models import CodeEntry
from modules.cases.models.codes import STEP, TREES


class Trees(OwnPage):
    """`/cases/trees/<list>`: every code below the one it belongs to."""

    route_base = "/cases/trees"
    default_view = "first"
    model = CodeEntry
    class_permission_name = "cases.code_entry"

    @page("/", "list")
    def first(self) -> Any:
        """The tree of categories."""
        return self.tree(TREES[0])

    @page("/<name>", "list")
    def tree(self, name: str) -> Any:
        """One tree on a day; today's unless another is asked for (`on`)."""
        if name not in TREES:
            raise NotFound
        wrong, day = _day(request.args.get("on", ""))
        words = dict(pairs(CodeEntry.CHOICES["list_name"]))
        entries = select(CodeEntry).where(CodeEntry.list_name == name)
        rows = in_tree(list(db.session.scalars(entries.order_by(CodeEntry.position, CodeEntry.id))))
        held = [row for row in rows if _state(row, day) != "over"]
        drawn: dict[str, Any] = {
            "title": gettext("Category trees"),
            "second": gettext("as of %(day)s", day=f"{day:%Y-%m-%d}"),
            "crumbs": [{"label": gettext("Code lists"), "url": address(CodeEntry, "list")}],
            "url": f"{request.script_root}/cases/trees/{name}",
            "views": [
                {
                    "label": words[tree],
                    "url": f"{request.script_root}/cases/trees/{tree}",
                    "current": tree == name,
                }
                for tree in TREES
            ],
            "on": request.args.get("on", ""),
            "wrong": wrong,
            "actions": _adding(name),
            "table": {
                "name": "codes",
                "caption": str(words[name]),
                "columns": [
                    {"name": "label", "label": label_of(CodeEntry, "label")},
                    {"name": "code", "label": label_of(CodeEntry, "code")},
                    {"name": "valid_from", "label": label_of(CodeEntry, "valid_from"), "kind": "date"},
                    {"name": "valid_to", "label": label_of(CodeEntry, "valid_to"), "kind": "date"},
                    {"name": "state", "label": gettext("State"), "kind": "badge"},
                    {"name": "below", "label": gettext("Add"), "kind": "link"},
                ],
                "rows": [_drawn(row, rows, day) for row in (held if request.args.get("on") else rows)],
                "density": "compact",
            },
        }
        return self.draw("tree.html", drawn)


def in_tree(entries: list[CodeEntry]) -> list[CodeEntry]:
    """Entries in the order of their tree: each followed by those below it; one whose parent is gone stands alone."""
    codes = {entry.code for entry in entries}
    below: dict[str, list[CodeEntry]] = {}
    for entry in entries:
        above = entry.code[:-STEP]
        below.setdefault(above if above in codes else "", []).append(entry)
    return _followed("", below)


def next_code(above: str, codes: set[str]) -> str:
    """The next free code below another; nothing when all are taken."""
    free = (f"{above}{number:0{STEP}d}" for number in range(1, 10**STEP))
    return next((code for code in free if code not in codes), "")


def _followed(above: str, below: dict[str, list[CodeEntry]]) -> list[CodeEntry]:
    return [one for entry in below.get(above, ()) for one in (entry, *_followed(entry.code, below))]


def _drawn(row: CodeEntry, rows: list[CodeEntry], day: date) -> dict[str, Any]:
    depth = max(len(row.code) // STEP - 1, 0)
    state = {
        "held": (gettext("in force"), "green"),
        "over": (gettext("ended"), "neutral"),
        "ahead": (gettext("not yet"), "amber"),
    }[_state(row, day)]
    add = {}
    if current_scope().may("c", CodeEntry) and _state(row, day) == "held" and depth == 0:
        asked = {
            "list_name": row.list_name,
            "code": next_code(row.code, {other.code for other in rows}),
            "position": row.position + 1,
        }
        add = {"value": gettext("Add below"), "url": address(CodeEntry, "add", asked=asked)}
    return {
        "pk": row.id,
        "url": address(CodeEntry, "show", row.id),
        "cells": [
            {"value": f"{'　' * depth}{'└ ' if depth else ''}{row.label}"},
            {"value": row.code},
            {"value": _written(row.valid_from)},
            {"value": _written(row.valid_to)},
            {"value": state[0], "tone": state[1]},
            add,
        ],
    }


def _adding(name: str) -> list[dict[str, Any]]:
    if not current_scope().may("c", CodeEntry):
        return []
    return [
        {
            "label": gettext("Add"),
            "url": address(CodeEntry, "add", asked={"list_name": name}),
            "icon": "plus",
        }
    ]


def _state(row: CodeEntry, day: date) -> str:
    if row.valid_to is not None and row.valid_to < day:
        return "over"
    return "ahead" if row.valid_from is not None and row.valid_from > day else "held"


def _written(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""


def _day(text: str) -> tuple[str, date]:
    """What is wrong with the day asked for, and the day; today when nothing can be read."""
    try:
        return "", read(FieldInfo("on", gettext("Day"), type="date"), text) or today()
    except FieldError as error:
        return str(error), today()
