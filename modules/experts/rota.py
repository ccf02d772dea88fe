"""The rota of a studio or centre: the next week like the last one, what is not covered, and who can be reached."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from app.org.models import Unit
from app.workflow.engine import record
from modules.centres.services import WEEK
from modules.experts.models import Expert, ExpertAbsence, ExpertRota


def on_now(session: Session, at: datetime) -> list[ExpertRota]:
    """The shifts that run at a moment and have an expert, as far as the session reads them."""
    asked = select(ExpertRota).where(ExpertRota.running(at), ~ExpertRota.gap())
    named = (joinedload(one) for one in (ExpertRota.unit, ExpertRota.shift, ExpertRota.expert))
    return list(session.scalars(asked.options(*named).order_by(ExpertRota.begins_at, ExpertRota.id)))


def reachable(at: datetime) -> ColumnElement[bool]:
    """The condition that a published expert can be reached at a moment: online day and night, or on the rota."""
    sits = exists().where(ExpertRota.expert_id == Expert.id, ExpertRota.running(at))
    away = exists().where(ExpertAbsence.expert_id == Expert.id, ExpertAbsence.on(at.date()))
    serves = and_(Expert.status == "published", Expert.in_term(at.date()))
    return and_(serves, or_(Expert.online_24h.is_(True), sits), ~away)


def gaps(session: Session, unit: Unit, first_day: date, last_day: date) -> list[ExpertRota]:
    """The shifts of a unit on the days from the first to the last in which nobody sits, in order."""
    asked = select(ExpertRota).where(
        ExpertRota.unit_id == unit.id, ExpertRota.day.between(first_day, last_day), ExpertRota.gap()
    )
    return list(session.scalars(asked.order_by(ExpertRota.begins_at, ExpertRota.id)))


def copy_week(session: Session, unit: Unit, monday: date) -> list[ExpertRota]:
    """Plan the week that begins on a Monday like the one before; shifts planned there already are left alone.

    Whoever is away, has left or sits elsewhere at that time is left out, which shows as a gap. The caller commits.

    Returns:
        The shifts made.
    """
    standing = {(one.day, one.shift_id) for one in week_of(session, unit, monday)}
    made = []
    for last in week_of(session, unit, monday - WEEK):
        day = last.day + WEEK
        if (day, last.shift_id) in standing:
            continue
        copy = ExpertRota(unit_id=unit.id, day=day, shift_id=last.shift_id, note=last.note)
        copy.expert_id = last.expert_id
        session.add(copy)
        if "expert_id" in copy.problems():
            copy.expert_id = None
        session.flush()
        record(copy, "create")
        made.append(copy)
    return made


def week_of(session: Session, unit: Unit, monday: date) -> list[ExpertRota]:
    """What is planned at a unit in the week that begins on a Monday, in order."""
    asked = select(ExpertRota).where(
        ExpertRota.unit_id == unit.id, ExpertRota.day >= monday, ExpertRota.day < monday + WEEK
    )
    return list(session.scalars(asked.order_by(ExpertRota.begins_at, ExpertRota.id)))
