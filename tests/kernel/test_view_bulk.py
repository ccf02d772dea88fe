"""One act on several rows: back to the same list, and rows that stayed are still chosen with their reason."""

import re

import pytest

from app.view.acting_views import MOST_ROWS
from modules.cases.models import Case
from tests.kernel.view_house import stored

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

BASE = "/cases/case"


@pytest.fixture
def bulk(house, monkeypatch):
    """A list of cases that offers to accept several at once."""
    views = house.extensions["house"].views
    spec = views["cases.case.list"]
    monkeypatch.setitem(views, spec.id, type(spec)(**{**vars(spec), "actions": ("accept",)}))


@pytest.fixture
def clerk(enter):
    return enter("clerk")


def chosen(text):
    """The keys whose boxes are ticked."""
    boxes = re.findall(r'<input[^>]*name="pk"[^>]*>', text)
    return {int(re.search(r'value="(\d+)"', box)[1]) for box in boxes if " checked" in box}


def test_one_comes_back_to_the_list_as_it_was(clerk, grow, bulk):
    grow(Case, status="registered", title="漏水")
    first = clerk.get(f"{BASE}/list/?q=漏水&density=compact").text
    here = re.search(r'<input type="hidden" name="next" value="([^"]+)"', first)[1].replace("&amp;", "&")
    answer = clerk.post(f"{BASE}/bulk/accept", {"pk": "0", "next": here})
    assert answer.location == here and "q=%E6%BC%8F%E6%B0%B4" in here and "density=compact" in here
    away = clerk.post(f"{BASE}/bulk/accept", {"pk": "0", "next": "https://example.org/"})
    assert away.location == f"{BASE}/list/"


def test_rows_that_stayed_are_chosen_once_more_with_their_reason(house, clerk, grow, bulk):
    free, closed = grow(Case, status="registered"), grow(Case, status="closed")
    clerk.post(f"{BASE}/bulk/accept", {"pk": [str(free), str(closed)]})
    assert stored(house, Case, free).status == "accepted"
    page = clerk.get(f"{BASE}/list/").text
    assert chosen(page) == {closed}
    assert page.count('<small class="t-amber">') == 1
    assert not chosen(clerk.get(f"{BASE}/list/").text), "told once"


def test_rows_of_another_list_are_not_told(clerk, grow, bulk):
    closed = grow(Case, status="closed")
    clerk.post(f"{BASE}/bulk/accept", {"pk": str(closed)})
    assert "t-amber" not in clerk.get("/experts/expert/list/").text
    assert chosen(clerk.get(f"{BASE}/list/").text) == {closed}


def test_too_many_rows_are_refused_whole(clerk, grow, bulk, house):
    free = grow(Case, status="registered")
    rows = [str(free), *(str(number) for number in range(1000, 1000 + MOST_ROWS))]
    clerk.post(f"{BASE}/bulk/accept", {"pk": rows})
    assert stored(house, Case, free).status == "registered"


def test_what_stayed_fits_into_a_cookie(clerk, bulk):
    answer = clerk.post(f"{BASE}/bulk/accept", {"pk": [str(9_000_000_000 + n) for n in range(MOST_ROWS)]})
    assert answer.status_code == 303
    assert max(len(cookie) for cookie in answer.headers.getlist("Set-Cookie")) < 4000
