"""Verbs of duty rosters, for this module and later ones: who is on duty, what is not covered, the next week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.model.base import LEVELS, level_of
from app.org.models import Unit
from app.workflow.engine import record
from modules.centres.models import Centre, Duty
from modules.centres.models.duty import POSTS

DAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class Gap:
    """A stretch of time without somebody at a post.

    Attributes:
        begins_at: when it begins.
        ends_at: when it ends.
        posts: the columns of `Duty` nobody stands in.
        duty: the shift that lacks them; None where no shift is planned at all.
    """

    begins_at: datetime
    ends_at: datetime
    posts: tuple[str, ...] = POSTS
    duty: Duty | None = None


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def on_duty(session: Session, at: datetime, division_code: str | None = None) -> list[Duty]:
    """The duties that run at a moment, those of night shifts begun the day before among them.

    Args:
        session: under whose scope one looks.
        at: the moment.
        division_code: a place; only units there and below are asked.
    """
    asked = select(Duty).where(Duty.running(at))
    if division_code:
        asked = asked.where(getattr(Duty, LEVELS[level_of(division_code)][1]) == division_code)
    named = (joinedload(one) for one in (Duty.unit, Duty.shift, Duty.person_a, Duty.person_b))
    return list(session.scalars(asked.options(*named).order_by(Duty.division_code, Duty.begins_at, Duty.id)))


def standing(session: Session, at: datetime) -> dict[int, str]:
    """Who stands at post A and at post B anywhere the reader may look: the post (`A`, `B`) by key of the person."""
    asked = select(Duty.person_a_id, Duty.person_b_id).where(Duty.running(at))
    rows = session.execute(asked).all()
    found = {second: "B" for _first, second in rows if second}
    return found | {first: "A" for first, _second in rows if first}


def gaps(session: Session, unit: Unit, first_day: date, last_day: date) -> list[Gap]:
    """What is not covered at a unit on the days from the first to the last, in order.

    Every shift that lacks somebody; and where the unit is a centre with duty round the clock, every stretch of these
    days for which no shift is planned.
    """
    begin, end = datetime.combine(first_day, time.min), datetime.combine(last_day + DAY, time.min)
    touching = select(Duty).where(Duty.unit_id == unit.id, Duty.begins_at < end, Duty.ends_at > begin)
    planned = list(session.scalars(touching.order_by(Duty.begins_at, Duty.id)))
    found = [
        Gap(duty.begins_at, duty.ends_at, lacking, duty)
        for duty in planned
        if first_day <= duty.day <= last_day
        and (lacking := tuple(post for post in POSTS if getattr(duty, post) is None))
    ]
    if session.scalar(select(Centre.round_the_clock).where(Centre.unit_id == unit.id)):
        found += [Gap(*stretch) for stretch in _unplanned(planned, begin, end)]
    return sorted(found, key=lambda gap: gap.begins_at)


def copy_week(session: Session, unit: Unit, monday: date) -> list[Duty]:
    """Plan the week that begins on a Monday like the one before; shifts that stand there already are left alone.

    Whoever stands elsewhere at that time is left out, which shows as a gap. The caller commits.

    Returns:
        The duties made.
    """
    standing = {(duty.day, duty.shift_id) for duty in _week(session, unit, monday)}
    made = []
    for last in _week(session, unit, monday - WEEK):
        day = last.day + WEEK
        if (day, last.shift_id) in standing:
            continue
        duty = Duty(unit_id=unit.id, day=day, shift_id=last.shift_id, note=last.note)
        duty.person_a_id, duty.person_b_id = last.person_a_id, last.person_b_id
        session.add(duty)
        for post in duty.problems().keys() & set(POSTS):
            setattr(duty, post, None)
        session.flush()
        record(duty, "create")
        made.append(duty)
    return made


def _week(session: Session, unit: Unit, monday: date) -> list[Duty]:
    asked = select(Duty).where(Duty.unit_id == unit.id, Duty.day >= monday, Duty.day < monday + WEEK)
    return list(session.scalars(asked.order_by(Duty.begins_at, Duty.id)))


def _unplanned(
    planned: Iterable[Duty], begin: datetime, end: datetime
) -> Iterable[tuple[datetime, datetime]]:
    """The stretches between two moments in which none of the duties, given by their beginnings, runs."""
    reached = begin
    for duty in planned:
        if duty.begins_at > reached:
            yield reached, duty.begins_at
        reached = max(reached, duty.ends_at)
    if reached < end:
        yield reached, end
