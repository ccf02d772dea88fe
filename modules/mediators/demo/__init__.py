"""The committees of 枫源县 and their mediators, each with the account they sign in with."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.org.models import Account, Unit
from modules.mediators.models import Committee, Mediator
from modules.parties.demo import person

#: Unit, kind of committee.
COMMITTEES = (
    ("枫源县矛盾纠纷人民调解委员会", "other"),
    ("城东街道人民调解委员会", "sub_district"),
    ("塘湾街道人民调解委员会", "sub_district"),
    ("石桥镇人民调解委员会", "township"),
)

#: Account, committee, position, full-time, grade, specialities, native place, dialects.
MEDIATORS = (
    (
        "mediator_county",
        "枫源县矛盾纠纷人民调解委员会",
        "chair",
        True,
        "1",
        "合同、物业、劳动争议",
        "江西",
        "赣语",
    ),
    ("mediator_town", "城东街道人民调解委员会", "chair", True, "2", "房屋租赁、消费、邻里", "浙江", "吴语"),
    ("mediator_town2", "石桥镇人民调解委员会", "chair", True, "3", "山林土地、邻里", "浙江", "吴语"),
    ("mediator_village", "城东街道人民调解委员会", "member", False, "4", "婚姻家庭、邻里", "江西", "赣语"),
)


def load(session: Session) -> None:
    """Add committees and mediators."""
    for name, kind in COMMITTEES:
        unit = session.scalars(select(Unit).where(Unit.name == name)).one()
        session.add(
            Committee(
                unit_id=unit.id,
                kind=kind,
                division_code=unit.division_code,
                founded_on=date(2012, 3, 1),
                elected_on=date(2024, 5, 20),
                term_ends_on=date(2027, 5, 19),
                basis="演示：经县司法局备案",
            )
        )
    session.flush()
    committees = {committee.unit.name: committee for committee in session.scalars(select(Committee))}
    for username, committee, post, full_time, grade, specialities, native_place, dialects in MEDIATORS:
        account = session.scalars(select(Account).where(Account.username == username)).one()
        session.add(
            Mediator(
                person_id=person(session, account.name).id,
                committee_id=committees[committee].id,
                account_id=account.id,
                post=post,
                full_time=full_time,
                grade=grade,
                specialities=specialities,
                native_place=native_place,
                dialects=dialects,
                hired_on=date(2024, 5, 20),
                division_code=account.division_code,
            )
        )
