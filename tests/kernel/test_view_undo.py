"""A step taken back: by whoever took it, for a moment, and only while nothing was done since."""

import html
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.model.moment import frozen, now
from app.workflow.models import Event
from app.workflow.spec import T
from app.workflow.undoing import WITHIN
from modules.cases.models import Case
from modules.experts.models import Expert
from tests.kernel.view_house import HERE, THERE, stored

BASE = "/experts/expert"


@pytest.fixture
def admin(enter):
    return enter("admin")


def undo_of(page):
    """Where the button of the notice sends one."""
    found = re.search(r'data-undo="([^"]+)"', page)
    return html.unescape(found[1]) if found else ""


def acts(house, key):
    with house.app_context(), system("look") as session:
        found = select(Event.arrow).where(Event.model == "experts.expert", Event.row_id == key)
        return list(session.scalars(found.order_by(Event.id)))


def test_a_step_is_taken_back_and_both_are_told(house, admin, grow):
    key = grow(Expert, status="draft")
    back = undo_of(admin.post(f"{BASE}/action/submit/{key}", follow_redirects=True).text)
    assert stored(house, Expert, key).status == "reviewing"
    assert admin.post(back).status_code == 200
    assert stored(house, Expert, key).status == "draft"
    assert acts(house, key)[-2:] == ["submit", "undo"]
    page = admin.get(f"{BASE}/show/{key}").text
    assert "Took the step back" in page and 'class="is-done"' not in page
    again = admin.post(back)
    assert again.status_code == 409 and again.json["message"] == "This step can no longer be undone"


def test_all_rows_of_one_press_go_back_together_or_none(house, admin, grow):
    keys = [grow(Expert, status="draft") for _ in range(3)]
    page = admin.post(f"{BASE}/bulk/submit", {"pk": [str(key) for key in keys]}, follow_redirects=True).text
    admin.post(f"{BASE}/note/{keys[1]}", {"text": "已电话核实"})
    assert admin.post(undo_of(page)).status_code == 409
    assert [stored(house, Expert, key).status for key in keys] == ["reviewing"] * 3
    assert admin.post(f"{BASE}/undo/submit?pk={keys[0]},{keys[2]}").status_code == 200
    assert [stored(house, Expert, key).status for key in keys] == ["draft", "reviewing", "draft"]


def test_nobody_else_takes_it_back_and_not_later(house, admin, enter, grow):
    key, far = grow(Expert, status="draft"), grow(Expert, THERE, status="draft")
    back = undo_of(admin.post(f"{BASE}/action/submit/{key}", follow_redirects=True).text)
    assert enter("admin", HERE, "second").post(back).status_code == 409
    assert enter("mediator").post(back).status_code == 403
    assert admin.post(f"{BASE}/undo/submit?pk={far}").status_code == 404
    assert admin.post(f"{BASE}/undo/nothing?pk={key}").status_code == 404
    with frozen(now() + WITHIN + timedelta(seconds=1)):
        assert admin.post(back).status_code == 409
    assert stored(house, Expert, key).status == "reviewing"


def test_what_did_more_cannot_be_undone(house, enter, admin, grow, monkeypatch):
    clerk, key = enter("clerk"), grow(Case, status="registered")
    assert not undo_of(clerk.post(f"/cases/case/action/accept/{key}", follow_redirects=True).text)
    assert clerk.post(f"/cases/case/undo/accept?pk={key}").status_code == 409
    assert stored(house, Case, key).status == "accepted"
    expert = grow(Expert, status="draft")
    effects = house.extensions["house"].workflows["experts.expert"].extra_effects
    monkeypatch.setitem(effects, "submit", (lambda _row, _data: None,))
    assert not undo_of(admin.post(f"{BASE}/action/submit/{expert}", follow_redirects=True).text)


@pytest.mark.parametrize("more", [{"target": None}, {"effect": print}, {"paper": "a.b"}, {"clocks": ("x",)}])
def test_an_arrow_that_does_more_promises_no_undo(more):
    with pytest.raises(ValueError, match="cannot be undone"):
        T(**{"name": "go", "source": "a", "target": "b", "label": "Go", "undo": True} | more)


def test_the_dialog_says_what_cannot_be_undone(admin, grow, house, monkeypatch):
    grow(Expert, status="draft")
    assert "This cannot be undone." not in admin.get(f"{BASE}/list/").text
    effects = house.extensions["house"].workflows["experts.expert"].extra_effects
    monkeypatch.setitem(effects, "submit", (lambda _row, _data: None,))
    assert html.unescape(admin.get(f"{BASE}/list/").text).count("This cannot be undone.") == 1
