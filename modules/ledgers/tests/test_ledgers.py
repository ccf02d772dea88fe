"""Ledgers of a grid: who keeps them, what is refused, the figures beside the grid, lines from a workbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.access.scope import system
from modules.grids.models import Grid
from modules.ledgers.models import HazardPoint, House, Place, Resident
from modules.parties.demo.invented import invented
from modules.parties.models import Person
from tests.imports import take_in_by_pages
from tests.workbooks import save

Login = Callable[..., FlaskClient]

SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
OWN, OTHER = "990102001001001", "990102001002001"

#: Right numbers of invented people.
FIRST, SECOND = (invented(number)["id_number"] for number in (500, 501))


@pytest.fixture(autouse=True)
def day(freeze: Callable) -> None:
    freeze("2026-11-20 10:00")


@pytest.fixture
def session(app: Flask):
    with app.app_context(), system("ledgers for a test") as found:
        yield found


def grid(session: Session, code: str = OWN) -> Grid:
    return session.scalars(select(Grid).where(Grid.code == code)).one()


def test_a_line_lies_where_its_grid_lies(session: Session) -> None:
    here = grid(session)
    place = Place(grid=here, name="学校", division_code="990102001002")
    session.add(place)
    session.flush()
    assert list(place.problems()) == ["division_code"]
    place.division_code = here.division_code
    assert not place.problems()


def test_a_resident_lives_in_a_house_of_the_grid(session: Session) -> None:
    there = session.scalars(select(House).join(House.grid).where(Grid.code == OTHER).limit(1)).one()
    someone = session.scalars(select(Resident).join(Resident.grid).where(Grid.code == OWN)).one()
    someone.house, someone.until = there, date(2009, 5, 31)
    assert sorted(someone.problems()) == ["house_id", "until"]


def test_checks_of_a_hazard_follow_one_another(session: Session) -> None:
    late = session.scalars(select(HazardPoint).where(HazardPoint.overdue())).one()
    assert late.name == "农贸市场西侧消防通道堆物" and late.doubts()
    late.next_check_on = late.checked_on
    assert list(late.problems()) == ["next_check_on"]
    late.next_check_on, late.checked_on = date(2026, 12, 1), date(2026, 1, 1)
    assert list(late.problems()) == ["checked_on"]
    late.checked_on, late.next_check_on = date(2026, 11, 20), None
    assert not late.problems() and late.doubts()
    late.state = "removed"
    assert not late.doubts()


@SQLITE
def test_a_worker_keeps_the_grids_served_and_sees_no_other(login: Login) -> None:
    worker = login("grid_worker_village")
    houses = worker.get("/ledgers/house/list/").text
    assert "河西路26号" in houses and "榕和社区6号楼301室" not in houses
    assert "王喆堃" in worker.get("/ledgers/resident/list/").text
    town = login("admin_town").get("/ledgers/house/list/").text
    assert "河西路26号" in town and "榕和社区6号楼301室" in town
    clerk = login("clerk_county")
    assert clerk.get("/ledgers/house/list/").status_code == 200
    assert clerk.get("/ledgers/resident/list/").status_code == 403
    assert "河西路26号" not in login("clerk_county2").get("/ledgers/house/list/").text


@SQLITE
def test_figures_beside_a_grid_lead_to_their_rows(app: Flask, login: Login) -> None:
    with app.app_context(), system("look", reads=True) as reading:
        key = grid(reading).id
    worker = login("grid_worker_village")
    page = worker.get(f"/grids/grid/show/{key}").text
    for said in ("房屋：2", "住户人员：1", "网格内组织：1", "网格内场所：1", "隐患点：2"):
        assert said in page, said
    assert f"/ledgers/house/list/?grid_id={key}" in page
    assert worker.get(f"/ledgers/house/list/?grid_id={key}").text.count("/ledgers/house/show/") >= 2
    assert "住户人员：" not in login("clerk_county").get(f"/grids/grid/show/{key}").text


def bring(
    app: Flask, client: FlaskClient, path: Path, model: str, head: tuple[str, ...], rows: list[Any]
) -> None:
    """Take rows in by the pages of the import, as one who keeps grids."""
    take_in_by_pages(app, client, model, save(path, rows, head).read_bytes())


@SQLITE
def test_houses_and_residents_come_from_a_workbook(app: Flask, login: Login, tmp_path: Path) -> None:
    admin = login("admin_county")
    houses = [
        [OWN, "河西路26号", "自住"],
        [OWN, "河西路28号", "出租"],
        ["990199001001001", "无此网格", "自住"],
    ]
    bring(app, admin, tmp_path / "houses.xlsx", "ledgers.house", ("网格编码", "门牌地址", "用途"), houses)
    head = ("姓名", "证件号码", "网格编码", "门牌地址", "人口类别", "入住日期")
    people = [
        ["甲", FIRST, OWN, "河西路28号", "流动人口", "2024-05-01"],
        ["乙", SECOND, OWN, "没有的房子", "户籍人口", "2024-05-01"],
        ["甲", FIRST, OWN, "河西路28号", "流动人口", "2024-05-01"],
    ]
    bring(app, admin, tmp_path / "people.xlsx", "ledgers.resident", head, people)
    with app.app_context(), system("look", reads=True) as reading:
        of_grid = House.grid_id == grid(reading).id
        assert reading.scalar(select(func.count()).select_from(House).where(of_grid)) == 3
        new = reading.scalars(select(Resident).join(Resident.person).where(Person.name == "甲")).one()
        assert (new.house.address, new.kind, new.since) == ("河西路28号", "floating", date(2024, 5, 1))
        assert new.division_code == OWN[:12]
        assert reading.scalar(select(func.count()).select_from(Person).where(Person.name == "乙")) == 0
