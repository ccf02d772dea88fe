"""The letter that asks a third party: what it says, whose number it bears, and what keeps it from going out."""

from __future__ import annotations

from datetime import date

import pytest

from app.document.service import issue
from app.model.house import house
from app.workflow.engine import Refused, fire
from modules.docking import asking, services
from modules.docking.documents import request_letter
from modules.docking.models import Entrustment, ThirdPartyOrg, ThirdPartyRequest
from modules.docking.tests.letters import CENTRE, STREET, letter


def test_it_names_the_case_and_what_is_handed_over_and_is_numbered_by_who_asks(third, as_person):
    with as_person("clerk", STREET, unit=CENTRE) as session:
        assert {str(model.first_values()["unit"]) for model in (Entrustment, ThirdPartyRequest)} == {CENTRE}
        row = letter(session)
        services.accept(row)
        request = asking.ask(
            case=row.case,
            org=session.get_one(ThirdPartyOrg, third),
            item="墙体裂缝成因。",
            handed_over="照片3张\n\n 图纸复印件 ",
            due_on=date(2023, 9, 1),
            cost_borne_by="applicant",
        )
        told = request_letter(request)
        assert told["to"] == [{"name": "南湖房屋鉴定所"}] and told["case_no"] == row.case.case_no
        assert (told["kind"], told["item"], told["cost"]) == ("鉴定", "墙体裂缝成因", "由申请人承担")
        assert (told["due"], told["attachments"]) == ("2023-09-01", ["照片3张", "图纸复印件"])
        paper = issue(house().documents["docking.request_letter"], request)
        assert (paper.number, paper.unit.name) == ("建设委托函〔2023〕1号", CENTRE)
        fire(request, "take_back", note="双方自行商定")
        with pytest.raises(Refused, match="已结束"):
            issue(house().documents["docking.request_letter"], request)


def test_a_unit_must_ask(third, as_person):
    with as_person("clerk", STREET) as session:
        row = letter(session)
        services.accept(row)
        request = asking.ask(case=row.case, org=session.get_one(ThirdPartyOrg, third), item="修复费用")
        assert request.unit is None and request_letter(request)["due"] == ""
        with pytest.raises(Refused, match="委托单位"):
            issue(house().documents["docking.request_letter"], request)
