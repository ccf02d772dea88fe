"""The first page, different for every post, and the search over everything one may read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request
from flask_appbuilder import BaseView, expose
from flask_babel import format_date, gettext
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from app.access.scope import Scope, current_scope
from app.clock.models import Deadline
from app.clock.service import due_before
from app.model.base import Record, db
from app.model.house import house
from app.model.moment import now, today
from app.view.doorkeeper import ask_to_sign_in
from app.view.due import NEAR, due_cell
from app.view.fields import FieldInfo
from app.view.interface import Ask, Interface, figure, read_ask
from app.view.links import address, has_screens
from app.view.list_page import table_of
from app.view.quick import found_in, offered
from app.view.screens import screens
from app.view.shell import entries_of, menu_of
from app.workflow.spec import Workflow

#: Rows of a block, and blocks of rows on the page.
MOST_ROWS, MOST_BLOCKS = 6, 3


class HomeView(BaseView):
    """`/` and `/search`."""

    route_base = ""
    default_view = "index"

    @expose("/")
    def index(self) -> Any:
        """What waits for the reader, what is due, and where to begin."""
        if not current_user.is_authenticated:
            return ask_to_sign_in()
        scope = current_scope()
        waiting = [_Waiting(flow, scope) for flow in house().workflows.values()]
        waiting = [work for work in waiting if work.states and has_screens(work.model)]
        figures = [figure for work in waiting if (figure := work.figure()) is not None]
        blocks = [block for work in waiting[:MOST_BLOCKS] if (block := work.block()) is not None]
        due = _due_block(scope)
        menu = menu_of(scope)
        page = {
            "title": gettext("Workbench"),
            "second": format_date(today(), "full"),
            "figures": figures,
            "blocks": [*([due] if due else []), *blocks],
            "links": [{"title": gettext("Short cuts"), "links": entries_of(menu)}] if menu else [],
            "notices": _notices(menu, bool(due or blocks)),
        }
        return render_template("home.html", page=page)

    @expose("/search")
    def search(self) -> Any:
        """Rows of every table one may read that a word is found in."""
        if not current_user.is_authenticated:
            return ask_to_sign_in()
        text = request.args.get("q", "").strip()
        blocks = []
        for model in house().models.values() if text else ():
            if has_screens(model) and current_scope().may("r", model):
                blocks += _found(model, text)
        page: dict[str, Any] = {"title": gettext("Found for “%(text)s”", text=text), "blocks": blocks}
        if not blocks:
            page["notices"] = [{"text": gettext("Nothing found; try fewer or other words"), "icon": "search"}]
        return render_template("home.html", page=page)


    @expose("/search/quick")
    def quick(self) -> Any:
        """What the search box offers while one types."""
        if not current_user.is_authenticated:
            return ask_to_sign_in()
        text = request.args.get("q", "").strip()
        everything = f"{request.script_root}/search?{urlencode({'q': text})}"
        page = {"groups": offered(text), "text": text, "all_url": everything}
        return render_template("found.html", page=page)


class _Waiting:
    """The rows of one workflow whose expected next step is the reader's."""

    def __init__(self, flow: Workflow, scope: Scope) -> None:
        self.model: Any = flow.model
        self.field = flow.field
        self.states = tuple(
            dict.fromkeys(
                state
                for arrow in flow.transitions
                if arrow.primary and scope.may(arrow.name, flow.model)
                for state in arrow.sources
            )
        )
        self.rows = Interface(self.model)

    def ask(self) -> Ask:
        """Their part of the list, the oldest first."""
        ask = read_ask(screens().list(self.model), MultiDict())
        waits = getattr(self.model, self.field).in_(self.states)
        return replace(ask, order="id", size=MOST_ROWS, conditions=(waits,))

    def figure(self) -> dict[str, Any] | None:
        count = self.rows.count(self.ask())
        if not count:
            return None
        return {
            "label": gettext("Waiting: %(what)s", what=str(screens().list(self.model).title)),
            "value": figure(count),
            "url": address(self.model, "list", asked={self.field: self.states}),
        }

    def block(self) -> dict[str, Any] | None:
        screen = screens().list(self.model)
        rows = self.rows.page(self.ask()).rows
        if not rows:
            return None
        name = self.model.model_id().replace(".", "-")
        return {
            "name": name,
            "title": screen.title,
            "url": address(self.model, "list", asked={self.field: self.states}),
            "table": table_of(self.model, _narrow(screen.columns), rows, caption=screen.title, name=name),
        }


def _narrow(columns: tuple[FieldInfo, ...]) -> tuple[FieldInfo, ...]:
    """The columns of a list for half a page: what a row is called, then marks, places and days, no second text."""
    return (*columns[:1], *(column for column in columns[1:] if column.type != "text"))


def _found(model: type[Record], text: str) -> list[dict[str, Any]]:
    screen, page = screens().list(model), found_in(model, text, MOST_ROWS)
    if page is None or not page.rows:
        return []
    name = model.model_id().replace(".", "-")
    return [
        {
            "name": name,
            "title": screen.title,
            "count": page.figure,
            "url": address(model, "list", asked={"q": text}),
            "table": table_of(model, screen.columns, page.rows, caption=screen.title, name=name),
        }
    ]


def _due_block(scope: Scope) -> dict[str, Any] | None:
    """Limits that have passed or will within a day, nearest first."""
    if not scope.may("r", Deadline):
        return None
    clocks = due_before(db.session(), now() + NEAR, MOST_ROWS)
    rows = []
    for clock in clocks:
        model = house().models.get(clock.subject_model)
        if model is None or not has_screens(model) or not scope.may("r", model):
            continue
        url = address(model, "show", clock.subject_id)
        what = {"kind": "text", "value": str(screens().label(model)), "url": url}
        due = {"kind": "due", "value": due_cell(clock.due_at)}
        rows.append({"pk": clock.id, "url": url, "cells": [due, {"kind": "text", "value": clock.name}, what]})
    if not rows:
        return None
    titles = (("due", gettext("Due")), ("limit", gettext("Limit")), ("what", gettext("Matter")))
    columns = [{"name": name, "label": label} for name, label in titles]
    title = gettext("Due soon")
    return {
        "name": "due",
        "title": title,
        "table": {"name": "due", "caption": title, "columns": columns, "rows": rows, "density": "compact"},
    }


def _notices(menu: list[dict[str, Any]], busy: bool) -> list[dict[str, Any]]:
    """Why the page is empty, where it is."""
    if not menu:
        text = gettext("You hold no post today. Ask your administrator if that is wrong.")
        return [{"text": text, "tone": "amber", "icon": "warning"}]
    if busy:
        return []
    return [
        {
            "text": gettext("Nothing waits for you now; the short cuts lead to the lists"),
            "icon": "circle-check",
        }
    ]
