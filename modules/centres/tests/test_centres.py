"""Centres and windows: where they lie, what there is only once, what is pointed out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.scope import ScopeError
from app.org.models import Unit
from modules.centres.models import Centre, RoomKind, ServiceType, ServiceWindow
from modules.centres.tests.conftest import COUNTY, STREET, As, Writing, unit_of

Login = Callable[..., FlaskClient]
one_engine = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def centre_of(session: Session, unit: str) -> Centre:
    return session.scalars(select(Centre).join(Unit).where(Unit.name == unit)).one()


@one_engine
def test_the_level_and_its_tasks_follow_from_the_division(roster: Session) -> None:
    county, street = centre_of(roster, COUNTY), centre_of(roster, STREET)
    assert (county.level, street.level) == ("县（区）", "乡镇（街道）")
    assert "实战指挥部" in county.tasks["value"] and "实战平台" in street.tasks["value"]


@one_engine
def test_expected_rooms_are_missed_until_they_are_entered(roster: Session) -> None:
    assert centre_of(roster, COUNTY).doubts() == []
    street = centre_of(roster, STREET)
    assert street.doubts() == ["尚未登记的功能室：心理咨询室、监控研判室"]
    roster.scalars(select(RoomKind).where(RoomKind.code == "05")).one().expected = False
    roster.flush()
    assert street.doubts() == ["尚未登记的功能室：心理咨询室"]


def test_centres_are_read_from_below_and_kept_where_their_unit_lies(as_account: As) -> None:
    with as_account("clerk_village") as session:
        assert COUNTY in {str(centre) for centre in session.scalars(select(Centre))}
    with as_account("admin_town") as session:
        village = unit_of(session, "榕和社区居民委员会")
        centre = Centre(unit_id=village.id, division_code="990102001")
        session.add(centre)
        assert centre.problems() == {} and centre.division_code == "990102001002"
        session.flush()
        above = Centre(unit_id=unit_of(session, "枫源县司法局").id, division_code="990102001")
        session.add(above)
        assert list(above.problems()) == ["unit_id"]
        with pytest.raises(ScopeError):
            session.flush()


@one_engine
def test_a_number_is_given_once_in_a_centre_and_the_form_says_so(writing: Writing, login: Login) -> None:
    with writing() as session:
        county, street = centre_of(session, COUNTY).id, centre_of(session, STREET).id
        service = session.scalars(select(ServiceType.id).where(ServiceType.code == "01")).one()
    given = {"centre_id": street, "number": "1", "name": "综合受理窗口", "service_type_id": service}
    given |= {"presence": "rotating"}
    admin = login("admin_county")
    written = admin.post("/centres/service_window/add", data=given)
    assert written.status_code == 303
    assert "未登记轮驻的星期" in admin.get(written.location).text
    refused = admin.post("/centres/service_window/add", data=given | {"centre_id": county})
    assert refused.status_code == 422 and "已有相同的：综治中心、窗口号" in refused.text
    with writing() as session:
        places = select(ServiceWindow.centre_id, ServiceWindow.division_code).where(ServiceWindow.number == 1)
        assert dict(map(tuple, session.execute(places))) == {county: "990102", street: "990102001"}


@one_engine
def test_the_weekdays_of_a_window_stand_in_the_list(app: Flask, login: Login) -> None:
    page = login("clerk_town").get("/centres/service_window/list/?view=rotating").text
    assert "周二" in page and "综合受理窗口" not in page


@one_engine
def test_posts_are_not_negative(roster: Session) -> None:
    centre = centre_of(roster, COUNTY)
    centre.planned_posts = -1
    assert list(centre.problems()) == ["planned_posts"]
