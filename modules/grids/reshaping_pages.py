"""Splitting and merging grids on screen: a line or a choice, then what would become of it, then the act."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from app.access.scope import current_scope
from app.model.base import db
from app.model.drawn import line_in
from app.model.geometry import cut, solid, square_metres, touching
from app.model.shape import NoShape
from app.view.doorkeeper import page, require
from app.view.errors import Conflict, Invalid
from app.view.fields import FieldInfo
from app.view.form_page import summary
from app.view.interface import Interface
from app.view.links import address
from app.view.own_page import OwnPage
from app.view.parse import key_of
from app.view.screens import FormScreen, SectionScreen
from app.view.typing_in import read_values
from app.view.writing import commit
from app.workflow.engine import Refused
from modules.grids.drawing import beneath, place_on_map, said_of, version_sent, way_to
from modules.grids.models import Grid
from modules.grids.reshaping import merge, merged_outline, split
from modules.grids.reshaping_forms import merge_fields, merge_preview, split_fields, split_preview

#: Grids of one village offered for merging.
MOST_OFFERED = 200


class Splitting(OwnPage):
    """`/grids/split/<pk>`: for whoever may change the grid and make another."""

    route_base = "/grids/split"
    default_view = "cut"
    model = Grid
    right = "u"
    class_permission_name = "grids.grid"

    @page("/<pk>", "edit", methods=("GET", "POST"))
    def cut(self, pk: str) -> Any:
        """A line over the outline; a POST shows the two parts."""
        grid = _active(pk)
        require(grid, "c")
        if not grid.outline:
            flash(gettext("Draw the outline first: %(names)s", names=grid.name), "danger")
            return redirect(address(Grid, "show", pk), 303)
        typed = request.form.get("outline", "")
        if request.method == "GET" or request.form.get("again"):
            return self.draw("outline.html", _line_page(grid, typed))
        try:
            parts = cut(grid.outline, line_in(typed))
        except NoShape as wrong:
            return self.draw("outline.html", _line_page(grid, typed) | {"errors": said_of(wrong)}, 422)
        return self.draw("reshape.html", split_preview(grid, typed, parts))

    @page("/<pk>/confirm", "edit", methods=("POST",))
    def confirm(self, pk: str) -> Any:
        """Do it, as it was shown."""
        grid = _active(pk, lock=True)
        require(grid, "c")
        typed, smaller = request.form.get("outline", ""), request.form.get("keeps") == "smaller"
        try:
            parts = cut(grid.outline or {}, line_in(typed)) if grid.outline else None
            if parts is None or version_sent() != grid.row_version:
                raise Conflict(grid)
        except (Conflict, NoShape):
            return _begin_again(url_for("grids_split.cut", pk=pk))
        try:
            values = read_values(split_fields(), request.form)
            new = split(
                grid, version_sent(), (parts[1], parts[0]) if smaller else parts, **_without(values, "keeps")
            )
            key = new.id
            commit(Grid)
        except Conflict:
            db.session.rollback()
            return _begin_again(url_for("grids_split.cut", pk=pk))
        except (Invalid, Refused) as wrong:
            db.session.rollback()
            errors = _errors(wrong)
            drawn = split_preview(_active(pk), typed, parts, raw=request.form, errors=errors)
            drawn["errors"] = summary(errors, _form(split_fields()))
            return self.draw("reshape.html", drawn, 422)
        flash(gettext("Split; the new grid stands here"), "success")
        return redirect(address(Grid, "show", key), 303)


class Merging(OwnPage):
    """`/grids/merge/<pk>`: for whoever may change the grid."""

    route_base = "/grids/merge"
    default_view = "choose"
    model = Grid
    right = "u"
    class_permission_name = "grids.grid"

    @page("/<pk>", "edit", methods=("GET", "POST"))
    def choose(self, pk: str) -> Any:
        """The grids of the village, the neighbours first; a POST shows what would become of the chosen ones."""
        grid = _active(pk)
        offered = _offered(grid)
        chosen = [one for one in offered if request.form.get(f"with-{one.id}")]
        if request.method == "GET":
            return self.draw("reshape.html", _choice_page(grid, offered, chosen))
        try:
            if not chosen:
                raise NoShape(gettext("Choose one grid at least"))
            outline = merged_outline([grid, *chosen])
        except (NoShape, Refused) as wrong:
            drawn = _choice_page(grid, offered, chosen)
            drawn["errors"] = [{"id": "with", "text": text} for text in _sentences(wrong)]
            return self.draw("reshape.html", drawn, 422)
        return self.draw("reshape.html", merge_preview(grid, chosen, outline))

    @page("/<pk>/confirm", "edit", methods=("POST",))
    def confirm(self, pk: str) -> Any:
        """Do it, as it was shown."""
        grid = _active(pk, lock=True)
        seen = {key: version for key in request.form if (version := _version_of(key))}
        versions = {int(key.removeprefix("v-")): version for key, version in seen.items()}
        others = [_active(str(key), lock=True) for key in sorted(versions) if key != grid.id]
        try:
            values = read_values(merge_fields(), request.form)
            merge(grid, others, versions, **values)
            commit(Grid)
        except Conflict:
            db.session.rollback()
            return _begin_again(url_for("grids_merge.choose", pk=pk))
        except (Invalid, Refused) as wrong:
            db.session.rollback()
            errors, grid = _errors(wrong), _active(pk)
            others = [_active(str(key)) for key in sorted(versions) if key != grid.id]
            drawn = merge_preview(grid, others, None, raw=request.form, errors=errors)
            drawn["errors"] = summary(errors, _form(merge_fields()))
            return self.draw("reshape.html", drawn, 422)
        flash(gettext("Merged"), "success")
        return redirect(address(Grid, "show", pk), 303)


def to_split(grid: Grid) -> dict[str, Any] | None:
    """The button on the page of a grid that has an outline to be cut."""
    scope = current_scope()
    if not (grid.active and grid.outline and scope.may("u", grid) and scope.may("c", grid)):
        return None
    return {"label": gettext("Split"), "url": url_for("grids_split.cut", pk=grid.id), "icon": "swap"}


def to_merge(grid: Grid) -> dict[str, Any] | None:
    """The button on the page of a grid."""
    if not (grid.active and current_scope().may("u", grid)):
        return None
    return {
        "label": gettext("Merge grids"),
        "url": url_for("grids_merge.choose", pk=grid.id),
        "icon": "merge",
    }


def _active(pk: str, *, lock: bool = False) -> Grid:
    grid: Grid = Interface(Grid).get_row(pk, "u", lock=lock)
    if not grid.active:
        raise NotFound
    return grid


def _begin_again(url: str) -> Any:
    db.session.rollback()
    flash(gettext("Somebody changed these grids meanwhile; nothing was done. Please begin again."), "danger")
    return redirect(url, 303)


def _line_page(grid: Grid, typed: str) -> dict[str, Any]:
    return {
        "title": gettext("Split %(name)s", name=grid.name),
        "crumbs": way_to(grid, gettext("Split")),
        "mode": "line",
        "text": typed,
        "beneath": beneath(grid),
        "whole": place_on_map(grid.outline or {}, grid.name),
        "row_version": grid.row_version,
        "cancel_url": address(Grid, "show", grid.id),
        "buttons": [{"label": gettext("Preview"), "tone": "primary"}],
    }


def _offered(grid: Grid) -> list[Grid]:
    """The other active grids of the village, those that touch this one first."""
    asked = select(Grid).where(Grid.division_code == grid.division_code, Grid.active, Grid.id != grid.id)
    offered = list(db.session.scalars(asked.order_by(Grid.code).limit(MOST_OFFERED)))
    near = _near(grid, offered)
    return sorted(offered, key=lambda one: (one.id not in near, one.code))


def _near(grid: Grid, offered: list[Grid]) -> set[int]:
    drawn = [one for one in offered if one.outline]
    if not grid.outline:
        return set()
    return {drawn[place].id for place in touching(grid.outline, [one.outline or {} for one in drawn])}


def _choice_page(grid: Grid, offered: list[Grid], chosen: list[Grid]) -> dict[str, Any]:
    near = _near(grid, offered)
    fields = [
        {
            "name": f"with-{one.id}",
            "label": f"{one.name}（{one.code}）",
            "kind": "boolean",
            "value": one in chosen,
            "help": gettext("Neighbour") if one.id in near else "",
            "wide": 12,
        }
        for one in offered
    ]
    places = [
        place_on_map(one.outline, one.name)
        | {
            "url": "#with" if one is not grid else "#form",
            "second": gettext("%(area)s m²", area=f"{square_metres(solid(one.outline)):,.0f}"),
            "step": 3 if one is grid else 1,
        }
        for one in (grid, *offered)
        if one.outline
    ]
    return {
        "title": gettext("Merge with %(name)s", name=grid.name),
        "crumbs": way_to(grid, gettext("Merge grids")),
        "places": places,
        "sections": [{"name": "with", "title": gettext("Taken in"), "fields": fields}] if fields else [],
        "notices": []
        if fields
        else [{"text": gettext("This village has no other active grid"), "tone": "neutral", "icon": "info"}],
        "cancel_url": address(Grid, "show", grid.id),
        "buttons": [{"label": gettext("Preview"), "tone": "primary"}] if fields else [],
    }


def _version_of(key: str) -> int:
    """The version sent for a grid, as `v-17`; 0 for anything else."""
    text = request.form.get(key, "")
    known = key.startswith("v-") and key_of(key.removeprefix("v-")) and key_of(text)
    return int(text) if known else 0


def _form(fields: tuple[FieldInfo, ...]) -> FormScreen:
    return FormScreen(Grid, "", (SectionScreen("fields", None, fields),))


def _errors(wrong: Invalid | Refused) -> dict[str, list[str]]:
    return wrong.errors if isinstance(wrong, Invalid) else {"": _sentences(wrong)}


def _sentences(wrong: NoShape | Refused) -> list[str]:
    return [refusal.said for refusal in wrong.refusals] if isinstance(wrong, Refused) else [str(wrong)]


def _without(values: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key != name}
