"""What is reckoned with outlines: areas, cutting by a line, joining, overlaps and holes.

Outlines are as `shape.py` reads them. Shapely is loaded when something is reckoned, not when the house starts. Degrees
become metres at the latitude of the shape itself, which is exact enough for anything a person walks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext

from app.model.shape import NoShape, read_outline

#: Pieces narrower than this are no land but corners that were rounded; in metres.
NARROWEST = 0.5

#: Half of it in degrees of latitude: borders so near to each other are one border.
_NEAR = NARROWEST / 2 / 111_000


def solid(outline: dict[str, Any]) -> Any:
    """The shape of an outline; one that is not sound is mended, so that others can be compared with it."""
    import shapely
    from shapely.geometry import shape

    found = shape(outline)
    return found if found.is_valid else _areas(shapely.make_valid(found))


def unsound(outline: dict[str, Any]) -> str:
    """What is wrong with an outline as a polygon, as one word (`hole_lies_outside_shell`); nothing when it is sound."""
    import shapely
    from shapely.geometry import shape

    found = shape(outline)
    if found.is_valid:
        return ""
    reason = str(shapely.is_valid_reason(found)).partition("[")[0]
    return reason.strip().lower().replace(" ", "_").replace("-", "_")


def outline_of(shape: Any) -> dict[str, Any]:
    """The outline of a shape, rounded as all are.

    Raises:
        NoShape: nothing of it has an area.
    """
    from shapely.geometry import mapping

    parts = [part for part in _polygons(shape) if part.area]
    if not parts:
        raise NoShape(gettext("An outline is a polygon of GeoJSON"))
    plain = [[[list(point) for point in ring] for ring in mapping(part)["coordinates"]] for part in parts]
    if len(plain) == 1:
        return read_outline({"type": "Polygon", "coordinates": plain[0]})
    return read_outline({"type": "MultiPolygon", "coordinates": plain})


def square_metres(shape: Any) -> float:
    """The area of a shape."""
    return float(_in_metres(shape).area)


def is_narrow(shape: Any) -> bool:
    """Whether a shape is nowhere as wide as `NARROWEST`."""
    return bool(_in_metres(shape).buffer(-NARROWEST / 2).is_empty)


def cut(outline: dict[str, Any], line: Sequence[Sequence[float]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The two parts into which a line cuts an outline, the larger one first; what the line leaves whole stays with it.

    Args:
        outline: as `read_outline` gives it.
        line: points in degrees, longitude first.

    Raises:
        NoShape: the line does not cut it into exactly two.
    """
    import shapely
    from shapely.geometry import LineString
    from shapely.ops import split

    if len(line) < 2:
        raise NoShape(gettext("A line has two points at least"))
    left: list[Any] = []
    halves: list[Any] = []
    for part in _polygons(solid(outline)):
        pieces = list(_polygons(split(part, LineString(line))))
        (halves if len(pieces) > 1 else left).extend(pieces)
    if len(halves) != 2 or any(is_narrow(half) for half in halves):
        raise NoShape(
            gettext("The line must cross the outline from side to side and cut it into exactly two")
        )
    larger, smaller = sorted(halves, key=square_metres, reverse=True)
    return outline_of(shapely.union_all([larger, *left])), outline_of(smaller)


def joined(outlines: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The one outline of several that lie side by side.

    Raises:
        NoShape: one of them does not touch the others along a border.
    """
    import shapely
    from shapely.geometry import Polygon

    whole = shapely.union_all([solid(outline) for outline in outlines])
    parts = _polygons(whole)
    if len(parts) != 1:
        parts = _polygons(whole.buffer(_NEAR, join_style="mitre").buffer(-_NEAR, join_style="mitre"))
    if len(parts) != 1:
        raise NoShape(gettext("The outlines do not all lie side by side"))
    holes = [hole for hole in parts[0].interiors if not is_narrow(Polygon(hole))]
    return outline_of(Polygon(parts[0].exterior, holes))


def touching(outline: dict[str, Any], others: Sequence[dict[str, Any]]) -> list[int]:
    """Which of the others share a border, or land, with an outline, by their places."""
    mine = solid(outline).buffer(_NEAR)
    corner = 4 * _NEAR**2  # what is in common with one that only meets it at a corner
    return [place for place, other in enumerate(others) if mine.intersection(solid(other)).area > corner]


def overlaps(shapes: Sequence[Any]) -> list[tuple[int, int, Any]]:
    """Every pair of shapes that have land in common, by their places, and that land."""
    import shapely
    from shapely import STRtree

    if not shapes:
        return []
    first, second = STRtree(shapes).query(shapes, predicate="intersects")
    pairs = [(int(a), int(b)) for a, b in zip(first, second) if a < b]
    found = []
    for a, b in sorted(pairs):
        common = _areas(shapely.intersection(shapes[a], shapes[b]))
        if common.area and not is_narrow(common):
            found.append((a, b, common))
    return found


def beyond(shape: Any, within: Any) -> Any:
    """The land of a shape outside another; nothing where only corners were rounded."""
    import shapely

    land = _areas(shapely.difference(shape, within))
    return None if land.is_empty or is_narrow(land) else land


def together(shapes: Sequence[Any]) -> Any:
    """The land of several shapes as one."""
    import shapely

    return shapely.union_all(list(shapes))


def holes(shapes: Sequence[Any]) -> list[tuple[Any, list[int]]]:
    """The land that shapes together enclose and none of them holds, and which lie around it."""
    import shapely
    from shapely import STRtree
    from shapely.geometry import Polygon

    if not shapes:
        return []
    tree, whole = STRtree(shapes), shapely.union_all(list(shapes))
    rings = [Polygon(ring) for part in _polygons(whole) for ring in part.interiors]
    return [
        (hole, sorted(int(place) for place in tree.query(hole, predicate="intersects")))
        for hole in rings
        if not is_narrow(hole)
    ]


def _polygons(shape: Any) -> list[Any]:
    """The polygons in a shape of any kind."""
    if shape.geom_type == "Polygon":
        return [] if shape.is_empty else [shape]
    return [part for one in getattr(shape, "geoms", ()) for part in _polygons(one)]


def _areas(shape: Any) -> Any:
    """What of a shape has an area."""
    from shapely.geometry import MultiPolygon

    return MultiPolygon(_polygons(shape))


def _in_metres(shape: Any) -> Any:
    """A shape on a plane that is true where it lies (WGS 84: the length of a degree by latitude)."""
    import shapely

    if shape.is_empty:
        return shape
    west, south, east, north = shape.bounds
    at = math.radians((south + north) / 2)
    up = 111132.92 - 559.82 * math.cos(2 * at) + 1.175 * math.cos(4 * at)
    along = 111412.84 * math.cos(at) - 93.5 * math.cos(3 * at)
    # seen from its own corner, so that no digits are lost
    return shapely.transform(shape, lambda points: (points - [west, south]) * [along, up])
