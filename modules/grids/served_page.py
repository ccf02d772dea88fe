"""Who served a grid on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import request, url_for
from flask_babel import gettext

from app.access.scope import current_scope
from app.model.moment import today
from app.view.doorkeeper import page
from app.view.interface import Interface
from app.view.links import address
from app.view.list_page import table_of
from app.view.own_page import OwnPage
from app.view.screens import screens
from app.view.show_page import crumbs
from app.view.spec import items
from modules.grids.models import Grid, GridAssignment
from modules.grids.services import served_on


def to_served(grid: Grid) -> dict[str, Any] | None:
    """The button on the page of a grid, for those who may read who serves it."""
    if not current_scope().may("r", GridAssignment):
        return None
    return {
        "label": gettext("Who served when"),
        "url": url_for("grids_served.served", pk=grid.id),
        "icon": "history",
    }


class Served(OwnPage):
    """`/grids/served/<grid>?on=2026-03-01`."""

    route_base = "/grids/served"
    default_view = "served"
    model = GridAssignment
    class_permission_name = "grids.grid_assignment"

    @page("/<pk>", "list")
    def served(self, pk: str) -> Any:
        """The assignments that held on the day asked for; today at first."""
        grid = Interface(Grid).get_row(pk)
        typed = request.args.get("on", "").strip()
        day, wrong = _day(typed)
        rows = served_on(grid, day) if day else []
        columns = tuple(
            screens().field(GridAssignment, item) for item in items("worker main valid_from valid_to")
        )
        back = {"label": str(grid), "url": address(Grid, "show", grid.id)}
        drawn: dict[str, Any] = {
            "title": gettext("Who served when"),
            "second": str(grid),
            "crumbs": [*crumbs(Grid), back, {"label": gettext("Who served when")}],
            "asked": {
                "action_url": url_for("grids_served.served", pk=grid.id),
                "fields": [
                    {
                        "name": "on",
                        "label": gettext("Day"),
                        "kind": "date",
                        "value": typed or today().isoformat(),
                        "errors": wrong,
                    }
                ],
                "label": gettext("Look"),
            },
        }
        if rows:
            caption = gettext("Served on %(day)s by", day=day)
            drawn["table_title"] = caption
            drawn["table"] = table_of(GridAssignment, columns, rows, caption=caption, name="served")
        elif day:
            text = gettext("Nobody served the grid on %(day)s", day=day)
            drawn["notices"] = [{"text": text, "tone": "amber", "icon": "warning"}]
        return self.draw("task.html", drawn, 422 if wrong else 200)


def _day(typed: str) -> tuple[date | None, list[str]]:
    if not typed:
        return today(), []
    try:
        return date.fromisoformat(typed), []
    except ValueError:
        return None, [gettext("Please give a day like 2026-03-01")]
