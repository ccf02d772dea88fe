"""Drawing the outline of a grid or a place: on a map, or as a table of corners; saved like any other change of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from sqlalchemy import ColumnElement, select

from app.access.scope import current_scope
from app.model.base import db
from app.model.drawn import outline_in, text_of
from app.model.shape import NoShape
from app.view.doorkeeper import page
from app.view.errors import Conflict, Invalid
from app.view.interface import Interface
from app.view.links import address
from app.view.names import place_names
from app.view.own_page import OwnPage
from app.view.show_page import crumbs
from app.view.writing import commit, update
from modules.grids.beyond import outside_doubts
from modules.grids.models import Grid, PlaceOutline

#: Outlines drawn faintly beneath; those of the same village come first.
MOST_BENEATH = 300

_DIGITS = 9


class Drawing(OwnPage):
    """`/grids/outline/<pk>`: for whoever may change the grid."""

    route_base = "/grids/outline"
    default_view = "draw_outline"
    model: type[Any] = Grid
    right = "u"
    class_permission_name = "grids.grid"

    @page("/<pk>", "edit", methods=("GET", "POST"))
    def draw_outline(self, pk: str) -> Any:
        """The outline as it is, to be drawn anew; a POST saves it."""
        rows = Interface(self.model)
        row = rows.get_row(pk, "u", lock=request.method == "POST")
        if request.method == "GET":
            return self.draw("outline.html", _drawn(row, text_of(row.outline)))
        typed = request.form.get("outline", "")
        try:
            outline = outline_in(typed)
            update(row, {"outline": outline}, version_sent())
            commit(self.model)
        except Conflict:
            db.session.rollback()
            return self.draw("outline.html", _conflict(rows.get_row(pk, "u"), typed), 409)
        except (NoShape, Invalid) as wrong:
            db.session.rollback()
            drawn = _drawn(rows.get_row(pk, "u"), typed)
            drawn |= {"errors": said_of(wrong), "row_version": version_sent()}
            return self.draw("outline.html", drawn, 422)
        flash(gettext("Saved"), "success")
        for words in outside_doubts(row) if isinstance(row, Grid) else ():
            flash(words, "warning")
        return redirect(address(self.model, "show", pk), 303)


class PlaceDrawing(Drawing):
    """`/grids/place/<pk>`: for whoever may change the outline of the place."""

    route_base = "/grids/place"
    model = PlaceOutline
    class_permission_name = "grids.place_outline"


def to_drawing(grid: Grid | PlaceOutline) -> dict[str, Any] | None:
    """The button on the page of a grid or a place."""
    if not current_scope().may("u", grid):
        return None
    label = gettext("Redraw the outline") if grid.outline else gettext("Draw the outline")
    page_of = "grids_drawing" if isinstance(grid, Grid) else "grids_place_drawing"
    return {"label": label, "url": url_for(f"{page_of}.draw_outline", pk=grid.id), "icon": "place"}


def beneath(grid: Grid) -> list[dict[str, str]]:
    """The outlines around a grid, nearest places first, as the map draws them faintly."""
    asked = select(Grid.outline, Grid.name).where(Grid.outline.is_not(None), Grid.active, Grid.id != grid.id)
    near = (Grid.division_code != grid.division_code, Grid.scope_town != grid.scope_town, Grid.code)
    around = asked.where(Grid.scope_county == grid.scope_county).order_by(*near).limit(MOST_BENEATH)
    return [place_on_map(row.outline, row.name) for row in db.session.execute(around) if row.outline]


def beneath_place(place: PlaceOutline) -> list[dict[str, str]]:
    """The other places of the county, and the grids of this one."""
    grids = select(Grid.outline, Grid.name).where(Grid.outline.is_not(None), Grid.active)
    here = grids.where(Grid.division_code.startswith(place.division_code)).limit(MOST_BENEATH)
    county = PlaceOutline.scope_county == place.scope_county
    around = _places(county & (PlaceOutline.id != place.id))
    return around + [place_on_map(row.outline, row.name) for row in db.session.execute(here) if row.outline]


def places_beneath(grid: Grid) -> list[dict[str, str]]:
    """The outlines of the village and the township of a grid, which it should not leave."""
    return _places(PlaceOutline.division_code.in_((grid.division_code, grid.scope_town)))


def _places(which: ColumnElement[bool]) -> list[dict[str, str]]:
    asked = select(PlaceOutline.outline, PlaceOutline.division_code).where(which)
    rows = db.session.execute(asked.where(PlaceOutline.outline.is_not(None)).limit(MOST_BENEATH)).all()
    names = place_names(row.division_code for row in rows)
    return [place_on_map(row.outline or {}, names[row.division_code]) for row in rows]


def place_on_map(outline: dict[str, Any], title: str) -> dict[str, str]:
    """One outline as the island takes it."""
    return {"shape": json.dumps(outline, separators=(",", ":")), "title": title}


def version_sent() -> int:
    """The version the form was opened with; 0, which no row has, for anything else."""
    text = request.form.get("row_version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0


def said_of(wrong: NoShape | Invalid) -> list[str]:
    """The sentences at the field."""
    return (
        [text for texts in wrong.errors.values() for text in texts]
        if isinstance(wrong, Invalid)
        else [str(wrong)]
    )


def _drawn(grid: Grid | PlaceOutline, typed: str) -> dict[str, Any]:
    below = places_beneath(grid) + beneath(grid) if isinstance(grid, Grid) else beneath_place(grid)
    return {
        "title": gettext("Outline of %(name)s", name=grid.name),
        "crumbs": way_to(grid, gettext("Outline")),
        "mode": "polygon",
        "text": typed,
        "beneath": below,
        "row_version": grid.row_version,
        "cancel_url": address(type(grid), "show", grid.id),
        "buttons": [{"label": gettext("Save"), "tone": "primary"}],
    }


def way_to(grid: Grid | PlaceOutline, title: str) -> list[dict[str, Any]]:
    """Where one is: the list, the grid or the place, the page."""
    found: Iterable[dict[str, Any]] = crumbs(type(grid))
    return [*found, {"label": grid.name, "url": address(type(grid), "show", grid.id)}, {"label": title}]


def _conflict(grid: Grid | PlaceOutline, typed: str) -> dict[str, Any]:
    """What was drawn, over what somebody else saved meanwhile; saving again replaces that knowingly."""
    drawn = _drawn(grid, typed)
    if grid.outline:
        drawn["saved"] = place_on_map(grid.outline, gettext("Saved meanwhile"))
    text = gettext(
        "Somebody saved this while you were drawing. Nothing was overwritten: your outline stands here, and the "
        "one saved meanwhile is drawn dashed. Save again to replace it, or cancel to keep it."
    )
    return drawn | {"notices": [{"text": text, "tone": "amber", "icon": "merge"}]}
