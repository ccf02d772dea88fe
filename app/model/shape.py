"""Outlines of places: polygons of GeoJSON (RFC 7946) in degrees, longitude first, as a map draws them without tiles."""

from __future__ import annotations

import math
from typing import Any

from flask_babel import gettext

#: Points one outline may have; a finer one is drawn no better.
MOST_POINTS = 2000

#: Decimals kept: a tenth of a metre.
_DECIMALS = 6

#: Where an outline can lie: the country with its seas, in degrees.
_WEST, _EAST, _SOUTH, _NORTH = 73.0, 136.0, 3.0, 54.0

#: Points of the smallest ring, its first one repeated at the end.
_FEWEST = 4


class NoShape(ValueError):
    """What was given is no outline, as a sentence."""


def read_outline(given: Any) -> dict[str, Any]:
    """A Polygon or MultiPolygon, checked and rounded.

    Args:
        given: a geometry of GeoJSON.

    Raises:
        NoShape: it is no polygon, lies elsewhere, is not closed, crosses itself or has too many points.
    """
    kind = given.get("type") if isinstance(given, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise NoShape(gettext("An outline is a polygon of GeoJSON"))
    parts = given.get("coordinates")
    polygons = [parts] if kind == "Polygon" else parts
    if not isinstance(polygons, list) or not polygons:
        raise NoShape(gettext("An outline is a polygon of GeoJSON"))
    read = [[_ring(ring) for ring in _rings(polygon)] for polygon in polygons]
    if sum(len(ring) for polygon in read for ring in polygon) > MOST_POINTS:
        raise NoShape(gettext("An outline has at most %(most)s points", most=MOST_POINTS))
    return {"type": kind, "coordinates": read[0] if kind == "Polygon" else read}


def _rings(polygon: Any) -> list[Any]:
    if not isinstance(polygon, list) or not polygon:
        raise NoShape(gettext("An outline is a polygon of GeoJSON"))
    return polygon


def _ring(given: Any) -> list[list[float]]:
    if not isinstance(given, list) or len(given) > MOST_POINTS:
        raise NoShape(gettext("An outline has at most %(most)s points", most=MOST_POINTS))
    ring = [_point(point) for point in given]
    if len(ring) < _FEWEST or ring[0] != ring[-1]:
        raise NoShape(gettext("Each ring of an outline is closed and has at least three corners"))
    if _crosses_itself(ring):
        raise NoShape(gettext("The outline crosses itself"))
    return ring


def _point(given: Any) -> list[float]:
    ok = isinstance(given, list) and len(given) >= 2
    if not ok or not all(type(one) in (int, float) and math.isfinite(one) for one in given[:2]):
        raise NoShape(gettext("A point of an outline is a longitude and a latitude"))
    east, north = given[:2]
    if not (_WEST <= east <= _EAST and _SOUTH <= north <= _NORTH):
        raise NoShape(gettext("An outline lies in the country: degrees, longitude first"))
    return [round(east, _DECIMALS), round(north, _DECIMALS)]


def _crosses_itself(ring: list[list[float]]) -> bool:
    """Whether two sides that are no neighbours cross."""
    sides = list(zip(ring, ring[1:]))
    last = len(sides) - 1
    for place, (a, b) in enumerate(sides):
        low, high = min(a[0], b[0]), max(a[0], b[0])
        for other in range(place + 2, len(sides)):
            if place == 0 and other == last:
                continue  # they meet where the ring closes
            c, d = sides[other]
            if max(c[0], d[0]) < low or min(c[0], d[0]) > high:
                continue
            if _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0:
                return True
    return False


def _turn(a: list[float], b: list[float], c: list[float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
