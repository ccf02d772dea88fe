"""The shared court points beside an application: where the parties can meet the court without travelling to it."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from app.access.scope import current_scope
from app.model.base import codes_above, db
from app.view.links import address
from modules.confirmation.models import Confirmation, CourtPoint

#: States in which there is nothing left to be done at court.
_OVER = ("confirmed", "enforcement_applied", "not_accepted", "rejected", "withdrawn")

MOST = 3


def points_for(confirmation: Confirmation) -> list[CourtPoint]:
    """Open points that the reader's scope shows and that lie where the matter lies or above it, nearest first."""
    code = confirmation.division_code
    asked = select(CourtPoint).where(
        CourtPoint.active, CourtPoint.division_code.in_((code, *codes_above(code)))
    )
    if confirmation.court_id is not None:
        asked = asked.where(CourtPoint.court_id == confirmation.court_id)
    found = db.session.scalars(asked.order_by(CourtPoint.id)).all()
    return sorted(found, key=lambda point: -len(point.division_code))[:MOST]


def beside(confirmation: Confirmation) -> list[dict[str, Any]]:
    """A card with the points, while the application goes on."""
    if confirmation.status in _OVER or not current_scope().may("r", CourtPoint):
        return []
    rows = [
        {
            "title": point.point,
            "second": "；".join(filter(None, (point.address, point.name, point.phone, point.hours))),
            "url": address(CourtPoint, "show", point.id),
        }
        for point in points_for(confirmation)
    ]
    card = {"name": "points", "icon": "scales", "title": gettext("Shared court points")}
    return [card | {"rows": rows}] if rows else []
