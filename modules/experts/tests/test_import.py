"""Experts from a workbook: drafts with their person, several fields at once, wrong rows handed back."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.view.importing.models import Workbook
from modules.experts.models import Expert, ExpertField
from modules.parties.models import Person
from tests.imports import take_in_by_pages
from tests.workbooks import save

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

HEADINGS = ("姓名", "证件号码", "电话", "专业领域", "职称", "特长")


def test_good_rows_become_drafts_and_wrong_ones_come_back(app, login, tmp_path):
    with app.app_context(), system("test") as session:
        known = session.scalars(select(Person).where(Person.name == "顾法言")).one().id_number
    rows = [
        ["安晓禾", "11010519491231002X", "19900000901", "物业房产、11", "高级工程师", "裂缝鉴定"],
        ["包一川", "110105194912310020", "", "物业房产", "", ""],
        ["顾法言", known, "", "物业房产", "", ""],
        ["查明月", "110105199003071234", "", "星象占卜", "", ""],
    ]
    client = login("admin_county")
    file = save(tmp_path / "experts.xlsx", rows, HEADINGS)
    take_in_by_pages(app, client, "experts.expert", file.read_bytes(), division_code="990102")
    with app.app_context(), system("test") as session:
        book = session.scalars(select(Workbook).order_by(Workbook.id.desc()).limit(1)).one()
        assert (book.added, book.repeated, book.failed) == (1, 1, 2)
        made = session.scalars(select(Expert).join(Person).where(Person.name == "安晓禾")).one()
        assert (made.status, made.field.code, made.division_code) == ("draft", "05", "990102")
        further = session.scalars(select(ExpertField).where(ExpertField.expert_id == made.id)).all()
        assert [one.field.code for one in further] == ["11"]
        assert made.person.phone == "19900000901"
