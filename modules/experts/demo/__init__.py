"""Experts of the county's and the city's pool in different states of review, their ties, and the lawyers' rota."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.model.moment import today
from app.org.models import Account, Unit
from modules.centres.models import Shift
from modules.experts.models import (
    Expert,
    ExpertAbsence,
    ExpertField,
    ExpertHours,
    ExpertInterest,
    ExpertRota,
    Field,
)
from modules.parties.demo import person
from modules.parties.models import Organisation, Person

#: Person, division of the pool, main field, title, online day and night, state, what they are good at.
EXPERTS = (
    ("苏问道", "990102", "11", "一级注册结构工程师", False, "published", "房屋裂缝、渗漏、沉降鉴定"),
    ("温致和", "9901", "01", "国家二级心理咨询师", True, "published", "婚姻家庭、亲子沟通"),
    ("顾法言", "990102", "05", "律师", True, "published", "物业服务、商铺租赁、业主自治"),
    ("秦医正", "9901", "02", "主任医师", False, "published", "医疗损害、伤情评估"),
    ("何安居", "990102", "05", "物业管理师", False, "reviewing", "物业服务标准"),
    ("简明义", "990102", "03", "律师", False, "published", "劳动报酬、工伤"),
)

#: Lawyers not yet on the register of people: name, division, phone.
LAWYERS = (("简明义", "990102", "19900000041"),)

#: Expert, further field.
FURTHER = (("苏问道", "05"), ("顾法言", "03"), ("顾法言", "08"), ("简明义", "08"))

#: Expert, the account the expert signs in with.
ACCOUNTS = (("苏问道", "expert_county"), ("温致和", "expert_city"))

#: Where lawyers sit in turn, and in which shift.
STUDIO, SHIFT = "枫源县矛盾纠纷人民调解委员会", "day"


def load(session: Session) -> None:
    """Add the experts and what hangs on them."""
    for name, code, phone in LAWYERS:
        if person(session, name) is None:
            session.add(Person(name=name, division_code=code, phone=phone))
    session.flush()
    fields = {field.code: field for field in session.scalars(select(Field))}
    accounts = {one.username: one.id for one in session.scalars(select(Account))}
    signs_in = dict(ACCOUNTS)
    experts = {}
    for name, code, field, title, online, status, specialities in EXPERTS:
        experts[name] = Expert(
            person_id=person(session, name).id,
            field_id=fields[field].id,
            account_id=accounts.get(signs_in.get(name, "")),
            title=title,
            specialities=specialities,
            online_24h=online,
            status=status,
            term_begins_on=date(2026, 1, 1),
            term_ends_on=date(2028, 12, 31),
            division_code=code,
            introduction="演示专家",
        )
    session.add_all(experts.values())
    session.flush()
    session.add_all(ExpertField(expert=experts[name], field=fields[code]) for name, code in FURTHER)
    for weekday in "135":
        session.add(ExpertHours(expert=experts["苏问道"], weekday=weekday, begins="09:00", ends="17:00"))
    away = today() + timedelta(days=14)
    session.add(
        ExpertAbsence(
            expert=experts["秦医正"], begins_on=away, ends_on=away + timedelta(days=4), reason="外出进修"
        )
    )
    _ties(session, experts)
    _rota(session, experts)


def _ties(session: Session, experts: dict[str, Expert]) -> None:
    """The lawyer who counsels the property firm."""
    firm = session.scalars(
        select(Organisation).where(Organisation.name == "枫源县安居物业服务有限公司")
    ).first()
    if firm is not None:
        tie = ExpertInterest(expert=experts["顾法言"], kind="counsel", organisation=firm)
        tie.begins_on, tie.note = date(2025, 3, 1), "常年法律顾问"
        session.add(tie)


def _rota(session: Session, experts: dict[str, Expert]) -> None:
    """This week from Monday to Friday, two lawyers in turn; for Friday nobody has been found yet."""
    unit = session.scalars(select(Unit).where(Unit.name == STUDIO)).one()
    shift = session.scalars(select(Shift).where(Shift.code == SHIFT)).one()
    monday = today() - timedelta(days=today().weekday())
    for number, name in enumerate(("顾法言", "简明义", "顾法言", "简明义", "")):
        sits = ExpertRota(unit_id=unit.id, shift_id=shift.id, day=monday + timedelta(days=number))
        sits.expert_id = experts[name].id if name else None
        session.add(sits)
        assert not sits.problems(), name
        session.flush()
