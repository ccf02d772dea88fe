"""Appraisals: counted from the rows, completed by hand, confirmed by a second person, then frozen."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.view.errors import Invalid
from app.view.writing import locked_reason, update
from app.workflow.engine import Refused, fire
from modules.patrols.appraising import draft_month
from modules.patrols.models import DailyReport, GridAppraisal, Indicator, Patrol, Visit, VisitKind
from modules.patrols.tests.village import VILLAGE, Net

TOWN = VILLAGE[:9]


@pytest.fixture
def worked(net: Net, freeze) -> Net:
    """September: 勤一 patrols twice on 11 of 22 workdays, pays 30 visits, finds 2 items."""
    freeze("2026-10-08 10:00")
    with system("a month of work") as session:
        kind = session.scalars(select(VisitKind).limit(1)).one()
        mine = {"worker_id": net.workers["勤一"], "division_code": VILLAGE}
        for day in (1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15):
            on = date(2026, 9, day)
            for half, hour in (("am", 9), ("pm", 15)):
                at = datetime(2026, 9, day, hour)
                session.add(Patrol(**mine, grid_id=net.grid_id, day=on, session=half, started_at=at))
        session.add_all(
            Visit(**mine, grid_id=net.grid_id, day=date(2026, 9, 1), kind=kind) for _number in range(30)
        )
        session.add(DailyReport(**mine, day=date(2026, 9, 1), kind="item", items=2, text="井盖松动"))
        session.commit()
    return net


def of(session, net: Net, name: str) -> GridAppraisal:
    mine = GridAppraisal.worker_id == net.workers[name]
    return session.scalars(select(GridAppraisal).where(mine)).one()


def test_a_month_is_drafted_once_for_everybody(worked: Net, as_person) -> None:
    with as_person("admin", TOWN) as session:
        assert len(draft_month(session, TOWN, "2026-09")) == 3
        session.commit()
        assert draft_month(session, TOWN, "2026-09") == []
        items = {item.name: (item.value, item.points) for item in of(session, worked, "勤一").items}
        assert items == {
            "一日两巡达标率（%）": (Decimal("50.0"), Decimal("20.0")),
            "走访次数": (Decimal("30.0"), Decimal("20.0")),
            "发现上报事项数": (Decimal("2.0"), Decimal("5.0")),
            "事项按时办结率（%）": (None, None),
            "矛盾纠纷化解率（%）": (None, None),
        }
        assert of(session, worked, "勤一").score is None


def test_it_is_completed_by_hand_confirmed_by_another_and_frozen(worked: Net, freeze, as_person) -> None:
    with as_person("admin", TOWN) as session:
        draft_month(session, TOWN, "2026-09")
        session.commit()
        mine = of(session, worked, "勤一")
        with pytest.raises(Refused) as refused:
            fire(mine, "confirm")
        assert len(refused.value.refusals) == 2  # two figures are wanting, and a second person
        session.rollback()
        by_hand = [item for item in mine.items if item.counted_by == "by_hand"]
        with pytest.raises(Invalid):
            update(by_hand[0], {"value": Decimal("100.5")})
        for item, value in zip(by_hand, ("100", "90"), strict=True):
            update(item, {"value": Decimal(value)})
        session.commit()
        # 20 + 20 + 5 + 15 + 13.5 of 100
        assert (mine.score, mine.grade, mine.reward) == (Decimal("73.5"), "合格", Decimal("100.00"))
        with pytest.raises(Refused):
            fire(mine, "confirm")
        session.rollback()
    with as_person("leader", TOWN) as session:
        fire(of(session, worked, "勤一"), "confirm")
        session.commit()
    with system("later") as session:
        session.scalars(select(Indicator).where(Indicator.code == "1")).one().weight = 80
        session.commit()
        mine = of(session, worked, "勤一")
        assert mine.status == "confirmed" and mine.score == Decimal("73.5")
        assert locked_reason(mine) and all(locked_reason(item) for item in mine.items)
        with pytest.raises(Refused):
            fire(mine, "recount")


def test_a_draft_counts_with_the_indicators_of_today_and_keeps_what_was_typed(worked: Net, as_person) -> None:
    with as_person("admin", TOWN) as session:
        draft_month(session, TOWN, "2026-09")
        mine = of(session, worked, "勤一")
        item = next(item for item in mine.items if item.counted_by == "by_hand")
        update(item, {"value": Decimal("80")})
        session.commit()
    with system("new indicators") as session:
        known = {one.code: one for one in session.scalars(select(Indicator))}
        known["1"].weight, known["5"].active = 20, False
        session.commit()
    with as_person("admin", TOWN) as session:
        mine = of(session, worked, "勤一")
        fire(mine, "recount")
        session.commit()
        assert len(mine.items) == 4
        # 10 of 20, 20 of 20, 5 of 10, 12 of 15: 47 of 65
        assert mine.score == Decimal("72.3")


def test_the_month_must_be_over(worked: Net, as_person) -> None:
    with as_person("admin", TOWN) as session:
        (mine, *_others) = draft_month(session, TOWN, "2026-10")
        session.commit()
        for item in mine.items:
            item.value = Decimal(1)
        key = mine.id
        session.commit()
    with as_person("leader", TOWN) as session, pytest.raises(Refused) as refused:
        fire(session.get_one(GridAppraisal, key), "confirm")
    assert len(refused.value.refusals) == 1
