"""A committee and its people for the tests of this module."""

from __future__ import annotations

from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from app.org.models import Unit
from modules.mediators.models import Committee, Mediator
from modules.parties.models import Person

TOWN = "330402007"

_serial = count(1)


def committee(session: Session, code: str = TOWN, **facts: Any) -> Committee:
    """A committee in a place."""
    name = f"第{next(_serial)}人民调解委员会"
    unit = Unit(name=name, short_name=name, kind="committee", division_code=code)
    row = Committee(**({"kind": "sub_district", "unit": unit, "division_code": code} | facts))
    session.add(row)
    session.flush()
    return row


def mediator(session: Session, of: Committee, name: str, **facts: Any) -> Mediator:
    """A mediator of a committee; `sex`, `ethnicity` and `birth_date` belong to the person."""
    about = {key: facts.pop(key) for key in ("sex", "ethnicity", "birth_date") if key in facts}
    code = facts.pop("division_code", of.division_code)
    person = Person(name=name, division_code=code, **about)
    row = Mediator(person=person, committee=of, division_code=code, **facts)
    session.add(row)
    session.flush()
    return row
