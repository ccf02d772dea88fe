"""Windows from a workbook: numbered ones known already, types of service, rows handed back, undo."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.view.importing.models import Workbook
from modules.centres.models import ServiceWindow
from tests.imports import take_in_by_pages, work_off
from tests.workbooks import save

HEADINGS = ("综治中心", "窗口号", "名称", "服务类型", "入驻方式")


def named_so(session) -> list[ServiceWindow]:
    return list(session.scalars(select(ServiceWindow).where(ServiceWindow.name == "新设窗口")))


@pytest.mark.parametrize("engine_name", ["sqlite", "postgresql"], indirect=True)
def test_windows_are_taken_in_and_taken_back(app, login, tmp_path):
    with app.app_context(), system("test") as session:
        there = session.scalars(select(ServiceWindow).where(ServiceWindow.division_code == "990102")).first()
        centre, number, kind = there.centre.unit.name, there.number, there.service_type.label
    rows = [
        [centre, 77, "新设窗口", kind, "轮驻"],
        [centre, number, "另一名称", kind, ""],
        [centre, 78, "新设窗口", "占星", ""],
        ["没有的中心", 79, "新设窗口", kind, ""],
    ]
    client = login("admin_county")
    file = save(tmp_path / "windows.xlsx", rows, HEADINGS)
    at, _page = take_in_by_pages(app, client, "centres.service_window", file.read_bytes())
    with app.app_context(), system("test") as session:
        book = session.scalars(select(Workbook).order_by(Workbook.id.desc()).limit(1)).one()
        assert (book.added, book.repeated, book.failed) == (1, 1, 2)
        (made,) = named_so(session)
        assert (made.division_code, made.number, made.presence) == ("990102", 77, "rotating")
    assert client.post(f"{at}/back").status_code == 303
    work_off(app)
    with app.app_context(), system("test") as session:
        assert named_so(session) == []
