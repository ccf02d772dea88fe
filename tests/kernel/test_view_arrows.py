"""Arrows on screen: buttons with reasons, their forms, several rows at once, and rights on the very row."""

from __future__ import annotations

import pytest

from app.workflow.spec import Refusal
from modules.cases.models import Case
from tests.kernel.view_house import HERE, THERE, stored

BASE = "/cases/case"


@pytest.fixture
def clerk(enter):
    return enter("clerk")


def test_a_button_takes_its_arrow(house, clerk, grow):
    key = grow(Case, title="楼上漏水", status="registered")
    assert f'action="{BASE}/action/accept/{key}"' in clerk.get(f"{BASE}/show/{key}").text
    assert clerk.post(f"{BASE}/action/accept/{key}").status_code == 303
    assert stored(house, Case, key).status == "accepted"


def test_an_arrow_that_cannot_be_taken_changes_nothing(house, clerk, grow):
    key = grow(Case, status="closed")
    assert clerk.post(f"{BASE}/action/accept/{key}").status_code == 303
    assert stored(house, Case, key).status == "closed"


def test_the_form_of_an_arrow_asks_and_keeps_what_was_typed(house, clerk, grow):
    key = grow(Case, status="registered")
    path = f"{BASE}/action/not_accept/{key}"
    form = clerk.get(path)
    assert form.status_code == 200 and 'name="channels"' in form.text
    answer = clerk.post(path, {"channels": "可向劳动仲裁委申请"})
    assert answer.status_code == 422
    assert "可向劳动仲裁委申请" in answer.text
    assert stored(house, Case, key).status == "registered"


def test_arrows_outside_the_scope_or_the_post_do_not_exist(clerk, enter, grow):
    far = grow(Case, THERE, status="registered")
    near = grow(Case, status="registered")
    assert clerk.get(f"{BASE}/action/accept/{far}").status_code == 404
    assert clerk.post(f"{BASE}/action/accept/{far}").status_code == 404
    assert clerk.post(f"{BASE}/action/nothing/{near}").status_code == 404
    assert enter("leader").post(f"{BASE}/action/accept/{near}").status_code == 403


def test_several_rows_at_once_each_on_its_own(house, clerk, grow):
    free, closed, far = (
        grow(Case, status="registered"),
        grow(Case, status="closed"),
        grow(Case, THERE, status="registered"),
    )
    answer = clerk.post(f"{BASE}/bulk/accept", {"pk": [str(free), str(closed), str(far), "-1", "x"]})
    assert answer.status_code == 303
    assert [stored(house, Case, key).status for key in (free, closed, far)] == [
        "accepted",
        "closed",
        "registered",
    ]
    assert clerk.post(f"{BASE}/bulk/nothing", {"pk": [str(free)]}).status_code == 404


@pytest.mark.parametrize("path", ["action/accept/{key}", "bulk/accept"])
def test_a_refusal_names_its_article_wherever_it_is_said(house, clerk, grow, monkeypatch, path):
    key = grow(Case, status="registered")
    refused = Refusal("Not before the hearing", article="Act, art. 24")
    guards = house.extensions["house"].workflows["cases.case"].extra_guards
    monkeypatch.setitem(guards, "accept", (lambda _row: [refused],))
    clerk.post(f"{BASE}/{path.format(key=key)}", {"pk": str(key)})
    assert "Not before the hearing (Act, art. 24)" in clerk.get(f"{BASE}/list/").text
    assert stored(house, Case, key).status == "registered"


def test_the_strip_shows_where_a_row_stands(clerk, grow):
    key = grow(Case, status="registered")
    clerk.post(f"{BASE}/action/accept/{key}")
    text = clerk.get(f"{BASE}/show/{key}").text
    assert 'class="is-done"' in text and 'class="is-now"' in text


def test_voiding_needs_a_reason_and_a_second_person(house, enter, grow, monkeypatch):
    """For models whose workflow has no arrows of its own for it."""
    monkeypatch.setattr("app.view.voiding.has_own_arrow", lambda row: False)
    key = grow(Case, status="accepted")
    first, second = enter("dispatcher"), enter("dispatcher", HERE, "second")
    first.post(f"{BASE}/void/ask_void/{key}")
    assert stored(house, Case, key).void_asked_by_id is None, "no reason, nothing asked"
    first.post(f"{BASE}/void/ask_void/{key}", {"reason": "重复登记"})
    assert stored(house, Case, key).void_reason == "重复登记"
    first.post(f"{BASE}/void/approve_void/{key}")
    assert stored(house, Case, key).voided_at is None, "the same person may not approve"
    second.post(f"{BASE}/void/approve_void/{key}")
    assert stored(house, Case, key).voided_at is not None
    assert first.get(f"{BASE}/edit/{key}").status_code in (303, 404)
    assert enter("mediator").post(f"{BASE}/void/drop_void/{key}").status_code == 403
