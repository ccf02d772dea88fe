"""Response teams from a workbook: units, the six things, a team of one township; export, undo."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.access.scope import system
from app.org.models import Unit
from app.view.importing.models import Workbook
from modules.teams.models import ResponseTeam
from tests.imports import take_in_by_pages, work_off
from tests.workbooks import save

HEADINGS = ("单位", "类别", "区划", "日均接警（起）", "日均接警上报日期", "统一服装", "电话")
NEW = "城东街道夜间服务队"

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def counts(app) -> tuple[int, int, int]:
    with app.app_context(), system("test") as session:
        book = session.scalars(select(Workbook).order_by(Workbook.id.desc()).limit(1)).one()
        return book.added, book.repeated, book.failed


def test_teams_are_taken_in_with_their_units_and_taken_back(app, login, tmp_path):
    rows = [
        [NEW, "兼职", "990102001", "12.5", "2026-11-18", "是", "0990-8102199"],
        ["城东街道民声服务队", "专职", "城东街道", "", "", "", ""],
        ["县直属服务队", "专职", "990102", "", "", "", ""],
        ["无日期服务队", "兼职", "990102002", "3", "", "", ""],
    ]
    client = login("admin_county")
    file = save(tmp_path / "teams.xlsx", rows, HEADINGS)
    at, _page = take_in_by_pages(
        app, client, "teams.response_team", file.read_bytes(), division_code="990102"
    )
    assert counts(app) == (1, 1, 2)
    with app.app_context(), system("test") as session:
        team = session.scalars(select(ResponseTeam).join(Unit).where(Unit.name == NEW)).one()
        assert (team.kind, team.calls_per_day, team.same_clothing) == ("part_time", Decimal("12.5"), True)
        assert (team.unit.kind, team.unit.phone, team.unit.division_code) == (
            "team",
            "0990-8102199",
            "990102001",
        )
    assert client.post(f"{at}/back").status_code == 303
    work_off(app)
    with app.app_context(), system("test") as session:
        assert session.scalars(select(ResponseTeam).join(Unit).where(Unit.name == NEW)).first() is None


def test_what_the_list_exports_is_known_again(app, login):
    client = login("admin_county")
    exported = client.get("/teams/response_team/export?format=xlsx").data
    teams = load_workbook(io.BytesIO(exported)).active.max_row - 2
    take_in_by_pages(app, client, "teams.response_team", exported, division_code="990102")
    assert counts(app) == (0, teams, 0) and teams > 2
