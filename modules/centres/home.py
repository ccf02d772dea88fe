"""The first page of those who work at a centre: who is on duty now, and for planners what is not covered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.scope import Scope
from app.model.base import db
from app.model.moment import now, today
from app.org.models import Unit
from app.view.due import short_moment
from app.view.links import address
from app.view.list_page import table_of
from app.view.screens import screens
from app.view.spec import Item
from modules.centres.models import Duty
from modules.centres.services import gaps, on_duty

#: Duties shown; the list has the others.
_MOST = 6

#: Days ahead of which gaps are told.
_AHEAD = timedelta(days=6)

_COLUMNS = (Item("unit.short_name", label=_("Unit")), "shift", "post_a", "post_b")


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


def gaps_part(scope: Scope) -> dict[str, list[dict[str, Any]]]:
    """What is not covered in the coming days at the units in which the reader keeps the roster."""
    session, told = db.session(), []
    keys = {post.unit_id for post in scope.reaches(Duty.model_id(), "c") if post.unit_id}
    for unit in session.scalars(select(Unit).where(Unit.id.in_(keys)).order_by(Unit.id)) if keys else ():
        ahead = [gap for gap in gaps(session, unit, today(), today() + _AHEAD) if gap.ends_at > now()]
        if ahead:
            text = ngettext(
                "%(unit)s: %(num)s gap in the roster of the coming seven days, from %(when)s",
                "%(unit)s: %(num)s gaps in the roster of the coming seven days, the first from %(when)s",
                len(ahead),
                unit=unit.short_name,
                when=short_moment(ahead[0].begins_at),
            )
            told.append({"text": text, "tone": "amber", "icon": "warning"})
    return {"notices": told}
