"""Splitting a grid by a line and merging neighbouring ones, each in one transaction. Nothing here commits.

The grid that stays keeps its code, its workers and its history; the history of each says what became of it and where it
came from. A grid that was merged into another is no longer active: its outline stands in its history.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, object_session

from app.model.base import db
from app.model.geometry import joined
from app.model.moment import today
from app.model.shape import NoShape
from app.view.errors import Conflict
from app.view.writing import create, update
from app.workflow.engine import Refused, record
from app.workflow.spec import Refusal
from modules.grids.models import Grid, GridAssignment

#: Serials of a village's grids; those of special ones (专属网格) begin higher (GB/T 34300-2017).
FIRST, FIRST_SPECIAL, LAST = 1, 901, 999

#: What a part takes over from the grid it was cut from.
_TAKEN_OVER = ("kind", "zone_type", "police_code", "police_contact", "division_code")


def next_code(session: Session, village: str, kind: str) -> str:
    """The next free code of a village: after the highest one in use, else the first that is free.

    Raises:
        Refused: the village has no serial left.
    """
    first, last = (FIRST_SPECIAL, LAST) if kind == "special" else (FIRST, FIRST_SPECIAL - 1)
    codes = session.scalars(select(Grid.code).where(Grid.division_code == village))
    taken = {int(code[-3:]) for code in codes}
    highest = max((serial for serial in taken if first <= serial <= last), default=first - 1)
    free = [highest + 1] if highest < last else [one for one in range(first, last) if one not in taken]
    if not free:
        raise Refused(Refusal(gettext("This village has no serial left for another grid")))
    return f"{village}{free[0]:03}"


def split(grid: Grid, seen_version: int, parts: tuple[dict[str, Any], dict[str, Any]], **given: Any) -> Grid:
    """Cut a grid in two and return the new one; workers stay with the old one.

    Args:
        grid: locked for writing.
        seen_version: the version the cut was made on.
        parts: the outline the grid keeps, and that of the new one.
        given: `name`, `households`, `population` of the new one, `households_left` and `population_left` of the old.

    Raises:
        Conflict, Invalid, Refused: nothing was changed.
    """
    session = object_session(grid) or db.session()
    kept, cut_off = parts
    taken_over = {name: getattr(grid, name) for name in _TAKEN_OVER} | {"lines": list(grid.lines)}
    left = {"households": given["households_left"], "population": given["population_left"], "outline": kept}
    update(grid, left, seen_version)
    own = {name: given[name] for name in ("name", "households", "population")}
    code = next_code(session, grid.division_code, grid.kind)
    new = create(Grid, taken_over | own | {"code": code, "outline": cut_off})
    record(grid, "split", note=gettext("Cut off: %(grid)s", grid=told(new)), data={"into": new.id})
    record(new, "split_off", note=gettext("Cut from: %(grid)s", grid=told(grid)), data={"from": grid.id})
    return new


def merged_outline(grids: Sequence[Grid]) -> dict[str, Any] | None:
    """The outline several grids have together; none when none of them has one.

    Raises:
        Refused: they do not lie side by side, or only some of them are drawn.
    """
    drawn = [grid.outline for grid in grids if grid.outline]
    if drawn and len(drawn) < len(grids):
        names = "、".join(grid.name for grid in grids if not grid.outline)
        raise Refused(Refusal(gettext("Draw the outline first: %(names)s", names=names)))
    try:
        return joined(drawn) if drawn else None
    except NoShape as wrong:
        raise Refused(Refusal(str(wrong))) from None


def merge(grid: Grid, others: Sequence[Grid], versions: dict[int, int], **given: Any) -> None:
    """Merge neighbouring grids of one village into the first; the others end, and with them who served them.

    Args:
        grid: the one that stays; all of them are locked for writing.
        others: active grids of the same village.
        versions: the version of each, by key, on which the merge was decided.
        given: `name`, `households`, `population` of the whole.

    Raises:
        Conflict, Invalid, Refused: nothing was changed.
    """
    if not others or any(other.division_code != grid.division_code or not other.active for other in others):
        raise Refused(Refusal(gettext("Only active grids of one village are merged")))
    if any(versions.get(one.id) != one.row_version for one in (grid, *others)):
        raise Conflict(grid)
    outline = merged_outline([grid, *others])
    lines = sorted({line for one in (grid, *others) for line in one.lines}, key=lambda line: line.code)
    update(grid, given | {"outline": outline, "lines": lines})
    for other in others:
        data = {"into": grid.id, "outline": other.outline}
        ended = _end_service(other, grid)
        update(other, {"active": False, "outline": None})
        record(
            other,
            "merged_into",
            note=gettext("Went into: %(grid)s", grid=told(grid)),
            data=data | {"ended": ended},
        )
    names = "、".join(told(other) for other in others)
    keys = [other.id for other in others]
    record(grid, "merged", note=gettext("Taken in: %(grids)s", grids=names), data={"from": keys})


def serving(grids: Sequence[Grid]) -> list[GridAssignment]:
    """The assignments of grids that hold today or later."""
    session = object_session(grids[0]) or db.session()
    lasts = or_(GridAssignment.valid_to.is_(None), GridAssignment.valid_to > today())
    asked = select(GridAssignment).where(GridAssignment.grid_id.in_([grid.id for grid in grids]), lasts)
    return list(session.scalars(asked.order_by(GridAssignment.id)))


def told(grid: Grid) -> str:
    """A grid by name and code."""
    return f"{grid.name}（{grid.code}）"


def _end_service(other: Grid, grid: Grid) -> list[int]:
    """End who serves a grid that went into another, today at the earliest; the keys of what ended."""
    ended = serving([other])
    for assignment in ended:
        assignment.valid_to = max(today(), assignment.valid_from)
        note = gettext("The grid went into: %(grid)s", grid=told(grid))
        record(assignment, "update", note=note, data={"into": grid.id})
    return [assignment.id for assignment in ended]
