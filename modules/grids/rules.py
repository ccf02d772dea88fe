"""What makes a grid right (GB/T 34300-2017): one village, a code of its own; the sizes that deserve a second look."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from app.model.base import LEVELS
from app.model.shape import NoShape, read_outline
from app.org.threshold import threshold

VILLAGE_DIGITS = LEVELS["village"][0]
_CODE_DIGITS = 15


def grid_problems(code: str | None, division_code: str | None) -> dict[str, Any]:
    """Why a grid cannot be saved, by field."""
    found: dict[str, Any] = {}
    if not division_code or len(division_code) != VILLAGE_DIGITS:
        found["division_code"] = gettext("A grid belongs to one village or community")
    if not code or len(code) != _CODE_DIGITS or not code.isascii() or not code.isdigit():
        found["code"] = gettext("A grid code has 15 digits: those of the village and three of its own")
    elif division_code and not code.startswith(division_code):
        found["code"] = gettext("The first 12 digits of a grid code are those of its village or community")
    return found


def size_doubts(kind: str, households: int | None) -> list[str]:
    """Whether an urban grid has fewer or more households than is usual; a rural one goes by the villagers' group."""
    if kind != "urban" or households is None:
        return []
    least, most = threshold("grid_households_least"), threshold("grid_households_most")
    if least <= households <= most:
        return []
    return [
        gettext(
            "%(households)s households; an urban grid usually has %(least)s to %(most)s",
            households=households,
            least=least,
            most=most,
        )
    ]


def outline_problems(outline: Any) -> dict[str, Any]:
    """Why an outline cannot be kept; a grid may have none."""
    try:
        if outline is not None:
            read_outline(outline)
        return {}
    except NoShape as wrong:
        return {"outline": str(wrong)}
