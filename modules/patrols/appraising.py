"""How an appraisal is counted: each indicator from the rows of the month, points, score, grade and reward."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session, object_session

from app.access.identity import beyond_scope
from app.model.base import db
from app.model.moment import today
from app.workflow.engine import record
from app.workflow.spec import Refusal
from modules.grids.models import GridWorker
from modules.patrols.compliance import good_days, patrols_by_day
from modules.patrols.duty import duty_days
from modules.patrols.models import AppraisalItem, DailyReport, GridAppraisal, Indicator, PayGrade, Visit
from modules.patrols.models.codes import FULL_MARKS
from modules.patrols.months import month_of

_TENTH = Decimal("0.1")

Facts = dict[str, dict[int, Decimal]]


def draft_month(session: Session, code: str, month: str) -> list[GridAppraisal]:
    """Draft the appraisals of all who had to work in a place in a month and have none yet. The caller commits.

    Raises:
        ValueError: no month.
    """
    first, last = _period(month)
    there = select(GridAppraisal.worker_id).where(GridAppraisal.month == month)
    wanted = duty_days(session, code, first, last).keys() - set(session.scalars(there))
    workers = session.scalars(select(GridWorker).where(GridWorker.id.in_(wanted)).order_by(GridWorker.id))
    made = [GridAppraisal(worker=one, month=month, division_code=one.division_code) for one in workers]
    session.add_all(made)
    count_into(session, made, code)
    session.flush()
    for one in made:
        record(one, "create")
    return made


def count_into(session: Session, appraisals: Iterable[GridAppraisal], code: str = "") -> None:
    """Count all indicators of appraisals anew; what was typed in by hand stays.

    Args:
        code: the place all of them lie in; without it each is counted where its worker belongs.
    """
    indicators = session.scalars(select(Indicator).where(Indicator.active).order_by(Indicator.code)).all()
    known: dict[tuple[str, str], Facts] = {}
    for one in appraisals:
        where = code or one.worker.division_code
        if (where, one.month) not in known:
            known[where, one.month] = _facts(session, where, *_period(one.month))
        facts, kept = known[where, one.month], {item.name: item for item in one.items}
        for indicator in indicators:
            item = kept.pop(indicator.label, None)
            if item is None:
                item = AppraisalItem(name=indicator.label)
                one.items.append(item)
            item.division_code = one.division_code
            item.counted_by, item.weight = indicator.counted_by, indicator.weight
            item.target = indicator.target
            if indicator.counted_by != "by_hand":
                item.value = facts[indicator.counted_by].get(one.worker.id, Decimal(0))
        for gone in kept.values():
            one.items.remove(gone)
        sum_up(session, one)


def sum_up(session: Session, appraisal: GridAppraisal) -> None:
    """Points, score of a hundred, grade and reward from what was counted; nothing while a figure is wanting."""
    for item in appraisal.items:
        item.points = None if item.value is None else _points(item)
    appraisal.score = appraisal.grade = appraisal.reward = None
    points = [item.points for item in appraisal.items if item.points is not None]
    if not points or len(points) < len(appraisal.items):
        return
    weights = sum(item.weight for item in appraisal.items)
    appraisal.score = _tenth(sum(points) * FULL_MARKS / weights)
    reached = select(PayGrade).where(PayGrade.active, PayGrade.least <= appraisal.score)
    with session.no_autoflush:
        grade = session.scalars(reached.order_by(PayGrade.least.desc()).limit(1)).first()
    if grade is not None:
        appraisal.grade, appraisal.reward = grade.label, grade.reward


def may_confirm(appraisal: GridAppraisal) -> list[Refusal]:
    """A guard for confirming: the month is over and no figure is wanting."""
    found = []
    period = month_of(appraisal.month)
    if period is None or period[1] >= today():
        found.append(Refusal(gettext("This month is not over yet")))
    lacking = [item.name for item in appraisal.items if item.value is None]
    if lacking or not appraisal.items:
        words = "、".join(lacking) or "—"
        found.append(Refusal(gettext("Not entered yet: %(what)s", what=words), "#items"))
    return found


def recount(appraisal: GridAppraisal, _data: dict[str, Any]) -> None:
    """An effect: count the appraisal anew, with today's indicators."""
    count_into(object_session(appraisal) or db.session(), [appraisal])


def _facts(session: Session, code: str, first: date, last: date) -> Facts:
    """What rows say of each worker of a place in a period, by the way of counting; read in full, whoever counts."""
    duty = duty_days(session, code, first, last)
    with beyond_scope(session, "count for an appraisal"):
        made = patrols_by_day(session, code, first, last)
        visits = session.execute(
            select(Visit.worker_id, func.count())
            .where(Visit.day.between(first, last))
            .group_by(Visit.worker_id)
        ).all()
        items = session.execute(
            select(DailyReport.worker_id, func.sum(DailyReport.items))
            .where(DailyReport.day.between(first, last))
            .group_by(DailyReport.worker_id)
        ).all()
    rates = {key: Decimal(100 * len(days)) / len(duty[key]) for key, days in good_days(made, duty).items()}
    return {
        "patrol_rate": {key: _tenth(rate) for key, rate in rates.items()},
        "visits": {key: Decimal(number) for key, number in visits},
        "items": {key: Decimal(number or 0) for key, number in items},
    }


def _points(item: AppraisalItem) -> Decimal:
    share = min(Decimal(1), (item.value or Decimal(0)) / item.target)
    return _tenth(item.weight * share)


def _tenth(number: Decimal) -> Decimal:
    return number.quantize(_TENTH, ROUND_HALF_UP)


def _period(month: str) -> tuple[date, date]:
    period = month_of(month)
    if period is None:
        raise ValueError(month)
    return period
