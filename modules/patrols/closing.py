"""Closing the days of reports: on each workday the one before is counted, and who reported nothing is written down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.access.matrix import matrix_of
from app.access.scope import Reach
from app.clock.stored import stored_calendar
from app.job.spec import Run
from app.model.base import LEVELS, codes_above
from app.model.moment import now, today
from app.notify.follow import let_follow
from app.org.models import Account, Post
from app.org.threshold import threshold
from app.workflow.engine import record
from modules.grids.models import GridWorker
from modules.patrols.duty import ONE_DAY, duty_days, workday_before, workdays
from modules.patrols.models import DailyReport, MissingReport, ReportDay
from modules.patrols.models.report import TOWN

#: The act that tells the keepers, and the button of those who are told.
TOLD, TOLD_TO = "reports_missing", "excuse"

_COUNTY = LEVELS["county"][0]

#: Days that are closed later, after the house stood still.
_BACK = timedelta(days=31)


def close_days(run: Run) -> dict[str, Any]:
    """Close the workdays before today that are open, from the hour on that is kept for it; on workdays only."""
    session, at = run.session, now()
    if at.hour < threshold("daily_report_hour") or not stored_calendar(session).is_workday(at.date()):
        return {"closed": 0}
    before = workday_before(session, today())
    last = session.scalar(select(func.max(ReportDay.day)).where(ReportDay.day <= before))
    first = max(last + ONE_DAY, before - _BACK) if last is not None else before
    days = workdays(session, first, before)
    missing = sum(close_day(session, day) for day in days)
    return {"closed": len(days), "missing": missing}


def close_day(session: Session, day: date) -> int:
    """Count the reports of a day for each township and tell its keepers who is missing. The caller commits.

    A county is counted from its first report on: where nobody has begun, nobody is missing.

    Returns:
        How many workers had reported nothing.
    """
    begun = set(session.scalars(select(DailyReport.scope_county).where(DailyReport.day <= day).distinct()))
    duty = duty_days(session, "", day, day)
    workers = session.execute(select(GridWorker.id, GridWorker.division_code)).all()
    places = {key: code for key, code in workers if code[:_COUNTY] in begun}
    reports = session.scalars(select(DailyReport).where(DailyReport.day == day)).all()
    missing = sorted(duty.keys() & places.keys() - {report.worker_id for report in reports})
    towns = {places[key][:TOWN] for key in duty if key in places}
    keepers = _keepers(session)
    for town in sorted(towns | {report.division_code[:TOWN] for report in reports}):
        here = [report for report in reports if report.division_code[:TOWN] == town]
        lacking = [key for key in missing if places[key][:TOWN] == town]
        closed = ReportDay(
            division_code=town,
            day=day,
            expected=sum(places.get(key, "")[:TOWN] == town for key in duty),
            safe=sum(report.kind == "safe" for report in here),
            item=sum(report.kind == "item" for report in here),
            items=sum(report.items or 0 for report in here),
            missing=len(lacking),
        )
        session.add(closed)
        session.add_all(MissingReport(worker_id=key, day=day, division_code=places[key]) for key in lacking)
        session.flush()
        if lacking:
            let_follow(session, closed, _nearest(keepers, town), now())
            record(closed, TOLD, data={"missing": len(lacking)})
    return len(missing)


def _keepers(session: Session) -> dict[str, list[tuple[int, bool]]]:
    """The accounts that may excuse, by the place of their post, and whether the post reaches below."""
    day, matrix, found = today(), matrix_of(session), {}  # type: ignore[var-annotated]
    posts = session.execute(
        select(Post.user_id, Post.role, Post.division_code, Post.below)
        .join(Account, Account.id == Post.user_id)
        .where(
            Account.active.is_(True),
            or_(Post.valid_from.is_(None), Post.valid_from <= day),
            or_(Post.valid_to.is_(None), Post.valid_to >= day),
        )
        .order_by(Post.user_id)
    )
    for user_id, role, code, below in posts:
        if matrix.allows(role, Reach(role, code, below).level, MissingReport.model_id(), TOLD_TO):
            found.setdefault(code, []).append((user_id, below))
    return found


def _nearest(keepers: dict[str, list[tuple[int, bool]]], town: str) -> Iterable[int]:
    """Those posted nearest to a township."""
    for code in (town, *reversed(codes_above(town))):
        near = [user_id for user_id, below in keepers.get(code, ()) if below or code == town]
        if near:
            return near
    return ()
