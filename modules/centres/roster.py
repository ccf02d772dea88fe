"""The buttons on the page of a centre that lead to its roster and plan a week like the one before."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import select

from app.access.scope import current_scope
from app.model.base import db
from app.model.moment import today
from app.view.links import address
from modules.centres.models import Centre, Duty
from modules.centres.services import WEEK, monday_of

Action = dict[str, Any]


def roster_action(centre: Centre) -> Action | None:
    """The way to the calendar of the centre's duties."""
    if not current_scope().may("r", Duty):
        return None
    url = address(Duty, "calendar", asked={"unit_id": centre.unit_id})
    return {"label": gettext("Duty roster"), "url": url, "icon": "calendar"}


def plan_action(centre: Centre) -> Action | None:
    """Plan this week like the last; once it is planned, the next one like this."""
    if not may_plan(centre):
        return None
    this = monday_of(today())
    if _planned(centre, this):
        label, monday = gettext("Plan next week like this one"), this + WEEK
    elif _planned(centre, this - WEEK):
        label, monday = gettext("Plan this week like the last"), this
    else:
        return None
    return {
        "label": label,
        "url": url_for("centres_roster.copy", pk=centre.id),
        "method": "post",
        "icon": "copy",
        "fields": {"monday": monday.isoformat()},
    }


def may_plan(centre: Centre) -> bool:
    """Whether the reader may plan duties where the centre lies."""
    posts = current_scope().reaches(Duty.model_id(), "c")
    return any(post.covers(centre.division_code) for post in posts)


def _planned(centre: Centre, monday: date) -> bool:
    asked = select(Duty.id).where(
        Duty.unit_id == centre.unit_id, Duty.day >= monday, Duty.day < monday + WEEK
    )
    return db.session.scalar(asked.limit(1)) is not None
