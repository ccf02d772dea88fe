"""Land of a grid that lies outside the outline of its village, or of its township where the village has none."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from app.model.base import LEVELS
from app.model.geometry import beyond, solid, square_metres, together
from app.org.models import Division
from app.org.threshold import threshold
from modules.grids.models import Grid, PlaceOutline

_TOWN = LEVELS["township"][0]


def places_of(session: Session, codes: Collection[str]) -> dict[str, Any]:
    """The shapes of some places, by code; those without an outline are not there."""
    drawn = select(PlaceOutline.division_code, PlaceOutline.outline).where(PlaceOutline.outline.is_not(None))
    asked = drawn.where(PlaceOutline.division_code.in_(codes))
    found: dict[str, list[Any]] = {}
    for code, outline in session.execute(asked):
        found.setdefault(code, []).append(solid(outline))
    return {code: together(shapes) for code, shapes in found.items()}


def judged_by(grid: Grid, places: Mapping[str, Any]) -> str:
    """The place a grid is judged against: its village, else its township; empty when neither has an outline."""
    nearest = (grid.division_code, grid.division_code[:_TOWN])
    return next((code for code in nearest if code in places), "")


def land_outside(grid: Grid, shape: Any, places: Mapping[str, Any]) -> Any:
    """The land of a grid outside its place; nothing where it is too little to speak of, or nothing judges it."""
    code = judged_by(grid, places)
    land = beyond(shape, places[code]) if code else None
    return land if land is not None and square_metres(land) >= threshold("coverage_least_area") else None


def outside_doubts(grid: Grid) -> list[str]:
    """What the page of a grid points out: how much of it lies outside its place."""
    session = object_session(grid)
    if session is None or not grid.outline or not grid.active:
        return []
    places = places_of(session, (grid.division_code, grid.division_code[:_TOWN]))
    land = land_outside(grid, solid(grid.outline), places)
    if land is None:
        return []
    name = session.scalar(select(Division.name).where(Division.code == judged_by(grid, places)))
    area = f"{round(square_metres(land)):,}"
    return [gettext("%(area)s m² of the outline lie outside %(name)s", area=area, name=name or "")]
