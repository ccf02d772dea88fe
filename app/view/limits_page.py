"""`/limits/`: every running limit of the rows one may open, the most urgent first."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext
from sqlalchemy import tuple_

from app.access.scope import current_scope
from app.clock.models import Deadline
from app.model.base import db
from app.view.cursor import Cursor, read_cursor
from app.view.doorkeeper import page
from app.view.errors import BadQuery
from app.view.limits import limits_table, limits_url, running, which
from app.view.own_page import OwnPage
from app.view.screens import screens

#: Rows of a page.
_PAGE = 50


class LimitsPage(OwnPage):
    """Limits that run: overdue, soon due, all."""

    route_base = "/limits"
    default_view = "index"
    model = Deadline

    @page("/", "list")
    def index(self) -> Any:
        """A page of them."""
        names = {"overdue": gettext("Overdue"), "soon": gettext("Due within a day"), "": gettext("All")}
        chosen = request.args.get("view", "")
        if chosen not in names:
            raise BadQuery("view")
        asked = running(current_scope()).where(*which(chosen)).order_by(Deadline.due_at, Deadline.id)
        at = request.args.get("cursor", "")
        if at:
            cursor = read_cursor(at, "due_at", screens().field(Deadline, "due_at"))
            asked = asked.where(tuple_(Deadline.due_at, Deadline.id) > tuple_(cursor.value, cursor.key))
        clocks = list(db.session.scalars(asked.limit(_PAGE + 1)))
        more, clocks = len(clocks) > _PAGE, clocks[:_PAGE]
        following = Cursor("due_at", clocks[-1].due_at, clocks[-1].id, False, None).text() if more else ""
        title = gettext("Limits that run")
        drawn = limits_table(clocks, title)
        drawn |= {
            "title": title,
            "views": [
                {"label": label, "url": limits_url(name), "current": name == chosen}
                for name, label in names.items()
            ],
            "pager": {"prev_url": None, "next_url": _next(chosen, following), "count_text": ""},
            "bulk": [],
            "exports": [],
            "actions": [],
            "density": "standard",
            "empty": {"kind": "none", "title": gettext("No limit runs here"), "text": ""},
        }
        return self.draw("list.html", drawn)


def _next(view: str, cursor: str) -> str | None:
    if not cursor:
        return None
    return limits_url(view) + ("&" if view else "?") + f"cursor={cursor}"
