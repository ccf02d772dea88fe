"""What people type or paste for an outline or a line: GeoJSON, WKT, or one corner a line as two numbers."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from flask_babel import gettext

from app.model.shape import NoShape, read_outline

#: Characters of the longest text that is looked at.
LONGEST = 200_000

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_APART = re.compile(r"[\s,;，；、\t]+")


def outline_in(text: str) -> dict[str, Any] | None:
    """The outline a text gives; nothing for an empty one.

    Raises:
        NoShape: it gives none.
    """
    text = _short(text)
    if not text:
        return None
    if text.startswith("{"):
        return read_outline(_geometry(text))
    if text[:7].upper() in ("POLYGON", "MULTIPO"):
        return read_outline(_from_wkt(text))
    ring = _numbers(text)
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0])
    return read_outline({"type": "Polygon", "coordinates": [ring]})


def line_in(text: str) -> list[list[float]]:
    """The points of a line, one a line of the text or a LineString of GeoJSON.

    Raises:
        NoShape: it gives none.
    """
    text = _short(text)
    if not text.startswith("{"):
        return _numbers(text)
    points = _geometry(text, "LineString").get("coordinates")
    if not isinstance(points, list) or not all(_is_point(point) for point in points):
        raise NoShape(gettext("A point of an outline is a longitude and a latitude"))
    return [[float(one) for one in point[:2]] for point in points]


def text_of(outline: dict[str, Any] | None) -> str:
    """An outline as it is typed: a corner a line where it has one ring, else GeoJSON."""
    if not outline:
        return ""
    rings = outline["coordinates"]
    if outline["type"] != "Polygon" or len(rings) != 1:
        return json.dumps(outline, separators=(",", ":"))
    return "\n".join(f"{point[0]}, {point[1]}" for point in rings[0][:-1])


def _short(text: str) -> str:
    text = text.strip().lstrip("\ufeff")
    if len(text) > LONGEST:
        raise NoShape(gettext("This text is too long for an outline"))
    return text


def _geometry(text: str, kind: str = "Polygon") -> dict[str, Any]:
    """The one geometry of a GeoJSON text: bare, in a feature, or in a collection of one."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise NoShape(gettext("This is no GeoJSON; please check commas and brackets")) from None
    if isinstance(said, dict) and said.get("type") == "FeatureCollection":
        features = said.get("features")
        if not isinstance(features, list) or len(features) != 1:
            raise NoShape(gettext("Please paste one shape alone"))
        said = features[0]
    if isinstance(said, dict) and said.get("type") == "Feature":
        said = said.get("geometry")
    if not isinstance(said, dict) or not str(said.get("type")).endswith(kind):
        raise NoShape(gettext("An outline is a polygon of GeoJSON"))
    return said


def _from_wkt(text: str) -> dict[str, Any]:
    import shapely
    from shapely.geometry import mapping

    try:
        shape = shapely.from_wkt(text)
    except (shapely.errors.GEOSException, ValueError):
        raise NoShape(gettext("This WKT cannot be read; please check commas and brackets")) from None
    plain: dict[str, Any] = json.loads(json.dumps(mapping(shape)))
    return plain


def _numbers(text: str) -> list[list[float]]:
    points = []
    for number, line in enumerate(filter(None, (line.strip() for line in text.splitlines())), 1):
        parts = [part for part in _APART.split(line) if part]
        if len(parts) != 2 or not all(_NUMBER.fullmatch(part) for part in parts):
            raise NoShape(gettext("Line %(number)s is no longitude and latitude", number=number))
        points.append([float(part) for part in parts])
    return points


def _is_point(given: Any) -> bool:
    ok = isinstance(given, list) and len(given) >= 2
    return ok and all(type(one) in (int, float) and math.isfinite(one) for one in given[:2])
