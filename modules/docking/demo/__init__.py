"""The court of 枫源县 entrusts matters: one answered, one taken on, one not; the police and the petition office too.

A price is evaluated for the leak, and the clocks of the matter stand still until it is back.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.org.models import Unit
from modules.cases.demo import case_of
from modules.cases.demo.acting import acting, papers_can_be_made
from modules.confirmation.models import Court
from modules.docking import asking, services
from modules.docking.models import (
    Entrustment,
    OrganKind,
    PreSuitCount,
    ThirdPartyKind,
    ThirdPartyOrg,
)
from modules.mediation.demo import LEAK, LEASE, mediation_of
from modules.parties.models import Organisation

COUNTY, TOWN = "枫源县社会治理中心", "城东街道社会治理中心"
CAR = "追尾事故修车费谈不拢"

#: Months, and how many cases for mediation before suit the court had in each.
COUNTS = ((date(2026, 9, 1), 11), (date(2026, 10, 1), 12), (date(2026, 11, 1), 8))

#: Who signs for it, when, the kind of organ, its name, the kind, number, matter, unit and more.
LETTERS = (
    (
        "clerk_county",
        "2026-11-10 09:00",
        "court",
        "delegated",
        "（2026）枫0102诉前调1021号",
        "冯远航与潘达机动车交通事故责任纠纷",
        COUNTY,
        {},
    ),
    (
        "clerk_town",
        "2026-11-18 09:00",
        "court",
        "delegated",
        "（2026）枫0102诉前调1024号",
        "青禾餐饮与王喆堃租赁合同纠纷",
        TOWN,
        {},
    ),
    (
        "clerk_county",
        "2026-11-10 11:00",
        "court",
        "commissioned",
        "（2026）枫0102民初887号",
        "段建新与杨素梅民间借贷纠纷",
        COUNTY,
        {"procedure": "summary"},
    ),
    (
        "clerk_town",
        "2026-11-17 15:30",
        "police",
        "transferred",
        "枫公（城东）移字〔2026〕36号",
        "榕和社区上下楼渗水引发争吵",
        TOWN,
        {"organ_name": "枫源县公安局城东派出所"},
    ),
    (
        "clerk_county",
        "2026-11-19 10:00",
        "petition",
        "transferred",
        "枫信转〔2026〕112号",
        "季守田反映征收补偿面积",
        COUNTY,
        {"organ_name": "枫源县信访局", "petition_class": "dispute"},
    ),
)


def load(session: Session) -> None:
    """Sign for the letters, take matters on, answer one; ask for a price."""
    court = session.scalars(select(Court).where(Court.county_code == "990102")).one()
    with acting(session, "clerk_county", "2026-11-20 08:50"):
        for month, number in COUNTS:
            session.add(PreSuitCount(court=court, month=month, number=number, source="法院立案庭月报"))
    for letter in LETTERS:
        _receive(session, court, *letter)
    _take_on(session)
    _ask(session)


def _receive(
    session: Session,
    court: Court,
    who: str,
    at: str,
    organ: str,
    kind: str,
    doc_no: str,
    matter: str,
    unit: str,
    more: dict[str, str],
) -> None:
    with acting(session, who, at):
        entrusted = session.scalars(select(Unit).where(Unit.name == unit)).one()
        services.receive(
            organ_kind=session.scalars(select(OrganKind).where(OrganKind.code == organ)).one(),
            court=court if organ == "court" else None,
            kind=kind,
            doc_no=doc_no,
            matter=matter,
            received_on=date.fromisoformat(at[:10]),
            unit=entrusted,
            division_code=entrusted.division_code,
            **more,
        )


def entrustment_of(session: Session, doc_no: str) -> Entrustment:
    """The entrustment under that number of the organ."""
    return session.scalars(select(Entrustment).where(Entrustment.doc_no == doc_no)).one()


def _take_on(session: Session) -> None:
    with acting(session, "clerk_county", "2026-11-10 10:00"):
        car = entrustment_of(session, LETTERS[0][4])
        services.accept(car, case=case_of(session, CAR))
    with acting(session, "clerk_town", "2026-11-19 09:20"):
        services.accept(entrustment_of(session, LETTERS[3][4]), case=case_of(session, LEAK))
    with acting(session, "clerk_town", "2026-11-20 10:30"):
        lease = entrustment_of(session, LETTERS[1][4])
        services.accept(lease, case=case_of(session, LEASE))
    if papers_can_be_made():
        with acting(session, "clerk_county", "2026-11-13 16:00"):
            services.give_back(
                car,
                result="not_agreed",
                ended_on=date(2026, 11, 13),
                reason="双方对修车费数额分歧较大",
                annexes="调解笔录",
            )


def _ask(session: Session) -> None:
    with acting(session, "mediator_town", "2026-11-20 09:00"):
        firm = Organisation(name="枫源县信平价格评估有限公司", division_code="990102")
        kind = session.scalars(select(ThirdPartyKind).where(ThirdPartyKind.code == "price")).one()
        third = ThirdPartyOrg(organisation=firm, kind=kind, division_code="990102")
        session.add(third)
        session.flush()
        asking.ask(
            case=case_of(session, LEAK),
            org=third,
            item="三层吊顶、墙面受损的修复费用",
            handed_over="渗水部位照片5张\n物业上门查看记录复印件",
            due_on=date(2026, 11, 27),
            cost_borne_by="both",
            pauses=mediation_of(session, LEAK) is not None,
        )
