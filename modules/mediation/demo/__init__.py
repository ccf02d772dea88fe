"""Three mediations of the demo: one agreed (`agreements` tells how), one under way, one ended with notice.

Evidence is brought to the first two, and for the second a neighbour is asked and takes part.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.model.moment import now, today
from app.org.models import Unit
from app.workflow.engine import fire
from modules.cases.demo import case_of
from modules.cases.demo.acting import acting, papers_can_be_made
from modules.cases.services import sides_of
from modules.mediation import services
from modules.mediation.models import Evidence, Mediation, Participant
from modules.mediators.models import Committee, Mediator
from modules.parties.models import Person

LEASE, LEAK, FAMILY = (
    "提前退租不退押金，公司与房东各执一词",
    "楼上卫生间渗水泡坏楼下吊顶",
    "婆媳为带孩子和家用争吵不止",
)

#: What the applicants ask for, one a line.
_REQUESTS = {
    LEASE: "退还剩余租金和押金\n解除铺面租赁合同",
    LEAK: "查明渗水原因并修好\n赔偿吊顶和墙面的损失",
    FAMILY: "商定每月家用的数额\n商定照看孩子的分工",
}

_PLACE = "城东街道人民调解委员会调解室"


#: Each piece: name, side that brought it (0 applicant, 1 respondent, None otherwise), source, form, compared, pages.
_LEASE_EVIDENCE = (
    ("铺面租赁合同", 0, None, "copy", True, 6),
    ("银行转账凭证", 0, None, "copy", True, 3),
    ("合伙账目", 1, None, "original", False, 12),
)
_LEAK_EVIDENCE = (
    ("渗水部位照片", 0, None, "original", False, 5),
    ("防水工程保修单", 1, None, "copy", False, 1),
    ("物业上门查看记录", None, "榕和社区物业服务中心提供", "copy", True, 2),
)
_INQUIRY = """问：我们是城东街道人民调解委员会的人民调解员，来了解楼上渗水的情况，请如实回答。
答：好的。
问：你家卫生间有没有出现过渗水？
答：去年入冬以后，下水管接口处一直潮，我家也刷过一次防水。
问：还有没有要补充的？
答：没有了。"""


def load(session: Session) -> None:
    """Tell all three; each makes papers, so without fonts they are left out."""
    if papers_can_be_made():
        _lease(session)
        _leak(session)
        _family(session)


def mediation_of(session: Session, title: str) -> Mediation | None:
    """The demo mediation of a case, for the demos of later modules."""
    return session.scalars(select(Mediation).where(Mediation.case_id == case_of(session, title).id)).first()


def _begin(session: Session, title: str, committee: str, who: str, at: str) -> Mediation:
    with acting(session, who, at) as account:
        body = session.scalars(select(Committee).join(Unit).where(Unit.name == committee)).one()
        mediator = session.scalars(select(Mediator).where(Mediator.account_id == account.id)).one()
        case = case_of(session, title)
        mediation = services.open_mediation(
            case=case, committee=body, mediators=[mediator], requests=_REQUESTS[title]
        )
        for side in sides_of(case):
            services.answer(mediation, side, "agree")
        services.tell_rights(mediation)
        fire(mediation, "accept")
    return mediation


def _lease(session: Session) -> None:
    mediation = _begin(session, LEASE, "城东街道人民调解委员会", "mediator_town", "2026-11-19 10:00")
    with acting(session, "mediator_town", "2026-11-19 10:20"):
        for piece in _LEASE_EVIDENCE:
            _receive(session, mediation, *piece)
    talk = (
        (
            "2026-11-19 14:30",
            "continued",
            "调解员：请双方核对租金和押金的付款记录。\n王喆堃：合伙的账目还没有分清。",
        ),
        ("2026-11-20 09:00", "agreed", "调解员：账目已经核对清楚。\n王喆堃：应退的数额我认，希望分两次付。"),
    )
    for at, result, words in talk:
        with acting(session, "mediator_town", at):
            services.hold_session(
                mediation,
                started_at=now(),
                place=_PLACE,
                record_text=words,
                result=result,
                others="孙立行，街道工作人员",
            )


def _receive(
    session: Session,
    mediation: Mediation,
    name: str,
    side: int | None,
    source: str | None,
    form: str,
    compared: bool,
    pages: int,
) -> None:
    sides = sides_of(mediation.case)
    piece = Evidence(
        mediation=mediation,
        name=name,
        party=sides[side] if side is not None else None,
        source=source,
        form=form,
        compared=compared,
        pages=pages,
        received_on=today(),
    )
    session.add(piece)
    session.flush()


def _leak(session: Session) -> None:
    mediation = _begin(session, LEAK, "城东街道人民调解委员会", "mediator_town", "2026-11-18 15:00")
    with acting(session, "mediator_town", "2026-11-19 10:40"):
        for piece in _LEAK_EVIDENCE:
            _receive(session, mediation, *piece)
        neighbour = Person(
            name="郑守拙", sex="1", division_code=mediation.division_code, address="榕和社区2号楼1单元401室"
        )
        session.add(neighbour)
        services.investigate(
            mediation,
            started_at=now(),
            place="榕和社区2号楼1单元401室",
            person=neighbour,
            relation="同单元邻居，与双方无亲属关系",
            record_text=_INQUIRY,
        )
        session.add(
            Participant(
                mediation=mediation, person=neighbour, role="neighbour", invited_on=today(), agreed=True
            )
        )
        session.flush()
    with acting(session, "mediator_town", "2026-11-19 16:00"):
        services.hold_session(
            mediation,
            started_at=now(),
            place="榕和社区居委会",
            record_text="何建安：我家防水是去年做的。\n调解员：明天请师傅一起看现场。",
            result="continued",
            next_at=datetime(2026, 11, 23, 14, 30),
        )


def _family(session: Session) -> None:
    mediation = _begin(session, FAMILY, "石桥镇人民调解委员会", "mediator_town2", "2026-11-03 09:00")
    with acting(session, "mediator_town2", "2026-11-05 09:30"):
        services.hold_session(
            mediation,
            started_at=now(),
            place="石桥镇人民调解委员会调解室",
            record_text="许小满：我不想再谈了。\n调解员：任何一方都可以随时要求终止调解。",
            result="failed",
        )
    with acting(session, "mediator_town2", "2026-11-05 10:30"):
        services.terminate(mediation, "demanded", "向有管辖权的人民法院提起诉讼\n向妇女联合会寻求帮助")
