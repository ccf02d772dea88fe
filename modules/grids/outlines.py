"""Outlines of grids from a file: features of GeoJSON, each with the code of its grid. Nothing here commits."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from app.model.base import db
from app.model.shape import NoShape, read_outline
from modules.grids.models import Grid

#: Codes asked of the database at once.
_AT_ONCE = 500


class Unreadable(ValueError):
    """The file is no collection of features, as a sentence."""


@dataclass
class Taken:
    """What became of a file.

    Attributes:
        placed: grids that have a new outline.
        same: grids whose outline stood there already.
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


def take_outlines(features: list[Any], code_property: str = "code") -> Taken:
    """Give grids the outlines of features; a feature that cannot be taken changes nothing and is told.

    Args:
        features: as `features_of` gives them.
        code_property: the property that holds the code of the grid.
    """
    taken, outlines = Taken(), {}
    for place, feature in enumerate(features, 1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        code = str((properties or {}).get(code_property, "")) if isinstance(properties, dict | None) else ""
        if not code:
            taken.wrong[gettext("Feature %(place)s", place=place)] = gettext("It names no grid")
            continue
        if code in outlines:
            taken.wrong[code] = gettext("The grid stands twice in the file; the first one is taken")
            continue
        try:
            outlines[code] = read_outline(feature.get("geometry"))
        except NoShape as wrong:
            taken.wrong[code] = str(wrong)
    _give(outlines, taken)
    return taken


def _give(outlines: dict[str, dict[str, Any]], taken: Taken) -> None:
    codes = list(outlines)
    for begin in range(0, len(codes), _AT_ONCE):
        some = codes[begin : begin + _AT_ONCE]
        grids = {grid.code: grid for grid in db.session.scalars(select(Grid).where(Grid.code.in_(some)))}
        for code in some:
            grid = grids.get(code)
            if grid is None:
                taken.wrong[code] = gettext("There is no such grid")
            elif grid.outline == outlines[code]:
                taken.same += 1
            else:
                grid.outline = outlines[code]
                taken.placed += 1
        db.session.flush()
