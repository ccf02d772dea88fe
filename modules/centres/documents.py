"""The paper of a centre: its duty roster (G14), one sheet a week."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.access.scope import current_scope
from app.document.spec import Document
from app.model.base import db
from app.model.moment import today
from app.workflow.spec import Refusal
from modules.centres.models import Centre, Duty, Shift
from modules.centres.models.duty import POSTS
from modules.centres.services import DAY, WEEK, monday_of
from modules.parties.models import name_beyond

#: The words of the form, which are Chinese in every language of the screens.
WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


def rosters(centre: Centre) -> list[dict[str, Any]]:
    """G14: this week, and the next where it is planned. Phones of people are left out; the unit's stands on it."""
    this = monday_of(today())
    following = _planned(centre, this + WEEK)
    weeks = [(this, _planned(centre, this)), *([(this + WEEK, following)] if following else [])]
    return [_week(centre, monday, duties) for monday, duties in weeks]


def _week(centre: Centre, monday: date, duties: list[Duty]) -> dict[str, Any]:
    by_place = {(duty.day, duty.shift_id): duty for duty in duties}
    shifts = sorted({duty.shift for duty in duties}, key=lambda shift: (shift.begins, shift.id))
    return {
        "unit": {"name": centre.unit.name, "phone": centre.unit.phone or ""},
        "first": monday.isoformat(),
        "last": (monday + WEEK - DAY).isoformat(),
        "shifts": [{"name": one.label, "begins": one.begins, "ends": one.ends} for one in shifts],
        "days": [_day(monday + DAY * number, shifts, by_place) for number in range(len(WEEKDAYS))],
        "date": today().isoformat(),
    }


def _day(day: date, shifts: list[Shift], by_place: dict[Any, Duty]) -> dict[str, Any]:
    duties = [by_place.get((day, shift.id)) for shift in shifts]
    return {
        "on": day.isoformat(),
        "weekday": WEEKDAYS[day.weekday()],
        "duties": [_duty(duty) if duty else None for duty in duties],
    }


def _duty(duty: Duty) -> dict[str, str]:
    return {
        "a": _name(duty.person_a_id),
        "b": _name(duty.person_b_id),
        "note": duty.note or "",
    }


def _name(person_id: int | None) -> str:
    return name_beyond(db.session(), person_id, Duty, POSTS) if person_id is not None else ""


def _planned(centre: Centre, monday: date) -> list[Duty]:
    asked = select(Duty).where(Duty.unit_id == centre.unit_id, Duty.day >= monday, Duty.day < monday + WEEK)
    return list(db.session.scalars(asked.options(joinedload(Duty.shift)).order_by(Duty.begins_at)))


def something_planned(centre: Centre) -> list[Refusal]:
    """A roster says who stands when."""
    if _planned(centre, monday_of(today())):
        return []
    return [Refusal(gettext("No duty is planned for this week"))]


def roster_is_open(_centre: Centre) -> bool:
    """The paper is for those who read the roster."""
    return current_scope().may("r", Duty)


DOCUMENTS = (
    Document(
        "centres.duty_roster",
        _("Duty roster of a week"),
        Centre,
        "centres/duty_roster.html",
        rosters,
        needs=something_planned,
        fits=roster_is_open,
    ),
)
