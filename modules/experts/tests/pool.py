"""Experts for tests: published, in the pool of 330402 unless said otherwise."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from modules.experts.models import Expert, Field
from modules.parties.models import Person

COUNTY, CITY = "330402", "3304"


def field(session: Session, code: str) -> Field:
    """A field of expertise by its code."""
    return session.scalars(select(Field).where(Field.code == code)).one()


def expert(session: Session, name: str, code: str = "05", place: str = COUNTY, **facts: Any) -> Expert:
    """A published expert; facts of the person begin with `person_`."""
    own = {key.removeprefix("person_"): facts.pop(key) for key in list(facts) if key.startswith("person_")}
    row = Expert(
        person=Person(name=name, division_code=place, **own),
        field=field(session, code),
        division_code=place,
        **{"status": "published", **facts},
    )
    session.add(row)
    session.flush()
    return row
