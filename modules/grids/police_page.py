"""How many grids are joined to a police grid, place by place (警格与网格融合)."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import case, func, select

from app.access.scope import Scope, current_scope
from app.model.base import LEVELS, db, level_of
from app.view.doorkeeper import page
from app.view.links import address
from app.view.names import place_names
from app.view.own_page import OwnPage
from modules.grids.models import Grid


class Police(OwnPage):
    """`/grids/police/`: how far grids and police grids are joined, each figure leading to its rows."""

    route_base = "/grids/police"
    default_view = "police"
    model = Grid
    right = "r"
    class_permission_name = "grids.grid"

    @page("/", "list")
    def police(self) -> Any:
        """The widest place of the reader as a whole, then those just below it."""
        title = gettext("Police grids")
        return self.draw(
            "task.html",
            {
                "title": title,
                "crumbs": [{"label": gettext("Grids"), "url": address(Grid, "list")}, {"label": title}],
                "notices": [
                    {
                        "text": gettext("Only grids in use are counted; a rate is joined grids of all grids"),
                        "tone": "neutral",
                    }
                ],
                "table": _table(current_scope()),
                "table_title": gettext("By place"),
            },
        )


def _table(scope: Scope) -> dict[str, Any]:
    here = min((post.code for post in scope.reaches(Grid.model_id())), key=len)
    levels = list(LEVELS)
    below = LEVELS[levels[min(levels.index(level_of(here)) + 1, len(levels) - 1)]][1]
    place = getattr(Grid, below)
    lacking = func.count(case((Grid.without_police(), 1)))
    within = getattr(Grid, LEVELS[level_of(here)][1]) == here
    asked = select(place, func.count(), lacking).where(Grid.active, within).group_by(place).order_by(place)
    counted = [(code, number, missing) for code, number, missing in db.session.execute(asked)]
    whole = (here, sum(row[1] for row in counted), sum(row[2] for row in counted))
    rows = [whole, *(row for row in counted if row[0] != here)]
    names = place_names([code for code, _number, _missing in rows])
    return {
        "name": "police",
        "caption": gettext("Police grids"),
        "columns": [
            {"name": "place", "label": gettext("Division"), "phone": "title"},
            {"name": "grids", "label": gettext("Grids in use"), "end": True, "phone": "named"},
            {"name": "lacking", "label": gettext("Without a police grid"), "end": True, "phone": "named"},
            {"name": "joined", "label": gettext("Joined to one"), "end": True, "phone": "named"},
            {"name": "rate", "label": gettext("Joined"), "end": True, "phone": "named"},
        ],
        "rows": [_row(names.get(code, code), code, number, missing) for code, number, missing in rows],
    }


def _row(name: str, code: str, number: int, missing: int) -> dict[str, Any]:
    joined = number - missing
    rate = f"{joined / number:.1%}" if number else "—"
    listed = {"active": "y", "division_code": code}
    return {
        "pk": code,
        "cells": [
            {"value": name},
            {
                "kind": "number",
                "value": f"{number:,}",
                "url": address(Grid, "list", asked=listed) if number else None,
            },
            {
                "kind": "number",
                "value": f"{missing:,}",
                "url": address(Grid, "list", asked={"view": "no_police", "division_code": code})
                if missing
                else None,
            },
            {"kind": "number", "value": f"{joined:,} / {number:,}"},
            {"kind": "number", "value": rate},
        ],
    }
