"""Certificates, trainings, postings and subsidies of the demo's mediators."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.org.models import Unit
from modules.mediators.models import Mediator, Posting, Qualification, Subsidy, Training

#: Mediator, kind, number, who issued it, from, until.
QUALIFICATIONS = (
    ("沈和平", "mediator", "演示调字第0001号", "枫源县司法局", date(2024, 5, 20), date(2027, 5, 19)),
    ("沈和平", "counsellor", "演示心字第0001号", "枫江市心理学会", date(2021, 12, 15), date(2026, 12, 14)),
    ("钱融融", "mediator", "演示调字第0002号", "枫源县司法局", date(2024, 5, 20), date(2027, 5, 19)),
    ("钱融融", "social_worker", "演示社字第0002号", "枫江市民政局", date(2022, 10, 1), None),
    ("常劝和", "mediator", "演示调字第0004号", "枫源县司法局", date(2021, 7, 1), date(2026, 6, 30)),
)

#: Mediator, kind, what about, with whom, first and last day, result.
TRAININGS = (
    (
        "钱融融",
        "double_response",
        "邻里纠纷双处警",
        "城东派出所带班民警",
        date(2026, 4, 1),
        date(2026, 6, 30),
        "合格",
    ),
    ("常劝和", "shadowing", "婚姻家庭纠纷跟班学", "沈和平", date(2026, 11, 2), None, None),
    ("石可言", "course", "全县人民调解员业务培训", "县司法局", date(2026, 9, 8), date(2026, 9, 10), "合格"),
)

#: Mediator, receiving unit, first and last day.
POSTINGS = (
    ("沈和平", "枫源县人民法院", date(2026, 1, 5), None),
    ("钱融融", "枫源县公安局城东派出所", date(2026, 7, 1), None),
    ("石可言", "枫源县社会治理中心", date(2025, 3, 1), date(2025, 8, 31)),
    ("苏问道", "枫源县社会治理中心", date(2025, 9, 1), None),
)

#: Mediator, month, cases, yuan, paid on.
SUBSIDIES = (
    ("钱融融", "2026-09", 8, "1600.00", date(2026, 10, 15)),
    ("钱融融", "2026-10", 5, "1000.00", None),
    ("常劝和", "2026-10", 2, "400.00", None),
)


def tell_careers(session: Session) -> None:
    """Add what hangs on the mediators, who are there already."""
    mediators = {one.name: one for one in session.scalars(select(Mediator))}
    units = {unit.name: unit.id for unit in session.scalars(select(Unit))}

    def add(model: type[Any], name: str, **facts: Any) -> None:
        of = {"mediator_id": mediators[name].id, "division_code": mediators[name].division_code}
        session.add(model(**of, **facts))

    for name, kind, number, issued_by, issued_on, expires_on in QUALIFICATIONS:
        paper = {"issued_by": issued_by, "issued_on": issued_on, "expires_on": expires_on}
        add(Qualification, name, kind=kind, number=number, **paper)
    for name, kind, title, mentor, begins_on, ends_on, result in TRAININGS:
        days = {"begins_on": begins_on, "ends_on": ends_on}
        add(Training, name, kind=kind, title=title, mentor=mentor, result=result, **days)
    for name, unit, begins_on, ends_on in POSTINGS:
        add(Posting, name, unit_id=units[unit], begins_on=begins_on, ends_on=ends_on)
    for name, month, cases, amount, paid_on in SUBSIDIES:
        add(Subsidy, name, month=month, cases=cases, amount=Decimal(amount), paid_on=paid_on)
    mediators["沈和平"].on_court_roster = True
    session.flush()
