"""The first page of those who shape screens: what was changed last, and by whom."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from app.access.scope import Scope
from app.model.base import db
from app.model.house import house
from app.studio.models import ScreenChange
from app.studio.tables import address, told
from app.view.due import exact_moment, short_moment
from app.view.links import has_screens
from app.view.names import people_names
from app.view.screens import screens

#: Changes shown, and changes looked through for those of the reader's places.
_MOST, _LOOKED_AT = 6, 100


def changes_part(scope: Scope) -> dict[str, list[dict[str, Any]]]:
    """The newest changes to screens of the reader's places, each with the way to where it can be undone."""
    asked = select(ScreenChange).where(ScreenChange.undone_at.is_(None)).order_by(ScreenChange.id.desc())
    listed = [
        (house().models[change.model], change)
        for change in db.session.scalars(asked.limit(_LOOKED_AT))
        if scope.within(change.division_code) and has_screens(house().models.get(change.model, object))
    ][:_MOST]
    if not listed:
        return {}
    names = people_names(change.made_by_id for _model, change in listed)
    rows = [
        {
            "pk": change.id,
            "url": address(model, ""),
            "cells": [
                {"value": told(model, change), "second": str(screens().list(model).title)},
                {"value": names.get(change.made_by_id or 0, "")},
                {
                    "kind": "date",
                    "value": short_moment(change.made_at),
                    "exact": exact_moment(change.made_at),
                },
            ],
        }
        for model, change in listed
    ]
    title = gettext("Screens changed last")
    labels = (gettext("Field"), gettext("By"), gettext("Time"))
    columns = [{"name": f"c{place}", "label": label} for place, label in enumerate(labels)]
    table = {"name": "changes", "caption": title, "columns": columns, "rows": rows, "density": "compact"}
    return {"blocks": [{"name": "changes", "title": title, "table": table}]}
