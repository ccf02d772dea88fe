"""Grids and grid workers from a workbook: what is taken, what is handed back, and an import taken back as a whole."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from app.access.scope import system
from app.view.importing.models import Workbook, WorkbookRow
from modules.grids.importing import TakingOn
from modules.grids.models import Grid, GridAssignment, GridWorker
from modules.parties.demo.invented import invented
from modules.parties.models import Person
from tests.imports import take_in_by_pages, work_off
from tests.kernel.view_house import statements
from tests.workbooks import save

VILLAGE = "990102001001"
GRIDS = ("网格编码", "名称", "类型", "户数")
WORKERS = ("姓名", "证件号码", "电话", "网格编码", "用工", "入职日期")

#: Right numbers of invented people.
FIRST, SECOND = "110105194912310021", "110105199003071233"


def checked(body: str) -> str:
    """An identity number with its check digit (GB 11643-1999)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body[:17] + "10X98765432"[sum(int(d) * w for d, w in zip(body[:17], weights)) % 11]


@pytest.fixture
def bring(app: Flask, login: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """A function that takes rows in by the pages and gives the client and the address of the import."""

    def run(model: str, headings: tuple[str, ...], rows: list[list[Any]], who: str = "admin_county") -> Any:
        client, file = login(who), save(tmp_path / "brought.xlsx", rows, headings)
        result, _shown = take_in_by_pages(app, client, model, file.read_bytes(), division_code="990102001")
        return client, result

    return run


def counted(app: Flask) -> tuple[int, int, int]:
    with app.app_context(), system("test") as session:
        book = session.scalars(select(Workbook).order_by(Workbook.id.desc()).limit(1)).one()
        return book.added, book.repeated, book.failed


def test_grids_come_in_and_go_again_but_those_touched_since(app: Flask, bring: Callable[..., Any]) -> None:
    rows = [
        [f"{VILLAGE}051", "新一网格", "城镇", 300],
        [f"{VILLAGE}052", "新二网格", "urban", 520],
        ["990102001001001", "已在册", "urban", 412],
        ["990102001999001", "无此村", "urban", 300],
        [f"{VILLAGE}05", "编码短", "urban", 300],
        ["990103001001001", "邻县", "urban", 300],
        [f"{VILLAGE}053", None, "urban", 300],
    ]
    client, result = bring("grids.grid", GRIDS, rows)
    assert counted(app) == (2, 1, 4)
    answer = client.get(f"{result}/problems.xlsx")
    returned = load_workbook(io.BytesIO(answer.data)).active
    answer.close()
    told = {line[0]: line[-1] for line in returned.iter_rows(min_row=2, values_only=True)}
    assert "990102001999" in told["990102001999001"]
    assert "15" in told[f"{VILLAGE}05"]
    assert told["990103001001001"] and told[f"{VILLAGE}053"]

    with app.app_context(), system("touch") as session:
        session.scalars(select(Grid).where(Grid.code == f"{VILLAGE}052")).one().households = 480
        session.commit()
    assert client.post(f"{result}/back").status_code == 303
    work_off(app)
    with app.app_context(), system("test") as session:
        left = session.scalars(select(Grid.code).where(Grid.code.in_([row[0] for row in rows[:3]]))).all()
        assert sorted(left) == ["990102001001001", f"{VILLAGE}052"]
        assert len(session.scalars(select(WorkbookRow)).all()) == 1
    page = client.get(result).text
    assert "1 行" in page
    assert client.post(f"{result}/back").status_code == 404


def test_workers_come_with_their_person_and_the_grid_they_serve(
    app: Flask, bring: Callable[..., Any]
) -> None:
    """Walk-through A1, step 3: a wrong number and a phone known as another's are handed back, the good row is kept."""
    first, second = checked(FIRST), checked(SECOND)
    wrong = first[:17] + ("0" if first[17] != "0" else "1")
    rows = [
        ["安晓禾", first, "19900000901", "990102001003001", "full_time", "2026-03-01"],
        ["包一川", wrong, "19900000902", "", "full_time", ""],
        ["查明月", second, "19900000901", "", "part_time", ""],
    ]
    client, result = bring("grids.grid_worker", WORKERS, rows)
    assert counted(app) == (1, 0, 2)
    with app.app_context(), system("test") as session:
        person = session.scalars(select(Person).where(Person.name == "安晓禾")).one()
        worker = session.scalars(select(GridWorker).where(GridWorker.person_id == person.id)).one()
        served = session.scalars(select(GridAssignment).where(GridAssignment.worker_id == worker.id)).one()
        assert (worker.employment, f"{worker.hired_on}", worker.division_code) == (
            "full_time",
            "2026-03-01",
            "990102001",
        )
        assert (served.grid.code, f"{served.valid_from}", served.main) == (
            "990102001003001",
            "2026-03-01",
            True,
        )
        assert session.scalar(select(Person.id).where(Person.name.in_(("包一川", "查明月")))) is None
        worker_id = worker.id
    bring("grids.grid_worker", WORKERS, rows[:1])
    assert counted(app) == (0, 1, 0)
    # a worker who serves a grid is in use and stays
    client.post(f"{result}/back")
    work_off(app)
    with app.app_context(), system("test") as session:
        assert session.get(GridWorker, worker_id) is not None


def test_whoever_keeps_no_grids_imports_none(login: Callable[..., Any]) -> None:
    for path in ("", "empty.xlsx"):
        assert login("clerk_county").get(f"/imports/grids.grid/{path}").status_code == 403
    assert login("admin_county").get("/imports/grids.grid_assignment/").status_code == 404
    assert login("admin_county").get("/imports/nothing.at_all/").status_code == 404


def test_an_empty_table_has_every_heading(login: Callable[..., Any]) -> None:
    answer = login("admin_county").get("/imports/grids.grid_worker/empty.xlsx")
    (headings,) = load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True)
    assert headings[:4] == ("姓名", "证件号码", "电话", "网格编码")


def test_rows_of_one_file_know_each_other_and_many_ask_little(app: Flask, bring: Callable[..., Any]) -> None:
    """The same person twice, a phone twice, and a hundred rows with the questions of a few."""
    people = [invented(number) for number in range(200, 300)]
    rows = [
        [one["name"], one["id_number"], one["phone"], "990102001003001", "part_time", ""] for one in people
    ]
    rows += [rows[0], ["同号者", checked(FIRST), people[1]["phone"], "", "part_time", ""]]
    with statements(app) as asked:
        bring("grids.grid_worker", WORKERS, rows)
    assert counted(app) == (100, 1, 1)
    assert len([line for line in asked if line.startswith("SELECT") and "parties_person" in line]) == 4


def test_what_the_database_refuses_costs_no_other_row(
    app: Flask, bring: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows that cannot be written together are written one by one."""
    made = TakingOn.make

    def careless(self: TakingOn, values: dict[str, Any], yes: frozenset[str]) -> GridWorker:
        worker = made(self, values, yes)
        if values["name"] == people[2]["name"]:
            worker.division_code = "990103001001"
        return worker

    monkeypatch.setattr(TakingOn, "make", careless)
    people = [invented(number) for number in range(400, 405)]
    rows = [[one["name"], one["id_number"], one["phone"], "", "part_time", ""] for one in people]
    bring("grids.grid_worker", WORKERS, rows)
    assert counted(app) == (4, 0, 1)
    with app.app_context(), system("test") as session:
        numbers = [Person.index_of("id_number", one["id_number"]) for one in people]
        kept = session.scalars(select(Person.name).where(Person.id_number_index.in_(numbers)))  # type: ignore[attr-defined]
        assert set(kept) == {one["name"] for one in people} - {people[2]["name"]}
