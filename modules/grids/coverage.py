"""What is lacking in the net of grids: no village without a grid, no grid without a worker (GB/T 34300-2017)."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import ColumnElement, and_, func, or_, select

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
    counted = [
        (gettext("Grids nobody serves"), Grid, "vacant", Grid.vacant()),
        (gettext("Grids of unusual size"), Grid, "unusual", unusual_size()),
        (gettext("Workers without a grid"), GridWorker, "idle", GridWorker.idle()),
    ]
    figures = []
    for label, model, view, condition in counted:
        number = session.scalar(select(func.count()).select_from(model).where(condition))
        url = address(model, "list", asked={"view": view})
        figures.append(
            {"label": label, "value": figure(number), "url": url, "tone": "amber" if number else None}
        )
    missing = villages_without_grid(scope)
    number = session.scalar(select(func.count()).select_from(Division).where(missing))
    if not number:
        return {"figures": figures}
    label = gettext("Villages without a grid")
    url = url_for("grids_uncovered.villages")
    return {"figures": [*figures, {"label": label, "value": figure(number), "url": url, "tone": "amber"}]}
