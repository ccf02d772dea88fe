"""The committees of 枫源县 and their mediators, each with the account they sign in with, and what became of them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.model.moment import frozen
from app.org.models import Account, Unit
from app.workflow.engine import fire
from modules.mediators.demo.careers import tell_careers
from modules.mediators.models import Committee, Mediator
from modules.parties.demo import person

#: Places of work that are no units of the county yet: division, name, short name.
UNITS = (
    ("990102001001", "建设社区人民调解委员会", "建设社区调委会"),
    ("990102001", "常劝和个人调解室", "常劝和调解室"),
)

#: Unit, kind of committee, day of the election, end of the term.
COMMITTEES = (
    ("枫源县矛盾纠纷人民调解委员会", "other", date(2024, 5, 20), date(2027, 5, 19)),
    ("城东街道人民调解委员会", "sub_district", date(2024, 5, 20), date(2027, 5, 19)),
    ("塘湾街道人民调解委员会", "sub_district", date(2024, 5, 20), date(2027, 5, 19)),
    ("石桥镇人民调解委员会", "township", date(2024, 5, 20), date(2027, 5, 19)),
    ("建设社区人民调解委员会", "residents", date(2023, 12, 20), date(2026, 12, 19)),
)

#: The studio and the committee above it.
STUDIO, ABOVE = "常劝和个人调解室", "城东街道人民调解委员会"

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

#: Those who mediate without an account: person, committee, position, specialities.
VOLUNTEERS = (
    ("顾法言", "枫源县矛盾纠纷人民调解委员会", "member", "合同、物业"),
    ("何安居", "枫源县矛盾纠纷人民调解委员会", "member", "物业"),
    ("苏问道", "枫源县矛盾纠纷人民调解委员会", "hired", "房屋质量"),
    ("林阿土", "建设社区人民调解委员会", "chair", "邻里"),
    ("步长青", "建设社区人民调解委员会", "member", "邻里、消费"),
)


def load(session: Session) -> None:
    """Add committees and mediators, then let their story go on."""
    committees = _committees(session)
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
    for name, committee, post, specialities in VOLUNTEERS:
        session.add(
            Mediator(
                person_id=person(session, name).id,
                committee_id=committees[committee].id,
                post=post,
                specialities=specialities,
                hired_on=date(2024, 5, 20),
                division_code=committees[committee].division_code,
            )
        )
    session.flush()
    tell_careers(session)
    _leave_and_return(session)


def mediator(session: Session, name: str) -> Mediator:
    """The demo mediator of that name, for the demos of later modules."""
    return session.scalars(select(Mediator).where(Mediator.person_id == person(session, name).id)).one()


def _committees(session: Session) -> dict[str, Committee]:
    for code, name, short_name in UNITS:
        session.add(Unit(name=name, short_name=short_name, kind="committee", division_code=code))
    session.flush()
    units = {unit.name: unit for unit in session.scalars(select(Unit))}
    found = {}
    for name, kind, elected_on, term_ends_on in COMMITTEES:
        found[name] = Committee(
            unit_id=units[name].id,
            kind=kind,
            division_code=units[name].division_code,
            founded_on=date(2012, 3, 1),
            elected_on=elected_on,
            term_ends_on=term_ends_on,
            basis="演示：经县司法局备案",
        )
    found[STUDIO] = Committee(
        unit_id=units[STUDIO].id,
        kind="personal_studio",
        parent=found[ABOVE],
        division_code=units[STUDIO].division_code,
        founded_on=date(2025, 4, 1),
        basis="演示：以调解员姓名命名",
    )
    session.add_all(found.values())
    session.flush()
    return found


def _leave_and_return(session: Session) -> None:
    """One is away for a while, another leaves for good."""
    away = mediator(session, "石可言")
    with frozen("2026-03-02 09:00"):
        fire(away, "leave", note="借调县司法局三个月", data={"left_on": date(2026, 3, 1)})
    with frozen("2026-06-01 09:00"):
        fire(away, "return_", note="借调期满")
    with frozen("2026-08-31 17:00"):
        fire(mediator(session, "苏问道"), "leave", note="聘期届满，本人不再续聘")
