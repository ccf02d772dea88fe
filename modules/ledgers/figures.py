"""How much stands in the ledgers of a grid, each figure the way to its rows."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import func, select

from app.access.scope import current_scope
from app.model.base import db
from app.view.interface import figure
from app.view.links import address
from modules.grids.models import Grid
from modules.ledgers.models import HazardPoint, House, OrganisationPlace, Place, Resident


def ledger_cards(grid: Grid) -> list[dict[str, Any]]:
    """The card beside a grid: the ledgers the reader may read, with the lines that are there."""
    ledgers = (
        (House, gettext("Houses"), ()),
        (Resident, gettext("Residents"), (Resident.living(),)),
        (OrganisationPlace, gettext("Organisations in grids"), ()),
        (Place, gettext("Places in grids"), ()),
        (HazardPoint, gettext("Hazard points"), (HazardPoint.state != "removed",)),
    )
    rows = []
    for model, label, where in ledgers:
        if not current_scope().may("r", model):
            continue
        asked = select(func.count()).select_from(model).where(model.grid_id == grid.id, *where)
        rows.append(
            {
                "title": gettext(
                    "%(what)s: %(number)s", what=label, number=figure(db.session.scalar(asked) or 0)
                ),
                "second": "",
                "url": address(model, "list", asked={"grid_id": grid.id}),
            }
        )
    return (
        [{"name": "ledgers", "icon": "books", "title": gettext("Grid ledgers"), "rows": rows}] if rows else []
    )
