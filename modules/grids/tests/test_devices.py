"""Devices: lent, handed back, lost; the ledger keeps who had them."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.model.moment import frozen
from app.workflow.engine import Refused, fire
from modules.grids.models import Device, DeviceKind, DeviceLoan
from modules.grids.tests.street import TOWN, worker


@pytest.fixture
def session(river):
    with system("test") as session, frozen("2026-11-20 09:00"):
        yield session


@pytest.fixture
def radio(session):
    kind = session.scalars(select(DeviceKind).where(DeviceKind.code == "02")).one()
    device = Device(kind=kind, serial="D-1", division_code=TOWN)
    session.add(device)
    session.flush()
    return device


def loans(session):
    rows = session.scalars(select(DeviceLoan).order_by(DeviceLoan.id))
    return [(row.worker.name, str(row.lent_on), str(row.returned_on or "")) for row in rows]


def test_the_ledger_says_who_had_a_device(session, radio):
    one, other = worker(session, "步长青"), worker(session, "田野")
    fire(radio, "lend", data={"worker": one, "lent_on": date(2026, 11, 2)})
    assert (str(radio), radio.worker, radio.status) == ("对讲机 D-1", one, "lent")
    fire(radio, "hand_back", data={"returned_on": date(2026, 11, 10)})
    fire(radio, "lend", data={"worker": other})
    fire(radio, "lose", note="巡查时遗失")
    assert (radio.worker, radio.status) == (None, "lost")
    session.flush()
    assert loans(session) == [
        ("步长青", "2026-11-02", "2026-11-10"),
        ("田野", "2026-11-20", "2026-11-20"),
    ]
    fire(radio, "find", note="群众送回")
    assert radio.status == "in_stock"


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_days_and_people_that_cannot_be_are_refused(session, radio):
    one, away = worker(session, "步长青"), worker(session, "田野", status="left")
    with pytest.raises(Refused, match="田野 请假中或已离任，不能领用设备"):
        fire(radio, "lend", data={"worker": away})
    radio.status = "in_stock"  # what was refused is rolled back by whoever asked
    fire(radio, "lend", data={"worker": one, "lent_on": date(2026, 11, 2)})
    session.flush()
    with pytest.raises(Refused, match="该设备 2026-11-02 才领用"):
        fire(radio, "hand_back", data={"returned_on": date(2026, 11, 1)})
    radio.status = "lent"
    fire(radio, "hand_back", data={"returned_on": date(2026, 11, 10)})
    session.flush()
    with pytest.raises(Refused, match="2026-11-10 前由他人领用"):
        fire(radio, "lend", data={"worker": one, "lent_on": date(2026, 11, 9)})
