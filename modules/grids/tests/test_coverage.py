"""What is lacking in the net of grids: told, counted, never refused (walk-through A1, steps 2 and 4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.access.scope import system
from modules.grids.models import Grid, GridAssignment, LineOfWork

VILLAGE = "990102001001"


@pytest.fixture
def grid(app: Flask) -> Callable[..., list[str]]:
    """A function that puts up a grid and gives its doubts."""

    def made(kind: str, households: int | None, number: int = 77) -> list[str]:
        with app.test_request_context(headers={"Accept-Language": "zh-CN"}), system("test") as session:
            row = Grid(code=f"{VILLAGE}{number:03}", name="试", kind=kind, households=households)
            row.division_code = VILLAGE
            session.add(row)
            session.flush()
            return row.doubts()

    return made


@pytest.mark.parametrize(
    ("kind", "households", "doubtful"),
    [
        ("urban", 299, True),
        ("urban", 300, False),
        ("urban", 500, False),
        ("urban", 520, True),
        ("rural", 40, False),
        ("urban", None, False),
    ],
)
def test_only_the_size_of_urban_grids_is_doubted(
    grid: Callable[..., list[str]], kind: str, households: int | None, doubtful: bool
) -> None:
    doubts = grid(kind, households)
    assert any("300" in doubt and "500" in doubt for doubt in doubts) is doubtful
    assert doubts[-1] == "该网格没有网格员"


def test_the_first_page_counts_what_is_lacking_and_leads_there(app: Flask, login: Callable[..., Any]) -> None:
    client = login("admin_county")
    page = client.get("/").text
    (vacant,) = re.findall(r'href="(/grids/grid/list/\?view=vacant)"', page)[:1]
    with app.app_context(), system("test") as session:
        served = set(session.scalars(select(GridAssignment.grid_id).where(GridAssignment.valid_to.is_(None))))
        empty = [row.code for row in session.scalars(select(Grid)) if row.id not in served]
    listed = client.get(vacant).text
    assert set(re.findall(r"\b990102\d{9}\b", listed)) == set(empty)
    page = client.get("/grids/uncovered/").text
    assert "上桥村" not in page and "990102001001<" not in page
    assert re.search(r"/grids/grid/add\?division_code=990102\d{6}", page)
    assert "990103" not in page


def test_those_who_keep_no_grids_are_not_told(login: Callable[..., Any]) -> None:
    client = login("leader_county")
    assert "view=vacant" not in client.get("/").text
    assert client.get("/grids/uncovered/").status_code == 403


def test_an_assignment_that_ended_leaves_the_grid_vacant(app: Flask) -> None:
    with app.app_context(), system("test") as session:
        assignment = session.scalars(select(GridAssignment).where(GridAssignment.main)).first()
        assert assignment is not None
        before = set(session.scalars(select(Grid.id).where(Grid.vacant())))
        assignment.valid_to = date(2026, 1, 1)
        session.flush()
        assert set(session.scalars(select(Grid.id).where(Grid.vacant()))) == before | {assignment.grid_id}


def test_one_line_of_work_more_is_a_change_of_the_grid(app: Flask) -> None:
    with app.app_context(), system("test") as session:
        row = session.scalars(select(Grid).order_by(Grid.id)).first()
        assert row is not None
        version = row.row_version
        row.lines.append(session.scalars(select(LineOfWork).where(LineOfWork.code == "08")).one())
        session.flush()
        assert row.row_version == version + 1
