"""Cracks in a building: the parties choose an expert, and the opinion is filed as a paper (domain C3, step 4).

青白石街道 620102024; the people and the firm are invented.
"""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.document.service import papers_of, pdf_of
from app.org.models import Account, Unit
from app.workflow.engine import NotAllowed, Refused, fire, timeline
from modules.cases import services as cases
from modules.cases.models import Case
from modules.counsel import services as counsel
from modules.counsel.models import ExpertConsultation
from modules.experts.models import Expert, ExpertInterest, Field
from modules.parties.models import Organisation, Person
from tests.house.reading import text_of

STREET, COUNTY, CITY = "620102024", "620102", "6201"
CHIEF, COUNSEL, ENGINEER = "明镜台", "常法问", "梁测缝"
DEVELOPER = "青石置业有限公司"

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def words(refused) -> list[str]:
    return [str(one.message) for one in refused.value.refusals]


@pytest.fixture
def cracks(river, as_person, freeze):
    """The key of the case of twelve owners against the developer, and a pool of three experts."""
    freeze("2026-11-16 09:30")
    with as_person("expert", CITY, CHIEF):
        pass
    with system("cracks for a test") as session:
        account = session.scalars(select(Account).where(Account.username == CHIEF)).one()
        fields = {one.code: one for one in session.scalars(select(Field))}
        firm = Organisation(name=DEVELOPER, division_code=STREET)
        centre = Unit(
            name="青白石街道社会治理中心",
            short_name="青白石中心",
            number_name="青白石",
            kind="centre",
            division_code=STREET,
        )
        session.add_all([firm, centre])
        for name, place, field, title in (
            (CHIEF, CITY, "11", "首席法律咨询专家"),
            (COUNSEL, COUNTY, "05", "律师"),
            (ENGINEER, COUNTY, "11", "高级工程师"),
        ):
            expert = Expert(
                person=Person(name=name, division_code=place),
                field=fields[field],
                title=title,
                division_code=place,
                status="published",
                account_id=account.id if name == CHIEF else None,
            )
            session.add(expert)
            if name == COUNSEL:
                session.add(ExpertInterest(expert=expert, kind="counsel", organisation=firm))
            if name == ENGINEER:
                expert.person.employer = DEVELOPER
        case = cases.register(
            division_code=STREET,
            title="新建楼房墙体开裂",
            summary="十二户业主反映墙体开裂，要求退房并支付安置费。",
            channel="window",
            dispute_type="03",
            scale="02",
            headcount=12,
            parties=[
                cases.PartyEntry(
                    "applicant", Person(name="石大山", division_code=STREET), representative=True
                ),
                cases.PartyEntry("respondent", firm),
            ],
        )
        session.commit()
        return case.id


def test_the_parties_choose_and_the_opinion_is_filed(cracks, as_person, freeze):
    facts = {
        "topic": "墙体开裂的责任",
        "facts": "2025年交房，2026年9月起外墙出现斜裂缝。",
        "question": "开发企业应当承担什么责任？",
    }
    with as_person("clerk", STREET, "窗口甲", unit="青白石街道社会治理中心") as session:
        case = session.get_one(Case, cracks)
        choice = counsel.choices(case)
        assert [one.name for one in choice.offered] == [CHIEF]
        assert {one.name: one.against for one in choice.left_out} == {
            COUNSEL: (f"与{DEVELOPER}有利害关系：法律顾问或者代理人",),
            ENGINEER: (f"在当事人单位任职：{DEVELOPER}",),
        }
        with pytest.raises(Refused) as refused:
            counsel.ask(case=case, expert=choice.left_out[0].expert, **facts)
        assert "有利害关系" in str(refused.value) or "任职" in str(refused.value)
        asked = counsel.ask(case=case, expert=choice.offered[0].expert, chosen_by="parties", **facts)
        session.commit()
        with pytest.raises(NotAllowed):
            fire(asked, "answer", data={"opinion": "窗口不能代答"})
        key = asked.id
    freeze("2026-11-17 15:00")
    with as_person("expert", CITY, CHIEF) as session:
        asked = session.get_one(ExpertConsultation, key)
        assert session.get(Case, cracks) is None
        fire(asked, "accept")
        with pytest.raises(Refused) as refused:
            counsel.answer(asked, "")
        session.rollback()
        asked = session.get_one(ExpertConsultation, key)
        fire(asked, "accept")
        counsel.answer(
            asked, "应当先委托有资质的机构鉴定。\n属于主体结构质量不合格的，业主有权请求解除合同。"
        )
        session.commit()
    with as_person("clerk", STREET, "窗口甲", unit="青白石街道社会治理中心") as session:
        asked = session.get_one(ExpertConsultation, key)
        (paper,) = papers_of(asked)
        assert paper.number == "（2026）青白石专咨字第1号"
        said = text_of(pdf_of(paper))
        for part in (
            "专家咨询意见书",
            CHIEF,
            "首席法律咨询专家",
            "石大山",
            DEVELOPER,
            "当事人选择",
            "不收取费用",
        ):
            assert part in said.replace("\n", ""), part
        assert "依据和材料" not in said
        counsel.rate(asked, "5", "说理清楚")
        session.commit()
        told = [event.arrow for event in reversed(timeline(asked)) if not event.arrow.startswith("paper_")]
        assert told == ["ask", "accept", "answer", "rate"]
