"""Plates with a QR code for the street: which grids, what a plate says, and the sheets to print and cut.

A plate says nothing about anybody unless the site chose so (thresholds `plate_names_worker`, `plate_names_phone`).
"""

from __future__ import annotations

from typing import Any

from flask import current_app
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import MultiDict

from app.document import press
from app.document.sheet import ISSUED, Sheet, Stamp
from app.model.base import LEVELS, db
from app.model.moment import now
from app.org.models import Division, Unit
from app.org.threshold import threshold
from app.view.interface import Interface, read_ask
from app.view.parse import key_of
from app.view.screens import screens
from modules.grids.models import Grid, GridAssignment

#: Plates of a page of `reports/grids/plates.html`.
A_PAGE = 6

#: Plates of one file: some seconds of work.
A_FILE = 120

#: Rows that can be named by their keys.
MOST_CHOSEN = 200


def public_url() -> str:
    """The address under which anybody reaches this site, without a slash; nothing where it is not set."""
    return str(current_app.config.get("PUBLIC_URL", "")).rstrip("/")


def grids_asked(arguments: MultiDict[str, str]) -> Select[tuple[Grid]]:
    """The grids in use that an address names by their keys, or else all its filters show."""
    chosen = [key for text in arguments.getlist("pk")[:MOST_CHOSEN] if (key := key_of(text)) is not None]
    if chosen:
        found = select(Grid).where(Grid.id.in_(chosen))
    else:
        kept = MultiDict(
            (name, text) for name, text in arguments.items(multi=True) if name not in ("part", "pk", "cursor")
        )
        found = Interface(Grid).filtered(read_ask(screens().list(Grid), kept))
    return found.where(Grid.active)


def number_of(found: Select[tuple[Grid]]) -> int:
    """How many plates that makes."""
    return db.session.scalar(select(func.count()).select_from(found.subquery())) or 0


def sheet_of(found: Select[tuple[Grid]], part: int) -> bytes:
    """The PDF of one part of the plates, in the order of the codes.

    Args:
        part: 1 for the first `A_FILE` plates.

    Raises:
        PaperRefused: the file could not be made.
    """
    grids = db.session.scalars(found.order_by(Grid.code).offset((part - 1) * A_FILE).limit(A_FILE)).all()
    stamp = Stamp(made_at=now(), state=ISSUED, demo=bool(current_app.config.get("DEMO", False)))
    return press.render([Sheet("grids/plates.html", {"plates": plates_of(grids)}, stamp)]).body


def plates_of(grids: Any) -> list[dict[str, Any]]:
    """What each plate says, as plain data."""
    digits = [LEVELS[level][0] for level in ("county", "township", "village")]
    places = {grid.division_code[:cut] for grid in grids for cut in digits}
    named = select(Division.code, Division.name).where(Division.code.in_(places))
    names = {row.code: row.name for row in db.session.execute(named)}
    workers = _workers(grids) if threshold("plate_names_worker") else {}
    phones = _phones(grids) if threshold("plate_names_phone") else {}
    return [
        {
            "name": grid.name,
            "code": grid.code,
            "place": "".join(names.get(grid.division_code[:cut], "") for cut in digits),
            "url": f"{public_url()}/g/{grid.code}",
            "worker": workers.get(grid.id, ""),
            "phone": phones.get(grid.division_code, ""),
        }
        for grid in grids
    ]


def _workers(grids: Any) -> dict[int, str]:
    """Who serves each grid today; the main one where there are several."""
    served = select(GridAssignment).where(
        GridAssignment.grid_id.in_([grid.id for grid in grids]), GridAssignment.in_service()
    )
    rows = db.session.scalars(served.options(joinedload(GridAssignment.worker)).order_by(GridAssignment.main))
    return {row.grid_id: str(row.worker) for row in rows if row.worker is not None}


def _phones(grids: Any) -> dict[str, str]:
    """The phone of the committee of each village, as the unit has it."""
    places = {grid.division_code for grid in grids}
    asked = select(Unit).where(Unit.kind == "village", Unit.active, Unit.division_code.in_(places))
    return {unit.division_code: unit.phone for unit in db.session.scalars(asked) if unit.phone}
