"""Shared court points: who reads them, and where they stand beside an application (the demo's lease)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access.scope import system
from modules.confirmation.models import Confirmation, Court, CourtPoint
from modules.confirmation.points import beside, points_for
from modules.parties.models import Person


@pytest.fixture
def application(app):
    """The application of the demo; the test's changes are undone."""
    with app.app_context(), system("test") as session:
        yield session.scalars(select(Confirmation)).one()
        session.rollback()


def test_the_nearest_point_of_the_chosen_court_comes_first(application):
    session = application._sa_instance_state.session
    here = session.scalars(select(CourtPoint)).one()
    courts = {court.county_code: court for court in session.scalars(select(Court))}
    shared = {"address": "城中", "active": True}
    for name, place, court in (("县里的", "990102", "990102"), ("邻县的", "990102001", "990103")):
        person = Person(name=f"{name}主任", division_code=place)
        session.add(CourtPoint(point=name, court=courts[court], division_code=place, person=person, **shared))
    session.flush()
    application.court = courts["990102"]
    assert [one.point for one in points_for(application)] == [here.point, "县里的"]
    here.active = False
    assert [one.point for one in points_for(application)] == ["县里的"]


def test_the_card_names_place_and_director_until_the_court_has_decided(application):
    (card,) = beside(application)
    assert card["title"] == "共享法庭"
    assert card["rows"][0]["second"].startswith("城东街道社会治理中心二楼；庭小安；")
    application.status = "confirmed"
    assert beside(application) == []
