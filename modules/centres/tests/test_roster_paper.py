"""The duty roster as a paper (G14): one sheet a week, gaps marked, for those who read the roster."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.document.service import preview
from app.model.house import house
from modules.centres.documents import rosters, something_planned
from modules.centres.models import Centre
from modules.centres.tests.conftest import COUNTY, MONDAY, planned, unit_of
from tests.house.reading import text_of

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def centre(session):
    return session.scalars(select(Centre).where(Centre.unit_id == unit_of(session, COUNTY).id)).one()


def test_a_week_is_a_sheet_with_its_gaps(roster, freeze):
    freeze("2026-11-25 09:00")
    mine = centre(roster)
    assert [str(one.message) for one in something_planned(mine)] == ["本周还没有排班"]
    duty = planned(roster, day=MONDAY)
    (sheet,) = rosters(mine)
    assert (sheet["first"], sheet["last"]) == ("2026-11-23", "2026-11-29") and something_planned(mine) == []
    assert [one["weekday"] for one in sheet["days"]][::6] == ["星期一", "星期日"]
    assert sheet["days"][0]["duties"][0]["a"] == str(duty.person_a or "")
    assert sheet["days"][1]["duties"] == [None]
    planned(roster, day=MONDAY + timedelta(days=7))
    assert [one["first"] for one in rosters(mine)] == ["2026-11-23", "2026-11-30"]
    duty.person_b_id = None
    text = "".join(text_of(preview(house().documents["centres.duty_roster"], mine).body).split())
    assert "B岗：（空缺）" in text and "2026年11月30日至2026年12月6日" in text


def test_who_reads_no_roster_is_offered_no_paper(roster, as_account):
    document, mine = house().documents["centres.duty_roster"], centre(roster)
    assert document.belongs_to(mine)
    for account, offered in (("leader_county", True), ("handler_county", False)):
        with as_account(account):
            assert document.belongs_to(mine) is offered, account
