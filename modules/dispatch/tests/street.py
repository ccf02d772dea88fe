"""A street with work to do: its units and one accepted case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.scope import system
from app.org.models import Unit
from modules.cases import services as cases
from modules.parties.models import Person

STREET = "330411004"
CENTRE, TEAM = "塘汇街道治理中心", "塘汇民声服务队"
DONE = {"result": "settled", "mode": "persuasion", "text": "已劝导，店主承诺降噪"}


@pytest.fixture
def case(river: Flask, freeze: Callable[[str], Any]) -> int:
    """The key of an accepted case of the street, whose centre and team can be sent out."""
    freeze("2023-06-07 02:00:00")
    with system("a street for a test") as session:
        for name, kind in ((CENTRE, "centre"), (TEAM, "team")):
            session.add(Unit(name=name, short_name=name, kind=kind, division_code=STREET))
        caller = Person(name="周安然", division_code=STREET)
        made = cases.register(
            division_code=STREET,
            title="烧烤店太吵，影响考生休息",
            summary="某路某烧烤店太吵，影响高考学生休息。",
            channel="12345",
            parties=[cases.PartyEntry("applicant", caller)],
        )
        session.commit()
        return made.id


@pytest.fixture
def unit() -> Callable[[Session, str], Unit]:
    """A function `unit(session, name)` that finds a unit."""
    return lambda session, name: session.scalars(select(Unit).where(Unit.name == name)).one()
