"""The button on a shift of the rota that plans the week after it, at the same studio or centre, like its own."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import select

from app.access.scope import current_scope
from app.model.base import db
from modules.centres.services import WEEK, monday_of
from modules.experts.models import ExpertRota


def plan_action(shift: ExpertRota) -> dict[str, Any] | None:
    """Plan the next week like this one, once: where something is planned there already, there is no button."""
    monday = monday_of(shift.day) + WEEK
    if not may_plan(shift) or _planned(shift.unit_id, monday):
        return None
    return {
        "label": gettext("Plan next week like this one"),
        "url": url_for("experts_rota.copy", pk=shift.id),
        "method": "post",
        "icon": "copy",
    }


def may_plan(shift: ExpertRota) -> bool:
    """Whether the reader may plan shifts where this one lies."""
    posts = current_scope().reaches(ExpertRota.model_id(), "c")
    return any(post.covers(shift.division_code) for post in posts)


def _planned(unit_id: int, monday: date) -> bool:
    asked = select(ExpertRota.id).where(
        ExpertRota.unit_id == unit_id, ExpertRota.day >= monday, ExpertRota.day < monday + WEEK
    )
    return db.session.scalar(asked.limit(1)) is not None
