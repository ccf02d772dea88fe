"""The button that plans a week like the one before: who may press it, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from modules.centres.models import Centre, Duty
from modules.centres.tests.conftest import COUNTY, MONDAY, NEIGHBOUR, STREET, Writing, planned, unit_of

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

Login = Callable[..., FlaskClient]
Freeze = Callable[[str], datetime]


def page_of(session: Session, unit: str) -> str:
    """The page of a unit's centre; the button sends to another below the same key."""
    key = session.scalars(select(Centre.id).where(Centre.unit_id == unit_of(session, unit).id)).one()
    return f"/centres/centre/show/{key}"


def press(client: FlaskClient, page: str, monday: str) -> int:
    """Press the button of a page, whether it is there or not."""
    key = page.rsplit("/", 1)[1]
    return client.post(f"/centres/roster/{key}/copy", data={"monday": monday}).status_code


def offered(client: FlaskClient, page: str) -> list[str]:
    """The Monday of the week the button would plan."""
    return re.findall(r'name="monday" value="([\d-]+)"', client.get(page).text)


def count(writing: Writing) -> int:
    with writing() as session:
        return session.scalar(select(func.count(Duty.id))) or 0


def test_it_plans_this_week_first_and_then_the_next(writing: Writing, login: Login, freeze: Freeze) -> None:
    freeze("2026-11-25 09:00")
    client = login("dispatcher_county")
    with writing() as session:
        page = page_of(session, COUNTY)
    assert offered(client, page) == []
    with writing() as session:
        planned(session, MONDAY - timedelta(days=7), "day", "周望舒", "李清禾")
    assert offered(client, page) == ["2026-11-23"]
    assert press(client, page, "2026-11-23") == 303
    assert offered(client, page) == ["2026-11-30"]
    for _again in range(2):
        assert press(client, page, "2026-11-30") == 303
        assert count(writing) == 3


def test_only_those_who_keep_the_roster_there_may_press_it(
    writing: Writing, login: Login, freeze: Freeze
) -> None:
    freeze("2026-11-25 09:00")
    with writing() as session:
        planned(session, MONDAY, "day", "周望舒", "李清禾")
        county, street, neighbour = (page_of(session, unit) for unit in (COUNTY, STREET, NEIGHBOUR))
    town = login("dispatcher_town")
    assert offered(town, county) == [] and town.get(county).status_code == 200
    assert press(town, county, "2026-11-30") == 403
    assert press(town, neighbour, "2026-11-30") == 404
    assert press(town, street, "2026-11-30") == 303
    assert press(town, street, "下周") == 400
    assert press(login("leader_county"), county, "2026-11-30") == 403
    assert count(writing) == 1
