"""Agents: whom they stand for, what they may do and for how long, and the power of attorney (F15)."""

from __future__ import annotations

from datetime import date

import pytest

from app.document.service import preview
from app.model.house import house
from modules.cases import services
from modules.cases.documents import has_authority
from modules.cases.models import CaseParty
from modules.cases.papers import authority
from modules.cases.services import parties_of
from modules.parties.models import Person
from tests.house.reading import text_of

STREET = "330402007"

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def parties(river, as_person, freeze):
    """The clerk's case: applicant, respondent, and the applicant's agent; it is 17 August 2023."""
    freeze("2023-08-17 09:00")
    with as_person("clerk", STREET) as session:
        people = [Person(name=name, division_code=STREET) for name in ("江桂香", "何建安", "陆知远")]
        entry = services.PartyEntry
        case = services.register(
            division_code=STREET,
            title="楼上渗水",
            summary="楼上渗水",
            channel="window",
            dispute_type="02",
            parties=[
                entry("applicant", people[0]),
                entry("respondent", people[1]),
                entry("agent", people[2], agent_of=0, relation="儿子", authority="special"),
            ],
        )
        session.flush()
        yield parties_of(case)


def test_the_paper_says_who_may_do_what_until_when(parties):
    applicant, _respondent, agent = parties
    said = authority(agent)
    assert (said["principal"]["name"], said["agent"]["name"], said["relation"]) == (
        "江桂香",
        "陆知远",
        "儿子",
    )
    assert said["powers"] == "代为承认、放弃、变更调解请求，进行调解，签订调解协议，签收有关文书"
    assert said["matter"] == "江桂香与何建安邻里纠纷"
    agent.powers, agent.authorised_until = "只代为签收文书", date(2023, 9, 30)
    document = house().documents["cases.authority"]
    text = "".join(text_of(preview(document, agent).body).split())
    assert "只代为签收文书。" in text and "至2023年9月30日止" in text and "☑特别授权" not in text
    assert document.belongs_to(agent) and not document.belongs_to(applicant)
    agent.authority = None
    assert [str(one.message) for one in has_authority(agent)] == ["请选择一般授权或特别授权"]


def test_general_authority_gives_no_power_to_agree(parties):
    agent = parties[2]
    agent.authority = "general"
    assert "不包括承认、放弃、变更请求和签订调解协议" in authority(agent)["powers"]


def test_an_agent_stands_for_a_side_of_the_same_case(parties):
    applicant, respondent, agent = parties
    assert agent.problems() == {} and applicant.problems() == {}
    for wrong, words in (
        ({"agent_of": None}, "请选择这是谁的代理人"),
        ({"agent_of": agent}, "请选择这件事项的申请人或被申请人"),
        ({"agent_of": CaseParty(role="applicant", case_id=0)}, "请选择这件事项的申请人或被申请人"),
        ({"agent_of": respondent, "role": "applicant"}, "只有代理人才填写被代理的当事人"),
    ):
        other = CaseParty(**{"case": agent.case, "role": "agent", "person": agent.person} | wrong)
        assert [str(text) for text in other.problems().values()] == [words]
        other.case = None
    agent.authorised_from, agent.authorised_until = date(2023, 9, 1), date(2023, 8, 31)
    assert set(agent.problems()) == {"authorised_until"}


def test_authority_unknown_or_over_is_pointed_out(parties):
    applicant, _respondent, agent = parties
    assert agent.doubts() == [] and applicant.doubts() == []
    agent.authorised_until = date(2023, 8, 16)
    assert agent.doubts() == ["代理期限已于2023年8月16日届满"]
    agent.authority = None
    assert agent.doubts() == ["还没有写明代理权限"]
