"""The last workdays of the grid workers of 城东街道, a month that was appraised, and two campaigns.

The days are counted back from today, so that the demo always has a yesterday; days are closed as the job closes them.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.model.moment import frozen, today
from app.workflow.engine import fire, record
from modules.grids.models import Grid, GridAssignment, GridWorker
from modules.parties.demo import person
from modules.patrols.closing import close_day
from modules.patrols.duty import workday_before, workdays
from modules.patrols.models import (
    Absence,
    DailyReport,
    GridAppraisal,
    MissingReport,
    Patrol,
    ScreeningCampaign,
    ScreeningReport,
    Visit,
    VisitCampaign,
    VisitKind,
    VisitQuestion,
)
from modules.patrols.months import month_before, month_of

#: Who walks: both halves of each day, the morning only, and who is away or says nothing.
DILIGENT, HALF, SILENT = "步长青", "田野", "林阿土"

FINDINGS = "3号楼东侧消火栓被杂物遮挡，已请物业清理"
ITEM = "建设路30号院外墙砖松动，已拉警戒线，请社区联系维修。"

#: Kind of visit, questions asked, what was said.
VISITS = (
    ("困难户", ("问需求", "问安全"), "独居老人身体尚好，希望帮忙更换老旧灯管，已联系志愿者。"),
    ("企业商户", ("问隐患", "问意见"), "烧烤店已装隔音板，夜间十点后不再使用室外音响。"),
    ("新住户、流动人口", ("问需求", "问矛盾"), "新租户咨询居住登记，已告知办理地点和材料。"),
)


def load(session: Session) -> None:
    """Tell the days of three workers, oldest first."""
    workers = {name: _worker(session, name) for name in (DILIGENT, HALF, SILENT)}
    _last_month(session, workers[DILIGENT])
    days = _last_days(session, 5)
    _add(session, Absence, workers[HALF], reason="training", first_day=days[2], last_day=days[2])
    for number, day in enumerate(days):
        _patrol(session, workers[DILIGENT], day, "am", FINDINGS if number == 3 else None)
        _patrol(session, workers[DILIGENT], day, "pm")
        _report(session, workers[DILIGENT], day, ITEM if number == 3 else "")
        if number != 2:
            _patrol(session, workers[HALF], day, "am")
            _report(session, workers[HALF], day)
        if number % 2 == 0:
            _report(session, workers[SILENT], day)
    _visits(session, workers[DILIGENT], days)
    for day in days:
        with frozen(f"{workday_after(session, day)} 09:00"):
            close_day(session, day)
    first = session.scalars(select(MissingReport).order_by(MissingReport.day).limit(1)).one()
    fire(first, "excuse", note="当日协助社区处理漏水纠纷，已口头报告")
    _screening(session, days[-1])


def workday_after(session: Session, day: date) -> date:
    """The next workday."""
    return workdays(session, day, date.fromordinal(day.toordinal() + 15))[1]


def _worker(session: Session, name: str) -> GridWorker:
    mine = select(GridWorker).where(GridWorker.person_id == person(session, name).id)
    return session.scalars(mine).one()


def _last_days(session: Session, number: int) -> list[date]:
    days = [workday_before(session, today())]
    while len(days) < number:
        days.insert(0, workday_before(session, days[0]))
    return days


def _grid(session: Session, worker: GridWorker) -> Grid:
    main = select(Grid).join(GridAssignment, GridAssignment.grid_id == Grid.id)
    return session.scalars(main.where(GridAssignment.worker_id == worker.id, GridAssignment.main)).one()


def _add(session: Session, model: Any, worker: GridWorker, **facts: Any) -> Any:
    row = model(worker=worker, division_code=worker.division_code, **facts)
    session.add(row)
    session.flush()
    return row


def _patrol(session: Session, worker: GridWorker, day: date, half: str, findings: str | None = None) -> None:
    grid = _grid(session, worker)
    begins, ends = (time(8, 40), time(10, 5)) if half == "am" else (time(14, 30), time(16, 0))
    row = Patrol(worker=worker, grid=grid, division_code=grid.division_code, day=day, session=half)
    row.started_at, row.ended_at = datetime.combine(day, begins), datetime.combine(day, ends)
    row.findings = findings
    session.add(row)


def _report(session: Session, worker: GridWorker, day: date, text: str = "") -> None:
    facts = {"kind": "item", "items": 1, "text": text} if text else {"kind": "safe", "items": 0}
    _add(session, DailyReport, worker, day=day, **facts)


def _visits(session: Session, worker: GridWorker, days: list[date]) -> None:
    campaign = VisitCampaign(
        name="乡亲大走访",
        aim="入冬前走遍困难户、新住户和沿街商户，问需求、问矛盾、问隐患。",
        begins_on=days[0],
        division_code="990102001",
    )
    session.add(campaign)
    grid = _grid(session, worker)
    for place, (kind, questions, said) in enumerate(VISITS):
        row = Visit(worker=worker, grid=grid, division_code=grid.division_code, day=days[place], said=said)
        row.kind = session.scalars(select(VisitKind).where(VisitKind.label == kind)).one()
        asked = select(VisitQuestion).where(VisitQuestion.label.in_(questions)).order_by(VisitQuestion.code)
        row.questions = list(session.scalars(asked))
        row.campaign = campaign if place != 1 else None
        session.add(row)
    session.flush()


def _last_month(session: Session, worker: GridWorker) -> None:
    """A month of two patrols a day but for one afternoon, appraised and confirmed."""
    month = month_before(f"{today():%Y-%m}")
    period = month_of(month)
    assert period is not None
    recent = set(_last_days(session, 5))
    for number, day in enumerate(day for day in workdays(session, *period) if day not in recent):
        _patrol(session, worker, day, "am")
        if number != 7:
            _patrol(session, worker, day, "pm")
    appraisal = _add(session, GridAppraisal, worker, month=month)
    appraisal.problems()
    record(appraisal, "create")
    for item in appraisal.items:
        if item.counted_by == "by_hand":
            item.value = Decimal("96.5")
    fire(appraisal, "recount")
    fire(appraisal, "confirm")
    session.flush()


def _screening(session: Session, day: date) -> None:
    campaign = ScreeningCampaign(
        name="冬季重点场所消防排查",
        subject="places",
        begins_on=date.fromordinal(day.toordinal() - 20),
        ends_on=date.fromordinal(day.toordinal() + 40),
        aim="沿街商铺、出租屋和商贸城逐户查看用火用电和消防通道。",
        division_code="990102",
    )
    session.add(campaign)
    session.flush()
    for code, times, found, resolved in (("990102001001001", 42, 5, 4), ("990102001002001", 37, 2, 2)):
        grid = session.scalars(select(Grid).where(Grid.code == code)).one()
        counts = {"times": times, "found": found, "resolved": resolved}
        row = ScreeningReport(
            campaign=campaign, grid=grid, division_code=grid.division_code, day=day, **counts
        )
        session.add(row)
    counts = {"times": 118, "found": 9, "resolved": 6}
    village = ScreeningReport(campaign=campaign, division_code="990102100201", day=day, **counts)
    session.add(village)
    session.flush()
