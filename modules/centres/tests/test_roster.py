"""The button that plans a week like the one before: who may press it, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from modules.centres.models import Centre, Duty
from modules.centres.tests.conftest import COUNTY, MONDAY, NEIGHBOUR, STREET, planned, unit_of

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

Login = Callable[..., FlaskClient]
NEXT = {"monday": "2026-11-30"}


def centre(session: Session, unit: str) -> int:
    return session.scalars(select(Centre.id).where(Centre.unit_id == unit_of(session, unit).id)).one()


def standing(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count(Duty.id))) or 0


def button(client: FlaskClient, key: int) -> list[str]:
    """The Monday the button on a centre's page would plan from."""
    page = client.get(f"/centres/centre/show/{key}").text
    return re.findall(r'name="monday" value="([\d-]+)"', page)


def test_it_plans_this_week_first_and_then_the_next(roster: Session, login: Login, freeze: Any) -> None:
    freeze("2026-11-25 09:00")
    key, client = centre(roster, COUNTY), login("dispatcher_county")
    assert button(client, key) == []
    planned(roster, MONDAY - timedelta(days=7), "day", "周望舒", "李清禾")
    roster.commit()
    assert button(client, key) == ["2026-11-23"]
    answer = client.post(f"/centres/roster/{key}/copy", data={"monday": "2026-11-23"})
    assert answer.status_code == 303 and "/centres/duty/calendar/" in answer.location
    assert button(client, key) == ["2026-11-30"]
    assert standing(roster) == 2
    for _again in range(2):
        client.post(f"/centres/roster/{key}/copy", data=NEXT)
        assert standing(roster) == 3


def test_only_those_who_keep_the_roster_there_may_press_it(
    roster: Session, login: Login, freeze: Any
) -> None:
    freeze("2026-11-25 09:00")
    planned(roster, MONDAY, "day", "周望舒", "李清禾")
    roster.commit()
    county, street, neighbour = (centre(roster, unit) for unit in (COUNTY, STREET, NEIGHBOUR))
    town = login("dispatcher_town")
    assert button(town, county) == [] and town.get(f"/centres/centre/show/{county}").status_code == 200
    assert town.post(f"/centres/roster/{county}/copy", data=NEXT).status_code == 403
    assert town.post(f"/centres/roster/{neighbour}/copy", data=NEXT).status_code == 404
    assert town.post(f"/centres/roster/{street}/copy", data=NEXT).status_code == 303
    assert login("leader_county").post(f"/centres/roster/{county}/copy", data=NEXT).status_code == 403
    assert town.post(f"/centres/roster/{street}/copy", data={"monday": "下周"}).status_code == 400
    assert standing(roster) == 1
