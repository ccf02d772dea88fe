"""Who reads and keeps committees and mediators, and what there is only once."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.access.scope import ScopeError, current_scope, system
from app.org.models import Unit
from app.view.calling import called
from modules.mediators.models import Committee, Mediator
from modules.parties.models import Person

COUNTY, STREET, NEIGHBOUR = "330402", "330402007", "330402002"
NAMES = {COUNTY: "钱和平", STREET: "单解语", NEIGHBOUR: "陆邻里"}


def committee(code: str) -> Committee:
    """A committee in a place; its unit bears the code as name."""
    unit = Unit(name=f"{code}人民调解委员会", short_name=code, kind="committee", division_code=code)
    return Committee(unit=unit, kind="other", division_code=code)


@pytest.fixture
def committees(river):
    """A committee with one mediator in the county and in each of two streets."""
    with system("committees for a test") as session:
        for code, name in NAMES.items():
            person = Person(name=name, division_code=code)
            session.add(Mediator(person=person, committee=committee(code), division_code=code))
        session.commit()


@pytest.mark.parametrize(
    ("role", "place", "read"),
    [
        ("clerk", "330402007001", {STREET, COUNTY}),
        ("mediator", STREET, {STREET, COUNTY}),
        ("clerk", COUNTY, {NEIGHBOUR, STREET, COUNTY}),
        ("leader", "3304", {NEIGHBOUR, STREET, COUNTY}),
        ("clerk", "330411", set()),
        ("handler", STREET, set()),
    ],
)
def test_they_are_read_here_below_and_from_below_by_their_names(committees, as_person, role, place, read):
    """Also by the leader of the city, who may open no register of people."""
    with as_person(role, place) as session:
        found = session.scalars(select(Mediator)).all()
        assert {one.division_code for one in found} == read
        assert {called(one) for one in found} == {NAMES[code] for code in read}
        bodies = session.scalars(select(Committee)).all()
        assert {str(one) for one in bodies} == {f"{code}人民调解委员会" for code in read}


@pytest.mark.parametrize(
    ("role", "place", "written", "refused"),
    [
        ("admin", COUNTY, STREET, "330411007"),
        ("admin", STREET, STREET, COUNTY),
        ("admin", STREET, "330402007001", NEIGHBOUR),
    ],
)
def test_an_administrator_keeps_those_here_and_below(river, as_person, role, place, written, refused):
    with as_person(role, place) as session:
        assert current_scope().may("c", Committee) and current_scope().may("d", Mediator)
        session.add(committee(written))
        session.flush()
        with pytest.raises(ScopeError):
            session.add(committee(refused))
            session.flush()


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("role", "place"), [("admin", "3304"), ("clerk", COUNTY), ("mediator", STREET)])
def test_others_only_read(river, as_person, role, place):
    with as_person(role, place):
        for model in (Committee, Mediator):
            assert "".join(right for right in "rcud" if current_scope().may(right, model)) == "r"


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_unit_is_one_committee_and_a_person_one_mediator_of_it(committees):
    with system("test") as session:
        mine, other = session.scalars(select(Mediator).order_by(Mediator.id)).all()[:2]
        session.add(Mediator(person_id=mine.person_id, committee_id=other.committee_id, division_code=STREET))
        session.flush()
        for row in (
            Mediator(person_id=mine.person_id, committee_id=mine.committee_id, division_code=COUNTY),
            Committee(unit_id=mine.committee.unit_id, kind="township", division_code=COUNTY),
        ):
            with pytest.raises(IntegrityError), session.begin_nested():
                session.add(row)
