"""Outlines of grids or places from a file: features of GeoJSON, each with a code. Nothing here commits."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask_babel import gettext
from sqlalchemy import func, select

from app.model.base import LEVELS, db
from app.model.shape import NoShape, read_outline
from app.org.models import Division
from modules.grids.models import Grid, PlaceOutline

#: Codes asked of the database at once.
_AT_ONCE = 500


class Unreadable(ValueError):
    """The file is no collection of features, as a sentence."""


@dataclass
class Taken:
    """What became of a file.

    Attributes:
        placed: those that have a new outline.
        same: those whose outline stood there already.
        wrong: sentences by the code, or the place in the file, of features that were not taken.
    """

    placed: int = 0
    same: int = 0
    wrong: dict[str, str] = field(default_factory=dict)


def features_of(file: Path) -> list[Any]:
    """The features of a file.

    Raises:
        Unreadable: it is no GeoJSON FeatureCollection.
    """
    try:
        said = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        raise Unreadable(gettext("The file is no GeoJSON")) from None
    features = said.get("features") if isinstance(said, dict) else None
    if not isinstance(features, list):
        raise Unreadable(gettext("The file holds no collection of features"))
    return features


def take_outlines(features: list[Any], code_property: str = "code", *, places: bool = False) -> Taken:
    """Give grids, or places, the outlines of features; a feature that cannot be taken changes nothing and is told.

    Args:
        features: as `features_of` gives them.
        code_property: the property that holds the code of the grid or the place.
        places: whether they are outlines of villages and townships.
    """
    taken, outlines = Taken(), {}
    for place, feature in enumerate(features, 1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        code = str((properties or {}).get(code_property, "")) if isinstance(properties, dict | None) else ""
        if not code:
            taken.wrong[gettext("Feature %(place)s", place=place)] = gettext("It has no code")
            continue
        if code in outlines:
            taken.wrong[code] = gettext("It stands twice in the file; the first one is taken")
            continue
        try:
            outlines[code] = read_outline(feature.get("geometry"))
        except NoShape as wrong:
            taken.wrong[code] = str(wrong)
    _give(outlines, taken, _places if places else _grids)
    return taken


def _grids(codes: list[str]) -> dict[str, Any]:
    """The grids with these codes."""
    return {grid.code: grid for grid in db.session.scalars(select(Grid).where(Grid.code.in_(codes)))}


def _places(codes: list[str]) -> dict[str, Any]:
    """The outlines of the places with these codes, as far as there are such villages and townships."""
    levels = (LEVELS["village"][0], LEVELS["township"][0])
    here = (Division.code.in_(codes), func.length(Division.code).in_(levels))
    found: dict[str, Any] = {
        code: PlaceOutline(division_code=code) for code in db.session.scalars(select(Division.code).where(*here))
    }
    standing = select(PlaceOutline).where(PlaceOutline.division_code.in_(codes))
    return found | {row.division_code: row for row in db.session.scalars(standing)}


def _give(
    outlines: dict[str, dict[str, Any]], taken: Taken, find: Callable[[list[str]], dict[str, Any]]
) -> None:
    codes = list(outlines)
    for begin in range(0, len(codes), _AT_ONCE):
        some = codes[begin : begin + _AT_ONCE]
        known = find(some)
        for code in some:
            row = known.get(code)
            if row is None:
                taken.wrong[code] = gettext("There is nothing with this code")
            elif row.outline == outlines[code]:
                taken.same += 1
            else:
                row.outline = outlines[code]
                db.session.add(row)
                taken.placed += 1
        db.session.flush()
