"""What is lacking in the net of grids: no village without a grid, no grid without a worker (GB/T 34300-2017)."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext
from sqlalchemy import ColumnElement, and_, case, func, or_, select

from app.access.scope import Scope
from app.model.base import LEVELS, db
from app.org.models import Division
from app.org.threshold import threshold
from app.view.interface import figure
from app.view.links import address
from modules.grids.models import Grid, GridWorker


def unusual_size() -> ColumnElement[bool]:
    """Urban grids with fewer or more households than is usual."""
    least, most = threshold("grid_households_least"), threshold("grid_households_most")
    return and_(Grid.kind == "urban", or_(Grid.households < least, Grid.households > most))


def villages_without_grid(scope: Scope) -> ColumnElement[bool]:
    """The villages and communities in the reader's places in which there is no grid in use."""
    here = (
        or_(*(Division.code.startswith(code) for code in scope.codes))
        if scope.codes
        else Division.id.is_(None)
    )
    covered = select(Grid.division_code).where(Grid.active)
    village = func.length(Division.code) == LEVELS["village"][0]
    return and_(here, village, Division.active, Division.code.not_in(covered))


def coverage_part(scope: Scope) -> dict[str, list[dict[str, Any]]]:
    """Figures for whoever keeps grids, each leading to its rows."""
    session: Any = db.session
    uncovered = select(func.count()).select_from(Division).where(villages_without_grid(scope))
    lacking = (func.count(case((each, 1))) for each in (Grid.vacant(), unusual_size()))
    idle = select(func.count()).select_from(GridWorker).where(GridWorker.idle())
    beside = (uncovered.scalar_subquery(), idle.scalar_subquery())
    asked = select(*lacking, *beside).select_from(Grid)  # places are public, grids are not
    vacant, unusual, missing, without = session.execute(asked).one()
    counted = (
        (gettext("Grids nobody serves"), vacant, address(Grid, "list", asked={"view": "vacant"})),
        (gettext("Grids of unusual size"), unusual, address(Grid, "list", asked={"view": "unusual"})),
        (gettext("Workers without a grid"), without, address(GridWorker, "list", asked={"view": "idle"})),
        (gettext("Villages without a grid"), missing, f"{request.script_root}/grids/uncovered/"),
    )
    figures = [
        {"label": label, "value": figure(number), "url": url, "tone": "amber" if number else None}
        for label, number, url in counted
    ]
    return {"figures": figures}
