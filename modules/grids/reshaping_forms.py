"""What would become of grids that are split or merged, with the figures proposed for them, before anything is done."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.model.geometry import solid, square_metres
from app.view.calling import called
from app.view.fields import FieldInfo
from app.view.links import address
from app.view.widgets import widget
from modules.grids.drawing import place_on_map, way_to
from modules.grids.models import Grid
from modules.grids.reshaping import serving

#: The greatest number of households or people of a grid.
_MOST = 1_000_000

_KEEPS = (("larger", _("The larger part")), ("smaller", _("The smaller part")))


def split_fields() -> tuple[FieldInfo, ...]:
    """What is asked for before a grid is split."""
    return (
        FieldInfo("name", _("Name of the new grid"), required=True, max_length=80),
        FieldInfo(
            "keeps", _("The old grid keeps"), type="choice", required=True, source=_KEEPS, widget="radio"
        ),
        _number("households_left", _("Households of the old grid")),
        _number("households", _("Households of the new grid")),
        _number("population_left", _("Population of the old grid")),
        _number("population", _("Population of the new grid")),
    )


def merge_fields() -> tuple[FieldInfo, ...]:
    """What is asked for before grids are merged."""
    return (
        FieldInfo("name", _("Name"), required=True, max_length=80),
        _number("households", _("Households")),
        _number("population", _("Population")),
    )


def split_preview(
    grid: Grid,
    typed: str,
    parts: tuple[dict[str, Any], dict[str, Any]],
    *,
    raw: Any = None,
    errors: dict[str, list[str]] | None = None,
) -> dict[str, Any]:
    """The two parts, with households and people shared by their land as a proposal."""
    land = [square_metres(solid(part)) for part in parts]
    share = land[0] / sum(land)
    first: dict[str, Any] = {"name": gettext("%(name)s, second part", name=grid.name), "keeps": "larger"}
    for name in ("households", "population"):
        whole = getattr(grid, name)
        if whole is not None:
            first |= {f"{name}_left": round(whole * share), name: whole - round(whole * share)}
    workers = [called(one.worker) for one in serving([grid]) if one.worker is not None]
    stays = gettext(
        "The old grid keeps its code, its history and its workers: %(who)s", who="、".join(workers)
    )
    labels = [str(words) for _key, words in _KEEPS]
    return {
        "title": gettext("Split %(name)s", name=grid.name),
        "crumbs": way_to(grid, gettext("Split")),
        "places": [
            place_on_map(part, label)
            | {"url": "#f-keeps", "second": gettext("%(area)s m²", area=f"{size:,.0f}"), "step": step}
            for part, label, size, step in zip(parts, labels, land, (3, 1))
        ],
        "notices": [
            {
                "text": stays if workers else gettext("The old grid keeps its code and its history"),
                "tone": "neutral",
                "icon": "info",
            },
            {
                "text": gettext("Figures are shared by area; please correct them"),
                "tone": "amber",
                "icon": "warning",
            },
        ],
        "sections": _sections(split_fields(), first, raw, errors),
        "action_url": url_for("grids_split.confirm", pk=grid.id),
        "hidden": {"outline": typed, "row_version": grid.row_version},
        "cancel_url": address(Grid, "show", grid.id),
        "back": {"url": url_for("grids_split.cut", pk=grid.id), "label": gettext("Change the line")},
        "buttons": [{"label": gettext("Split"), "tone": "primary"}],
    }


def merge_preview(
    grid: Grid,
    others: list[Grid],
    outline: dict[str, Any] | None,
    *,
    raw: Any = None,
    errors: dict[str, list[str]] | None = None,
) -> dict[str, Any]:
    """The whole, with the sums of what its parts have; which grids end, and who served them."""
    every = [grid, *others]
    first: dict[str, Any] = {"name": grid.name}
    for name in ("households", "population"):
        known = [getattr(one, name) for one in every if getattr(one, name) is not None]
        first[name] = sum(known) if known else None
    ended = [called(one.worker) for one in serving(others) if one.worker is not None] if others else []
    names = "、".join(f"{one.name}（{one.code}）" for one in others)
    notices = [
        {"text": gettext("No longer active: %(names)s", names=names), "tone": "amber", "icon": "warning"},
        {
            "text": gettext("Their service ends today: %(who)s", who="、".join(ended))
            if ended
            else gettext("Nobody serves them"),
            "tone": "amber" if ended else "neutral",
            "icon": "walk",
        },
    ]
    places = (
        [place_on_map(outline, grid.name) | {"url": "#f-name", "second": "", "step": 3}] if outline else []
    )
    return {
        "title": gettext("Merge with %(name)s", name=grid.name),
        "crumbs": way_to(grid, gettext("Merge grids")),
        "places": places,
        "notices": notices,
        "sections": _sections(merge_fields(), first, raw, errors),
        "action_url": url_for("grids_merge.confirm", pk=grid.id),
        "hidden": {f"v-{one.id}": one.row_version for one in every},
        "cancel_url": address(Grid, "show", grid.id),
        "back": {"url": url_for("grids_merge.choose", pk=grid.id), "label": gettext("Choose others")},
        "buttons": [{"label": gettext("Merge grids"), "tone": "primary"}],
    }


def _number(name: str, label: Any) -> FieldInfo:
    return FieldInfo(name, label, type="integer", limits=(0, _MOST))


def _sections(
    fields: tuple[FieldInfo, ...], first: dict[str, Any], raw: Any, errors: dict[str, list[str]] | None
) -> list[dict[str, Any]]:
    given = first if raw is None else raw
    drawn = [
        widget(Grid, field, given.get(field.name), errors=(errors or {}).get(field.name)) for field in fields
    ]
    return [{"name": "fields", "title": gettext("What it will be"), "fields": drawn}]
