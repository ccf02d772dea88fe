"""Mediators from a workbook: people known already, rows handed back, what the list exports taken in again, undo."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from app.access.scope import system
from app.view.importing.models import Workbook
from modules.mediators.models import Committee, Mediator
from modules.parties.models import Person
from tests.imports import take_in_by_pages, work_off
from tests.workbooks import save

HEADINGS = ("姓名", "证件号码", "电话", "调解委员会", "职务", "专职", "特长")
NUMBER = "11010519491231002X"


def counts(app) -> tuple[int, int, int]:
    with app.app_context(), system("test") as session:
        book = session.scalars(select(Workbook).order_by(Workbook.id.desc()).limit(1)).one()
        return book.added, book.repeated, book.failed


def test_people_on_record_are_used_and_wrong_rows_come_back(app, login, tmp_path):
    with app.app_context(), system("test") as session:
        place = Committee.division_code == "990102001"
        name = session.scalars(select(Committee).where(place, Committee.active)).first().unit.name
        session.add(Person(name="安晓禾", id_number=NUMBER, division_code="990102001"))
        session.commit()
    rows = [
        ["安晓禾", NUMBER, "19900000901", name, "聘任调解员", "是", "物业"],
        ["包一川", "110105194912310020", "", name, "", "", ""],
        ["查明月", "", "", name, "", "", ""],
        ["查明月", "110105199003071233", "", "没有的委员会", "", "", ""],
    ]
    client = login("admin_county")
    file = save(tmp_path / "mediators.xlsx", rows, HEADINGS)
    at, _page = take_in_by_pages(app, client, "mediators.mediator", file.read_bytes())
    assert counts(app) == (1, 0, 3)
    with app.app_context(), system("test") as session:
        (person,) = session.scalars(select(Person).where(Person.name == "安晓禾"))
        key = person.id
        made = session.scalars(select(Mediator).where(Mediator.person_id == key)).one()
        assert (made.committee.unit.name, made.full_time, made.status) == (name, True, "serving")
        assert made.division_code == "990102001" and person.phone == "19900000901"
    assert client.post(f"{at}/back").status_code == 303
    work_off(app)
    with app.app_context(), system("test") as session:
        assert session.scalars(select(Mediator.id).where(Mediator.person_id == key)).all() == []


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_what_the_list_exports_is_known_again(app, login):
    client = login("admin_county")
    exported = client.get("/mediators/mediator/export?format=xlsx&view=serving").data
    # Between the headings and the watermark.
    mediators = load_workbook(io.BytesIO(exported)).active.max_row - 2
    with app.app_context(), system("test") as session:
        before = session.scalar(select(func.count()).select_from(Mediator))
    _at, preview = take_in_by_pages(app, client, "mediators.mediator", exported)
    assert counts(app) == (0, mediators, 0) and mediators > 3  # the watermark is no mediator
    assert "仅供工作使用" not in preview
    with app.app_context(), system("test") as session:
        assert session.scalar(select(func.count()).select_from(Mediator)) == before
