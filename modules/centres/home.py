"""The first page of those who work at a centre: who is on duty now."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from app.access.scope import Scope
from app.model.base import db
from app.model.moment import now
from app.view.links import address
from app.view.list_page import table_of
from app.view.screens import screens
from modules.centres.models import Duty
from modules.centres.services import on_duty

#: Duties shown; the list has the others.
_MOST = 6

_COLUMNS = ("unit.short_name", "shift", "post_a", "post_b")


def duty_part(_scope: Scope) -> dict[str, list[dict[str, Any]]]:
    """The duties running now, each leading to its page with the phones."""
    found = on_duty(db.session(), now())[:_MOST]
    if not found:
        return {}
    title = gettext("On duty now")
    columns = tuple(screens().field(Duty, name) for name in _COLUMNS)
    table = table_of(Duty, columns, found, caption=title, name="duty")
    url = address(Duty, "list", asked={"view": "now"})
    return {"blocks": [{"name": "duty", "title": title, "url": url, "table": table}]}
