"""Outlines of the demo's grids and of three of its villages: an invented town, whose grids share their borders."""

from __future__ import annotations

from typing import Any

#: Corners, longitude and latitude.
_CORNERS = {
    "a": (119.6400, 29.1150),
    "b": (119.6440, 29.1158),
    "c": (119.6490, 29.1160),
    "d": (119.6540, 29.1152),
    "e": (119.6395, 29.1110),
    "f": (119.6442, 29.1112),
    "g": (119.6492, 29.1108),
    "h": (119.6545, 29.1105),
    "i": (119.6390, 29.1065),
    "j": (119.6438, 29.1062),
    "k": (119.6488, 29.1060),
    "m": (119.6400, 29.1020),
    "n": (119.6440, 29.1014),
    "o": (119.6495, 29.1010),
    "p": (119.6300, 29.1205),
    "q": (119.6378, 29.1225),
    "r": (119.6392, 29.1180),
    "s": (119.6312, 29.1158),
    "t": (119.6308, 29.1102),
}

_RINGS = {
    "990102001001001": "abfe",
    "990102001001002": "bcgf",
    "990102001001901": "fgkj",
    "990102001002001": "efji",
    "990102001002002": "ijnm",
    "990102001003001": "cdhg",
    "990102002001001": "jkon",
    "990102100201001": "pqrs",
    "990102100202001": "sraet",
}


def _outline(ring: str) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[list(_CORNERS[corner]) for corner in ring + ring[0]]]}


#: Villages whose outlines were brought: the grids of each fill it.
_PLACES = {"990102001001": "abcgkjfe", "990102100201": "pqrs", "990102100202": "sraet"}

OUTLINES = {code: _outline(ring) for code, ring in _RINGS.items()}
PLACE_OUTLINES = {code: _outline(ring) for code, ring in _PLACES.items()}
