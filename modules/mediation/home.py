"""The first page of mediators: the sessions fixed for today."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.access.scope import Scope
from app.model.base import db
from app.model.moment import today
from app.view.calling import called
from app.view.due import exact_moment
from app.view.links import address
from modules.mediation.models import Mediation, Session
from modules.mediation.sittings import not_held_yet

#: Sessions shown.
_MOST = 12


def sessions_part(_scope: Scope) -> dict[str, list[dict[str, Any]]]:
    """Sessions that the last one fixed for today and that are not held yet."""
    begin = datetime.combine(today(), time.min)
    asked = (
        select(Session)
        .options(joinedload(Session.mediation).joinedload(Mediation.case))
        .where(
            Session.next_at >= begin,
            Session.next_at < begin + timedelta(days=1),
            not_held_yet(),
        )
    )
    found = db.session.scalars(asked.order_by(Session.next_at, Session.id).limit(_MOST)).all()
    if not found:
        return {}
    rows = [
        {
            "pk": session.id,
            "url": address(Mediation, "show", session.mediation_id),
            "cells": [
                {"value": called(session.mediation), "second": session.place},
                {
                    "kind": "date",
                    "value": f"{session.next_at:%H:%M}",
                    "exact": exact_moment(session.next_at),
                },
            ],
        }
        for session in found
    ]
    title = gettext("Sessions today")
    columns = [{"name": "what", "label": gettext("Mediation")}, {"name": "at", "label": gettext("Begins")}]
    table = {"name": "today", "caption": title, "columns": columns, "rows": rows, "density": "compact"}
    return {"blocks": [{"name": "today", "title": title, "table": table}]}
