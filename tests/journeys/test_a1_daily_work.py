"""The daily work of grid workers (domain A1, step 6): who patrols, who reports, who is missing, on workdays only.

The days lie around the National Day of 2026: 30 September is a Wednesday, 1 to 7 October are holidays, and
8 October, a Thursday, is the next workday.
"""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.notify.models import Notice
from app.org.models import Account
from app.view.errors import Invalid
from app.view.telling import tell
from app.view.writing import create
from modules.grids.models import GridWorker
from modules.patrols.closing import close_days
from modules.patrols.compliance import compliance
from modules.patrols.models import Absence, DailyReport, MissingReport, Patrol, ReportDay
from modules.patrols.tests.village import VILLAGE, Net, laid_out, run

TOWN, DAY = VILLAGE[:9], date(2026, 9, 30)


def patrol(net, half, at):
    return create(Patrol, {"grid_id": net.grid_id, "day": DAY, "session": half, "started_at": at})


@pytest.fixture
def day(river, freeze, as_person):
    """What the three did on 30 September."""
    net = laid_out(as_person)
    for role in ("clerk", "admin"):
        with as_person(role, TOWN):
            pass
    with as_person("leader", TOWN):
        pass
    freeze("2026-09-30 07:00")
    run(tell)  # what happened before the first look is told to nobody
    with net.enter("勤一") as session:
        patrol(net, "am", freeze("2026-09-30 08:40"))
        patrol(net, "pm", freeze("2026-09-30 14:30"))
        create(DailyReport, {"day": DAY, "kind": "item", "text": "路灯不亮"})
        session.commit()
    with net.enter("安二") as session:
        create(DailyReport, {"day": DAY, "kind": "safe"})
        session.commit()
    return net


def missing():
    with system("look") as session:
        rows = session.execute(select(MissingReport.worker_id, MissingReport.day)).all()
        return {(worker_id, str(day)) for worker_id, day in rows}


def test_who_reports_nothing_is_on_the_list_of_the_next_workday(day: Net, freeze) -> None:
    silent = {(day.workers["默三"], "2026-09-30")}
    for moment in ("2026-10-01 09:00", "2026-10-07 23:00", "2026-10-08 08:59"):
        freeze(moment)
        assert run(close_days) == {"closed": 0}
    assert missing() == set()
    freeze("2026-10-08 09:00")
    assert run(close_days) == {"closed": 1, "missing": 1}
    assert run(close_days)["closed"] == 0
    assert missing() == silent
    with system("look") as session:
        (closed,) = session.scalars(select(ReportDay)).all()
        figures = (closed.expected, closed.safe, closed.item, closed.items, closed.missing)
        assert (closed.division_code, closed.day, figures) == (TOWN, DAY, (3, 1, 1, 1, 1))


def test_the_keepers_of_the_township_are_told_and_nobody_else(day: Net, freeze) -> None:
    freeze("2026-10-08 09:00")
    run(close_days)
    run(tell)
    with system("look") as session:
        asked = select(Account.username, Notice.model).join(Account, Account.id == Notice.owner_id)
        assert set(session.execute(asked).all()) == {
            (f"admin_{TOWN}", "patrols.report_day"),
            (f"clerk_{TOWN}", "patrols.report_day"),
        }


def test_compliance_is_days_with_two_patrols_of_the_workdays(day: Net, freeze, as_person) -> None:
    freeze("2026-10-09 10:00")
    with as_person("leader", TOWN) as session:
        for month, figures in (("2026-09", (1, 22)), ("2026-10", (0, 1))):
            lines = {line.name: (line.days, line.workdays) for line in compliance(session, TOWN, month)}
            assert lines == {"勤一": figures, "安二": (0, figures[1]), "默三": (0, figures[1])}


def test_one_patrol_alone_is_not_enough(day: Net, freeze, as_person) -> None:
    freeze("2026-09-30 17:00")
    with day.enter("安二") as session:
        patrol(day, "am", freeze("2026-09-30 17:00"))
        session.commit()
    freeze("2026-10-09 10:00")
    with as_person("leader", TOWN) as session:
        lines = {line.name: (line.days, line.patrols) for line in compliance(session, TOWN, "2026-09")}
        assert lines == {"勤一": (1, 2), "安二": (0, 1), "默三": (0, 0)}


@pytest.mark.parametrize("why", ["away", "left", "without a grid"])
def test_who_need_not_work_is_not_missing(day: Net, freeze, why: str) -> None:
    with system("why") as session:
        row = session.get_one(GridWorker, day.workers["默三"])
        if why == "away":
            absence = Absence(worker_id=row.id, first_day=DAY, last_day=DAY)
            session.add(absence)
            assert absence.problems() == {}
        elif why == "left":
            row.left_on = date(2026, 9, 29)
        else:
            for served in row.assignments:
                served.valid_to = date(2026, 9, 29)
        session.commit()
    freeze("2026-10-08 09:00")
    run(close_days)
    assert missing() == set()


def test_a_closed_day_takes_no_further_report(day: Net, freeze) -> None:
    freeze("2026-10-02 10:00")
    with day.enter("默三") as session:
        create(DailyReport, {"day": DAY, "kind": "safe"})
        session.rollback()
    freeze("2026-10-08 09:00")
    run(close_days)
    with day.enter("默三"), pytest.raises(Invalid) as wrong:
        create(DailyReport, {"day": DAY, "kind": "safe"})
    assert "day" in wrong.value.errors
