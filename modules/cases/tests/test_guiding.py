"""What stands beside a matter: who leads, how to handle it; and the trees its category comes from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access.scope import system
from app.org.models import Unit
from modules.cases.models import Case, CodeEntry, CodeList
from modules.cases.trees import in_tree, next_code

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

Login = Callable[..., FlaskClient]


def key_of_case(app: Flask, title: str) -> int:
    with app.app_context(), system("look", reads=True) as session:
        return session.scalars(select(Case.id).where(Case.title == title)).one()


@pytest.fixture(autouse=True)
def day(freeze: Callable) -> None:
    freeze("2026-11-20 10:00")


def test_a_case_says_who_leads_how_to_handle_it_and_what_is_offered(app: Flask, login: Login) -> None:
    page = (
        login("clerk_county").get(f"/cases/case/show/{key_of_case(app, '十二名工人三个月工资没有结清')}").text
    )
    assert "枫源县人力资源和社会保障局" in page and "枫源县人民法院、枫源县司法局" in page
    assert "拖欠工资现场处置" in page and "1. 请工友推选代表" in page
    assert "列入诉前调解目录" in page and "《中华人民共和国人民调解法》第三条" in page


def test_a_category_nobody_is_named_for_stays_with_the_first_receiver(app: Flask, login: Login) -> None:
    key = key_of_case(app, "路灯坏了一个月没有修")
    page = login("clerk_county").get(f"/cases/case/show/{key}").text
    assert "权责清单未列此类" in page and f"/cases/consultation/add?case_id={key}" in page
    assert "首接，先行负责" in page


def test_the_lead_unit_is_proposed_where_work_is_sent_out(app: Flask, login: Login) -> None:
    with app.app_context(), system("look", reads=True) as session:
        unit = session.scalars(select(Unit.id).where(Unit.name == "枫源县市场监督管理局")).one()
    dispatcher = login("dispatcher_county")
    key = key_of_case(app, "定制柜子尺寸不对商家拖着不改")
    form = dispatcher.get(f"/cases/case/action/assign/{key}").text
    assert f'value="{unit}"' in form and "权责清单" in form
    refused = dispatcher.post(f"/cases/case/action/assign/{key}", data={"unit": "", "duty": "核实"})
    assert refused.status_code == 422 and f'value="{unit}" selected' not in refused.text, (
        "what was typed stays"
    )
    bare = dispatcher.get(f"/cases/case/action/assign/{key_of_case(app, '路灯坏了一个月没有修')}").text
    assert "权责清单未列此类" in bare


def test_a_handler_has_the_guide_beside_the_work(app: Flask, login: Login) -> None:
    handler = login("handler_town")
    listed = handler.get("/dispatch/assignment/list/?q=到场劝导").text
    key = listed.split("/dispatch/assignment/show/")[1].split('"')[0]
    page = handler.get(f"/dispatch/assignment/show/{key}").text
    assert "噪声扰民现场处置" in page and "4. 两次劝导无效的" in page, "the version of today"


def test_a_tree_is_drawn_as_it_holds_on_a_day(app: Flask, login: Login) -> None:
    with app.app_context(), system("end a code") as session:
        old = session.scalars(select(CodeEntry).where(CodeEntry.code == "0302")).one()
        old.valid_to = date(2026, 6, 30)
        session.commit()
        assert ("0301", "市场监管 / 预付卡退款") in list(CodeList("category"))
        assert "0302" not in dict(CodeList("category"))
    admin = login("admin_county")
    page = admin.get("/cases/trees/").text
    assert page.index("市场监管") < page.index("预付卡退款") < page.index("环境噪声")
    assert "已停用" in page and "code=0303" in page
    assert "过期食品" in admin.get("/cases/trees/category?on=2026-06-30").text
    assert "过期食品" not in admin.get("/cases/trees/category?on=2026-07-01").text
    assert "is-invalid" in admin.get("/cases/trees/category?on=x").text
    assert admin.get("/cases/trees/channel").status_code == 404
    assert login("mediator_town").get("/cases/trees/").status_code == 403


def test_a_code_stands_below_one_that_is_there(app: Flask) -> None:
    with app.app_context(), system("look") as session:
        entry = CodeEntry(list_name="category", code="7701", label="无上级")
        session.add(entry)
        assert list(entry.problems()) == ["code"]
        entry.code = "0102"
        assert not entry.problems()
        entry.valid_from, entry.valid_to = date(2026, 2, 1), date(2026, 1, 1)
        assert list(entry.problems()) == ["valid_to"]
        session.expunge(entry)
    rows = [CodeEntry(code=code) for code in ("01", "02", "0102", "0101", "9901")]
    assert [row.code for row in in_tree(rows)] == ["01", "0102", "0101", "02", "9901"]
    assert next_code("01", {"0101", "0103"}) == "0102"
