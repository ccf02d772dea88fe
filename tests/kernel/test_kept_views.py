"""A list as somebody likes it: columns, views of their own, views they share."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.view.models import SavedView
from tests.kernel.view_house import HERE, THERE, TOWN

BASE = "/parties/organisation"


@pytest.fixture
def rows(grow):
    for name in ("甲公司", "乙公司"):
        grow(_organisation(), HERE, name=name)


def _organisation():
    from modules.parties.models import Organisation

    return Organisation


def heads(page: str) -> list[str]:
    found = [part.partition("</th>")[0] for part in page.split('<th scope="col"')[1:]]
    return [head for head in found if "data-select-all" not in head]


def kept(house) -> list[tuple[str, str | None]]:
    with house.app_context(), system("test") as session:
        return [
            (row.name, row.shared_code) for row in session.scalars(select(SavedView).order_by(SavedView.id))
        ]


def test_columns_stand_in_the_address(enter, rows):
    clerk = enter("clerk")
    page = clerk.get(f"{BASE}/list/?columns=phone,name").text
    assert [head for head in heads(page) if "电话" in head or "Phone" in head] and len(heads(page)) == 2
    assert "甲公司" in page
    assert clerk.get(f"{BASE}/list/?columns=nothing").status_code == 422
    assert clerk.get(f"{BASE}/list/?columns=__class__").status_code == 422


def test_chosen_columns_are_the_usual_ones_until_given_back(house, enter, rows):
    clerk, other = enter("clerk"), enter("clerk", HERE, "other")
    usual = len(heads(clerk.get(f"{BASE}/list/").text))
    answer = clerk.post(f"{BASE}/columns", {"columns": ["name"], "density": "compact", "address": "q=甲"})
    assert answer.status_code == 303 and answer.location.startswith(f"{BASE}/list/?q=")
    page = clerk.get(f"{BASE}/list/").text
    assert len(heads(page)) == 1 and "is-compact" in page
    assert "columns=name" in page  # a file has the same columns
    assert len(heads(other.get(f"{BASE}/list/").text)) == usual
    assert clerk.post(f"{BASE}/columns", {"columns": ["nothing"]}).status_code == 422
    clerk.post(f"{BASE}/columns", {"_usual": "1", "columns": ["name"]})
    assert len(heads(clerk.get(f"{BASE}/list/").text)) == usual
    assert kept(house) == []


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_the_panel_offers_all_that_can_be_shown(enter):
    panel = enter("clerk").get(f"{BASE}/columns?columns=name").text
    assert panel.index('value="name" checked') < panel.index('name="columns" value="phone"')
    assert 'value="contact_sealed"' not in panel


def test_a_view_is_kept_replaced_and_forgotten(house, enter, rows):
    clerk = enter("clerk")
    for asked in ("q=甲", "q=乙"):
        answer = clerk.post(f"{BASE}/views", {"name": " 我的 ", "address": asked})
        assert answer.status_code == 303
    page = clerk.get(f"{BASE}/list/?q=乙").text
    assert page.count("我的</a>") == 1 and kept(house) == [("我的", None)]
    with house.app_context(), system("test") as session:
        key = session.scalars(select(SavedView.id)).one()
    assert enter("clerk", HERE, "other").post(f"{BASE}/views/{key}/drop").status_code == 404
    assert clerk.post(f"{BASE}/views/{key}/drop").status_code == 303
    assert kept(house) == []


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "form", [{"name": ""}, {"name": "长" * 41}, {"name": "好", "address": "q=" + "x" * 3000}]
)
def test_what_is_no_view_is_refused_in_words(house, enter, form):
    clerk = enter("clerk")
    assert clerk.post(f"{BASE}/views", form).status_code == 303
    assert kept(house) == []


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize("asked", ["columns=nothing", "order=nothing", "psize=x"])
def test_what_cannot_be_asked_cannot_be_kept(house, enter, asked):
    assert enter("clerk").post(f"{BASE}/views", {"name": "好", "address": asked}).status_code == 303
    assert kept(house) == []


def test_an_address_is_written_anew(house, enter):
    clerk = enter("clerk")
    answer = clerk.post(f"{BASE}/views", {"name": "好", "address": "q=甲\r\nSet-Cookie: a=b&order=name"})
    assert answer.status_code == 303 and "\n" not in answer.location and "order=name" in answer.location
    assert "Set-Cookie" not in {name for name, _value in answer.headers if "a=b" in _value}


def test_what_is_shared_is_seen_there_and_below(house, enter, rows):
    enter("clerk", HERE, "giver").post(f"{BASE}/views", {"name": "大家的", "address": "q=甲", "shared": "y"})
    assert kept(house) == [("大家的", HERE)]
    assert "大家的" in enter("clerk", TOWN).get(f"{BASE}/list/").text
    assert "大家的" not in enter("clerk", THERE).get(f"{BASE}/list/").text


def test_a_view_of_a_field_that_is_gone_says_so(house, enter):
    clerk = enter("clerk")
    clerk.post(f"{BASE}/views", {"name": "旧的", "address": "q=甲"})
    with house.app_context(), system("test") as session:
        session.scalars(select(SavedView)).one().address = "x_gone=1&columns=gone"
        session.commit()
    assert clerk.get(f"{BASE}/list/").status_code == 200
    assert clerk.get(f"{BASE}/list/?x_gone=1&columns=gone").status_code == 422
