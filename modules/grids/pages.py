"""The villages and communities that have no grid yet."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext
from sqlalchemy import func, select

from app.access.scope import current_scope
from app.model.base import LEVELS, db
from app.org.models import Division
from app.view.doorkeeper import page
from app.view.interface import figure
from app.view.links import address
from app.view.names import place_names
from app.view.own_page import OwnPage
from app.view.parse import key_of
from modules.grids.coverage import villages_without_grid
from modules.grids.models import Grid

#: Villages of one page.
SIZE = 50


class Uncovered(OwnPage):
    """`/grids/uncovered/`: where the net of grids has a hole, each with the way to close it."""

    route_base = "/grids/uncovered"
    default_view = "villages"
    model = Grid
    right = "u"
    class_permission_name = "grids.grid"

    @page("/", "edit")
    def villages(self) -> Any:
        """The villages in the order of their codes, a page at a time."""
        missing = villages_without_grid(current_scope())
        number = db.session.scalar(select(func.count()).select_from(Division).where(missing)) or 0
        start = ((key_of(request.args.get("page", "")) or 1) - 1) * SIZE
        rows = db.session.scalars(
            select(Division).where(missing).order_by(Division.code).offset(start).limit(SIZE)
        ).all()
        above = place_names([row.code[: LEVELS["township"][0]] for row in rows])
        drawn = {
            "title": gettext("Villages and communities without a grid"),
            "second": figure(number),
            "crumbs": [{"label": gettext("Grids"), "url": address(Grid, "list")}],
            "actions": _steps(start, number),
            "table_title": gettext("Each needs one grid at least"),
            "table": {
                "name": "villages",
                "caption": gettext("Villages and communities without a grid"),
                "columns": [
                    {"name": "code", "label": gettext("Code")},
                    {"name": "name", "label": gettext("Name")},
                    {"name": "above", "label": gettext("Township")},
                ],
                "rows": [_row(row, above) for row in rows],
                "density": "compact",
            },
        }
        if not number:
            text = gettext("Every village and community has a grid")
            drawn |= {"notices": [{"text": text, "tone": "green", "icon": "circle-check"}], "table": None}
        return self.draw("task.html", drawn)


def _row(village: Division, above: dict[str, str]) -> dict[str, Any]:
    url = (
        address(Grid, "add", asked={"division_code": village.code}) if current_scope().may("c", Grid) else ""
    )
    return {
        "pk": village.id,
        "url": url,
        "cells": [
            {"value": village.code},
            {"value": village.name},
            {"value": above.get(village.code[: LEVELS["township"][0]], "")},
        ],
    }


def _steps(start: int, number: int) -> list[dict[str, Any]]:
    """The ways to the pages before and after."""
    here = start // SIZE + 1
    steps = []
    if here > 1:
        steps.append(
            {"label": gettext("Previous"), "url": url_for("grids_uncovered.villages", page=here - 1)}
        )
    if start + SIZE < number:
        steps.append({"label": gettext("Next"), "url": url_for("grids_uncovered.villages", page=here + 1)})
    return steps
