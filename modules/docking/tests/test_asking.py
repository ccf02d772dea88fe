"""What third parties are asked, and the clocks that stand still meanwhile."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.clock import service as clock
from app.model.moment import frozen
from app.workflow.engine import Refused, fire
from modules.docking import asking, services
from modules.docking.models import ThirdPartyOrg, ThirdPartyRequest
from modules.docking.services import running
from modules.docking.tests.letters import COUNTY, STREET, letter


def test_the_clocks_stand_still_until_all_that_is_awaited_is_back(third, as_person):
    with as_person("clerk", STREET) as session:
        row = letter(session)
        services.accept(row)
        org = session.get_one(ThirdPartyOrg, third)
        first = asking.ask(case=row.case, org=org, item="墙体裂缝成因", pauses=True)
        assert row.due_on is None
        assert running(session, row).running_pause.reason == f"等待鉴定：墙体裂缝成因 #{first.id}"
        second = asking.ask(case=row.case, org=org, item="修复费用", pauses=True)
        with frozen("2023-08-22 10:00"):
            fire(first, "come_back", data={"result_text": "地基沉降"})
        assert (first.status, first.returned_on) == ("returned", date(2023, 8, 22))
        assert running(session, row).running_pause.reason.endswith(f"修复费用 #{second.id}")
        with frozen("2023-08-25 10:00"):
            fire(second, "take_back", note="双方自行商定")
        deadline = running(session, row)
        assert deadline.running_pause is None and row.due_on == date(
            2023, 9, 25
        )  # eight days later, and no weekend


def test_a_pause_of_another_reason_goes_on(third, as_person):
    with as_person("clerk", STREET) as session:
        row = letter(session)
        services.accept(row)
        clock.pause(session, row, row.policy_code, "不可抗力")
        org = session.get_one(ThirdPartyOrg, third)
        request = asking.ask(case=row.case, org=org, item="修复费用", pauses=True)
        fire(request, "come_back", data={"result_text": "三千元"})
        assert running(session, row).running_pause.reason == "不可抗力"


def test_a_case_that_has_ended_asks_nobody_and_an_answer_is_due_after_the_question(third, as_person):
    with as_person("clerk", STREET) as session:
        row = letter(session)
        services.accept(row)
        org = session.get_one(ThirdPartyOrg, third)
        request = asking.ask(case=row.case, org=org, item="修复费用", due_on=date(2023, 8, 1))
        assert list(request.problems()) == ["due_on"] and row.due_on is not None
        row.case.status = "closed"
        with pytest.raises(Refused, match="已结束"):
            asking.ask(case=row.case, org=org, item="修复费用")


def test_it_is_read_where_the_case_lies(third, as_person):
    with as_person("clerk", STREET) as session:
        row = letter(session)
        services.accept(row)
        asking.ask(case=row.case, org=session.get_one(ThirdPartyOrg, third), item="修复费用")
        session.commit()
    for code, seen in (("330402001", 0), (COUNTY, 1)):
        with as_person("clerk", code) as session:
            assert len(session.scalars(select(ThirdPartyRequest)).all()) == seen
