"""A question to an expert, from asking to rating: who reads what, what is refused, and the limit of the answer."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.clock.service import clocks_of
from app.workflow.engine import NotAllowed, Refused, fire
from modules.cases import services as cases
from modules.cases.models import Case, CaseParty
from modules.counsel.documents import opinion
from modules.counsel.models import ExpertConsultation
from modules.counsel.services import answer, choices, rate
from modules.counsel.tests.quarrel import (
    APPLICANT,
    CENTRE,
    COUNTY,
    ENGINEER,
    FIRM,
    LAWYER,
    STREET,
    file,
    known,
    put,
)
from modules.experts.models import ExpertInterest
from modules.parties.models import Organisation, Person

one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def words(refused) -> list[str]:
    return [str(one.message) for one in refused.value.refusals]


def test_asked_taken_on_answered_and_rated(asked, as_person, without_papers, freeze):
    with as_person("expert", COUNTY, ENGINEER) as session:
        mine = session.scalars(select(ExpertConsultation)).one()
        (limit,) = clocks_of(session, mine)
        assert (limit.name, f"{limit.due_at:%m-%d %H:%M}") == ("专家答复", "11-23 23:59")
        with pytest.raises(Refused):
            answer(mine, "先答")  # it is taken on first
        fire(mine, "accept")
        with pytest.raises(Refused):
            fire(mine, "decline")
        freeze("2026-11-19 10:30")
        answer(mine, "系防水层收口不严。", "照片6张")
        session.commit()
        assert (mine.status, mine.answered_at.isoformat()) == ("answered", "2026-11-19T10:30:00")
        assert [clock.met for clock in clocks_of(session, mine)] == [True]
        with pytest.raises(NotAllowed):
            rate(mine, "5")
    with as_person("clerk", STREET, "窗口甲") as session:
        mine = session.get_one(ExpertConsultation, asked)
        rate(mine, "4", "有帮助")
        session.commit()
        assert (mine.status, mine.rating, mine.remark, mine.fee) == ("closed", "4", "有帮助", 0)


def test_an_expert_reads_what_was_put_to_them_and_nothing_else_of_the_case(asked, case, as_person):
    with as_person("clerk", STREET, "窗口甲", unit=CENTRE) as session:
        put(session, case, LAWYER)
        session.commit()
    with as_person("expert", COUNTY, ENGINEER) as session:
        (mine,) = session.scalars(select(ExpertConsultation)).all()
        assert mine.id == asked
        assert mine.sides == f"申请人：{APPLICANT}；被申请人：{FIRM}"
        assert session.scalars(select(Case)).all() == session.scalars(select(Person)).all() == []
        assert session.scalars(select(CaseParty)).all() == []
    for role, place, number in (
        ("clerk", STREET, 2),
        ("leader", "3304", 2),
        ("expert", "3304", 0),
        ("clerk", "330411", 0),
        ("admin", COUNTY, 0),
    ):
        with as_person(role, place) as session:
            assert len(session.scalars(select(ExpertConsultation)).all()) == number, role


@one_engine
def test_who_is_tied_to_a_party_is_not_asked(case, as_person):
    with system("a tie for a test") as session:
        firm = session.scalars(select(Organisation)).one()
        tie = ExpertInterest(expert=known(session, LAWYER), kind="counsel", organisation=firm)
        session.add(tie)
        session.commit()
    with as_person("clerk", STREET, "窗口甲", unit=CENTRE) as session:
        choice = choices(session.get_one(Case, case))
        assert [one.name for one in choice.offered] == [ENGINEER]
        assert choice.left_out[0].against == (f"与{FIRM}有利害关系：法律顾问或者代理人",)
        with pytest.raises(Refused) as refused:
            put(session, case, LAWYER)
        assert words(refused) == [f"与{FIRM}有利害关系：法律顾问或者代理人"]
        put(session, case)
        with pytest.raises(Refused) as refused:
            put(session, case)
        assert words(refused) == [f"已就本事项向{ENGINEER}咨询，尚未答复"]


@one_engine
def test_a_tie_that_comes_up_later_stops_the_expert_until_they_stand_aside(asked, case, as_person):
    with system("a party comes in") as session:
        expert = known(session, ENGINEER)
        mine = session.get_one(Case, case)
        session.add(CaseParty(case=mine, role="respondent", person=expert.person))
        session.commit()
    with as_person("expert", COUNTY, ENGINEER) as session:
        mine = session.get_one(ExpertConsultation, asked)
        with pytest.raises(Refused) as refused:
            fire(mine, "accept")
        assert words(refused) == ["本人是当事人或者代理人"]
        fire(mine, "decline", note="与本案有利害关系")
        session.commit()
        assert mine.status == "declined"
        assert [clock.met for clock in clocks_of(session, mine)] == [None]


@one_engine
def test_who_advised_one_side_alone_does_not_advise_the_other(case, as_person):
    with system("sides") as session:
        applicant, respondent = cases.sides_of(session.get_one(Case, case))
        mine, theirs, person_id = applicant.id, respondent.id, applicant.person_id
    with as_person("clerk", STREET, "窗口甲", unit=CENTRE) as session:
        put(session, case, LAWYER, for_party=session.get_one(CaseParty, mine))
        session.commit()
        later = file(session, "同一当事人的另一事项", session.get_one(Person, person_id))
        session.commit()
        sides = {one.role: one for one in cases.sides_of(later)}
        told = [f"2026-11-18曾单独为{APPLICANT}提供咨询"]
        assert choices(later).left_out[0].against == tuple(told)
        with pytest.raises(Refused) as refused:
            put(session, later.id, LAWYER, for_party=sides["respondent"])
        assert words(refused) == told
        assert put(session, later.id, LAWYER, for_party=sides["applicant"]).status == "asked"
        assert theirs


@one_engine
def test_an_ended_case_and_an_unpublished_expert_are_refused_together(case, as_person):
    with system("an end for a test") as session:
        session.get_one(Case, case).status = "closed"
        known(session, LAWYER).status = "suspended"
        session.commit()
    with as_person("clerk", STREET, "窗口甲", unit=CENTRE) as session:
        with pytest.raises(Refused) as refused:
            put(session, case, LAWYER)
        assert words(refused) == ["事项已结束", "该专家未发布"]


@one_engine
def test_a_question_is_recalled_with_a_reason(asked, as_person):
    with as_person("dispatcher", STREET) as session:
        mine = session.get_one(ExpertConsultation, asked)
        with pytest.raises(Refused):
            fire(mine, "recall")
        fire(mine, "recall", note="双方已自行和解")
        session.commit()
        assert mine.status == "recalled"
    with as_person("expert", COUNTY, ENGINEER) as session, pytest.raises(Refused):
        fire(session.get_one(ExpertConsultation, asked), "accept")


@one_engine
def test_the_paper_names_case_parties_and_expert_though_the_expert_reads_no_case(asked, as_person):
    with as_person("expert", COUNTY, ENGINEER) as session:
        mine = session.get_one(ExpertConsultation, asked)
        mine.opinion, mine.answered_at = "第一段\n第二段", mine.asked_at
        said = opinion(mine)
        assert said["parties"] == [
            {"role": "申请人", "name": APPLICANT},
            {"role": "被申请人", "name": FIRM},
        ]
        assert said["expert"] == {"name": ENGINEER, "title": "高级职称", "unit": "", "field": "建设工程"}
        assert said["unit"] == {"name": CENTRE} and said["case_no"].startswith(STREET)
        assert (said["chosen"], said["channel"], said["date"]) == ("当事人选择", "线上", "2026-11-18")
        assert "13800000001" not in str(said)
