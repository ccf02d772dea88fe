"""Committees from a workbook: units made and found, a studio under its committee, rows handed back, export, undo."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from app.access.scope import system
from app.org.models import Unit
from app.view.importing.models import Workbook
from modules.mediators.models import Committee
from tests.imports import take_in_by_pages, work_off
from tests.workbooks import save

TOWN = "990102001"
HEADINGS = ("单位", "类别", "所属区划", "上级调委会", "任期届满日", "编号用名")
NEW, STUDIO, STANDING = "榕和社区人民调解委员会", "吴姐调解室", "城东街道人民调解委员会"


def counts(app) -> tuple[int, int, int]:
    with app.app_context(), system("test") as session:
        book = session.scalars(select(Workbook).order_by(Workbook.id.desc()).limit(1)).one()
        return book.added, book.repeated, book.failed


def named(session, name: str) -> Committee | None:
    return session.scalars(select(Committee).join(Unit).where(Unit.name == name)).one_or_none()


def test_units_are_made_or_found_and_the_whole_is_taken_back(app, login, tmp_path):
    rows = [
        [NEW, "居（社区）调委会", "990102001002", "", "2028-12-19", "榕和"],
        [STUDIO, "个人调解室", TOWN, NEW, "", ""],
        [STANDING, "街道调委会", TOWN, "", "", ""],
        ["无主调解室", "个人调解室", TOWN, "", "", ""],
        ["无根调解室", "个人调解室", TOWN, "没有的调委会", "", ""],
        ["城东街道社会治理中心", "其他", TOWN, "", "", ""],
        ["外县调委会", "其他", "990103", "", "", ""],
    ]
    client = login("admin_county")
    file = save(tmp_path / "committees.xlsx", rows, HEADINGS)
    at, _page = take_in_by_pages(app, client, "mediators.committee", file.read_bytes(), division_code=TOWN)
    assert counts(app) == (2, 1, 4)
    with app.app_context(), system("test") as session:
        made, studio = named(session, NEW), named(session, STUDIO)
        assert (made.unit.kind, made.unit.number_name, made.term_ends_on) == (
            "committee",
            "榕和",
            date(2028, 12, 19),
        )
        assert made.division_code == made.unit.division_code == "990102001002"
        assert studio.parent is made and studio.division_code == TOWN
    with client.get(f"{at}/problems.xlsx") as answer:
        handed_back = load_workbook(io.BytesIO(answer.data)).active
    said = [str(row[-1]) for row in handed_back.iter_rows(min_row=2, values_only=True)]
    assert "须依托调解委员会" in said[0] and "没有的调委会" in said[1] and "其他类别的单位" in said[2]
    assert client.post(f"{at}/back").status_code == 303
    work_off(app)
    with app.app_context(), system("test") as session:
        assert named(session, NEW) is named(session, STUDIO) is None and named(session, STANDING) is not None
    take_in_by_pages(app, client, "mediators.committee", file.read_bytes(), division_code=TOWN)
    assert counts(app) == (2, 1, 4)  # units stay on record, as people do, and are found again
    with app.app_context(), system("test") as session:
        assert session.scalar(select(func.count()).where(Unit.name == NEW)) == 1


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_what_the_list_exports_is_known_again(app, login):
    client = login("admin_county")
    exported = client.get("/mediators/committee/export?format=xlsx").data
    committees = load_workbook(io.BytesIO(exported)).active.max_row - 2
    take_in_by_pages(app, client, "mediators.committee", exported, division_code="990102")
    assert counts(app) == (0, committees, 0) and committees > 3
