"""Three invented people on the list of 枫源县; one visit is overdue."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.model.moment import frozen
from app.org.models import Account
from modules.keypersons.models import ConcernLevel, KeyPerson, KeyPersonKind
from modules.keypersons.services import put_on, visit
from modules.parties.demo import person
from modules.parties.models import Person

#: Name, place, kind, level, guardian, helper, award, insurance, note, days of visits.
PEOPLE = (
    (
        "温小山",
        "990102001001",
        "01",
        "1",
        "葛桂枝",
        "林阿土",
        "2400",
        "监护人责任险，保额五万元",
        "按时服药，怕生人多",
        ("2026-11-10", "2026-11-17"),
    ),
    (
        "季独清",
        "990102001002",
        "06",
        "2",
        None,
        "步长青",
        None,
        "城乡居民医保",
        "耳背，敲门要重",
        ("2026-10-12",),
    ),
    ("桥新生", "990102100", "03", "3", None, "桥永安", None, None, None, ()),
)


def load(session: Session) -> None:
    """Put them on the list at the beginning of October, then tell the visits."""
    kinds = {kind.code: kind for kind in session.scalars(select(KeyPersonKind))}
    levels = {level.code: level for level in session.scalars(select(ConcernLevel))}
    officer = session.scalars(select(Account).where(Account.username == "keyperson_county")).one_or_none()
    for name, place, kind, level, guardian, helper, award, insurance, note, days in PEOPLE:
        session.add(new := Person(name=name, division_code=place))
        session.flush()
        with frozen("2026-10-08 09:00"):
            one = put_on(
                {
                    "person": new,
                    "division_code": place,
                    "kind": kinds[kind],
                    "level": levels[level],
                    "guardian": person(session, guardian) if guardian else None,
                    "helper": person(session, helper),
                    "award": Decimal(award) if award else None,
                    "insurance": insurance,
                    "note": note,
                }
            )
        _visits(one, officer, days)


def _visits(one: KeyPerson, officer: Account | None, days: tuple[str, ...]) -> None:
    for day in days:
        with frozen(f"{day} 15:00"):
            visit(
                {
                    "key_person": one,
                    "visited_on": date.fromisoformat(day),
                    "finding": "情绪平稳，家里有人照看",
                    "visitor": officer,
                    "division_code": one.division_code,
                }
            )
