"""Whom a mediation may name: mediators of the own place and of those above, by their names."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.org.models import Unit
from app.view.picker import options
from app.view.screens import screens
from modules.mediation.models import NamedMediator
from modules.mediators.models import Committee, Mediator
from modules.parties.models import Person

COUNTY, STREET, NEIGHBOUR = "330402", "330402007", "330402002"
NAMES = {COUNTY: "钱和平", STREET: "单解语", NEIGHBOUR: "陆邻里"}


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_mediator_from_above_is_picked_by_name_and_the_person_stays_closed(river, as_person):
    with system("committees for a test") as session:
        for code, name in NAMES.items():
            unit = Unit(name=f"{code}人民调解委员会", short_name=code, kind="committee", division_code=code)
            committee = Committee(unit=unit, kind="other", division_code=code)
            person = Person(name=name, division_code=code)
            session.add(Mediator(person=person, committee=committee, division_code=code))
        session.commit()
    with as_person("mediator", STREET) as session:
        chosen = options(NamedMediator, screens().field(NamedMediator, "mediator"), {"q": ""})
        assert {choice["text"] for choice in chosen} == {NAMES[STREET], NAMES[COUNTY]}
        assert session.scalars(select(Person.name)).all() == [NAMES[STREET]]
