"""What grid workers write down: of their own, in their own grids, while the day is fresh."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.view.errors import Invalid
from app.view.writing import create
from modules.grids.models import Grid
from modules.patrols.models import DailyReport, Patrol, Visit, VisitCampaign, VisitKind, VisitQuestion
from modules.patrols.tests.village import VILLAGE, Net

DAY = date(2026, 11, 20)


def first(net: Net, **facts):
    return {
        "grid_id": net.grid_id,
        "day": DAY,
        "session": "am",
        "started_at": datetime(2026, 11, 20, 9, 0),
    } | facts


def refused(model, values):
    with pytest.raises(Invalid) as wrong:
        create(model, values)
    return set(wrong.value.errors)


def test_a_row_is_of_whoever_writes_it_and_lies_where_the_grid_does(net: Net, freeze) -> None:
    freeze("2026-11-20 10:00")
    with net.enter("勤一") as session:
        row = create(Patrol, first(net, worker_id=net.workers["安二"]))
        session.commit()
        key = row.id
        assert (row.worker_id, row.division_code) == (net.workers["勤一"], VILLAGE)
        assert row.worker_name == "勤一"
    with net.enter("安二") as session:
        assert session.get(Patrol, key) is None


def test_the_form_of_a_new_row_is_filled_in(net: Net, freeze) -> None:
    with net.enter("勤一"):
        for at, half in (("2026-11-20 11:59", "am"), ("2026-11-20 12:00", "pm")):
            now = freeze(at)
            assert Patrol.first_values() == {
                "grid_id": net.grid_id,
                "day": DAY,
                "session": half,
                "started_at": now,
            }


def test_what_cannot_be_is_refused_at_its_field(net: Net, freeze) -> None:
    freeze("2026-11-20 10:00")
    with system("another grid") as session:
        other = Grid(code=f"{VILLAGE}002", name="第2网格", division_code=VILLAGE)
        session.add(other)
        session.commit()
        foreign = other.id
    with net.enter("勤一"):
        assert refused(Patrol, first(net, grid_id=foreign)) == {"grid_id"}
        late = {"day": date(2026, 11, 16), "started_at": datetime(2026, 11, 16, 9, 0)}
        assert refused(Patrol, first(net, **late)) == {"day"}
        ahead = {"day": date(2026, 11, 21), "started_at": datetime(2026, 11, 21, 9, 0)}
        assert "day" in refused(Patrol, first(net, **ahead))
        assert refused(Patrol, first(net, started_at=datetime(2026, 11, 19, 9, 0))) == {"started_at"}
        assert refused(Patrol, first(net, ended_at=datetime(2026, 11, 20, 8, 0))) == {"ended_at"}
        assert refused(Patrol, first(net, ended_at=datetime(2026, 11, 20, 10, 1))) == {"ended_at"}
        assert refused(DailyReport, {"day": DAY, "kind": "item"}) == {"text"}
        for items in (-1, 100):
            many = {"day": DAY, "kind": "item", "text": "井盖松动", "items": items}
            assert refused(DailyReport, many) == {"items"}


def test_somebody_who_is_no_grid_worker_writes_none(net: Net, freeze, as_person) -> None:
    freeze("2026-11-20 10:00")
    with as_person("grid_worker", VILLAGE, "无名"):
        assert refused(Patrol, first(net)) == {""}


def test_there_is_one_report_a_day_with_at_least_one_item_or_none(net: Net, freeze) -> None:
    freeze("2026-11-20 10:00")
    with net.enter("勤一") as session:
        report = create(DailyReport, {"day": DAY, "kind": "item", "text": "井盖松动"})
        assert report.items == 1
        session.commit()
        assert "day" in refused(DailyReport, {"day": DAY, "kind": "safe"})
    with net.enter("安二") as session:
        assert create(DailyReport, {"day": DAY, "kind": "safe", "items": 4}).items == 0
        session.commit()


def test_a_visit_keeps_its_questions_and_fits_its_campaign(net: Net, freeze) -> None:
    freeze("2026-11-20 10:00")
    with system("a campaign") as session:
        campaign = VisitCampaign(name="乡亲大走访", begins_on=date(2026, 11, 20), division_code="330402")
        session.add(campaign)
        session.commit()
        key = campaign.id
    with net.enter("勤一") as session:
        kind = session.scalars(select(VisitKind).where(VisitKind.code == "1")).one()
        asked = list(session.scalars(select(VisitQuestion).where(VisitQuestion.code.in_(("1", "3")))))
        facts = {"grid_id": net.grid_id, "kind_id": kind.id, "questions": asked, "campaign_id": key}
        visit = create(Visit, facts | {"day": DAY})
        session.commit()
        assert [one.code for one in visit.questions] == ["1", "3"]
        version = visit.row_version
        freeze("2026-11-20 10:05")
        visit.questions.remove(asked[0])
        session.commit()
        assert visit.row_version == version + 1
        assert refused(Visit, facts | {"day": date(2026, 11, 19)}) == {"campaign_id"}
