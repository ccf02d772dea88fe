"""Two consultations of the demo: one answered and rated, one still waiting for its answer."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.workflow.engine import fire
from modules.cases.demo import case_of
from modules.cases.demo.acting import acting, papers_can_be_made
from modules.counsel.models import ExpertConsultation
from modules.counsel.services import answer, ask, rate
from modules.experts.models import Expert
from modules.parties.demo import person

LEAK, FAMILY = "楼上卫生间渗水泡坏楼下吊顶", "婆媳为带孩子和家用争吵不止"

_FACTS = (
    "六号楼为2008年建成的砖混住宅。四楼卫生间2024年重做过防水，今年10月起三楼卫生间吊顶出现渗漏水迹，"
    "面积约2平方米。"
)
_OPINION = (
    "根据现场照片和闭水试验记录，渗漏点位于地漏与管道接口处，属于防水层收口不严，不是公共管道破损。\n"
    "建议先停用淋浴，重做地漏周边防水并再次做24小时闭水试验，合格后再修复楼下吊顶。"
)


def load(session: Session) -> None:
    """Tell both; the answer makes a paper, so without fonts it is left out."""
    _waiting(session)
    if papers_can_be_made():
        _answered(session)


def _ask(
    session: Session, title: str, name: str, who: str, at: str, facts: str, question: str
) -> ExpertConsultation:
    with acting(session, who, at):
        return ask(
            case=case_of(session, title),
            expert=session.scalars(select(Expert).where(Expert.person_id == person(session, name).id)).one(),
            topic=title,
            facts=facts,
            question=question,
        )


def _answered(session: Session) -> None:
    question = "渗水的原因是什么？应当怎样修复？"
    asked = _ask(session, LEAK, "苏问道", "clerk_town", "2026-11-18 16:00", _FACTS, question)
    with acting(session, "expert_county", "2026-11-18 17:10"):
        fire(asked, "accept")
    with acting(session, "expert_county", "2026-11-19 11:20"):
        answer(asked, _OPINION, "现场照片6张；闭水试验记录1份。")
    with acting(session, "clerk_town", "2026-11-19 14:00"):
        rate(asked, "5", "说得清楚，双方都认可")


def _waiting(session: Session) -> None:
    facts = "婆媳同住，因照看孩子的分工和每月家用的数额多次争吵，双方都愿意谈。"
    question = "怎样安排下一次谈话，双方更容易说到一起？"
    _ask(session, FAMILY, "温致和", "clerk_town2", "2026-11-19 15:30", facts, question)
