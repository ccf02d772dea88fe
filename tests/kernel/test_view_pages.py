"""Every kind of page opens, shows what its reader may see, and nothing more."""

from __future__ import annotations

import pytest

from modules.cases.models import Case
from modules.parties.models import Organisation, Person

BASE = "/parties/organisation"


@pytest.fixture
def clerk(enter):
    return enter("clerk")


def test_a_visitor_is_asked_to_sign_in(house):
    answer = house.test_client().get(f"{BASE}/list/?q=枫")
    assert answer.status_code == 302
    assert answer.location.startswith("/login/?next=/parties/organisation/list/")


def test_the_list_shows_rows_of_the_scope(clerk, grow):
    grow(Organisation, name="枫源县好邻居物业有限公司")
    grow(Organisation, "990103", name="云溪县外面的公司")
    page = clerk.get(f"{BASE}/list/")
    assert page.status_code == 200
    assert "枫源县好邻居物业有限公司" in page.text
    assert "云溪县外面的公司" not in page.text


def test_a_row_opens_and_one_of_a_sibling_county_is_not_there(clerk, grow):
    near = grow(Organisation, name="枫源县好邻居物业有限公司")
    far = grow(Organisation, "990103", name="云溪县外面的公司")
    assert "枫源县好邻居物业有限公司" in clerk.get(f"{BASE}/show/{near}").text
    assert clerk.get(f"{BASE}/show/{far}").status_code == 404
    assert clerk.get(f"{BASE}/edit/{far}").status_code == 404
    assert clerk.get(f"{BASE}/print/{far}").status_code == 404
    assert clerk.post(f"{BASE}/edit/{far}", {"name": "抢来的"}).status_code == 404


@pytest.mark.parametrize("page", ["show", "edit", "print"])
@pytest.mark.parametrize("key", ["-1", "0", "x", "99999999999999999999", "%00", "1.5", "１"])
def test_keys_that_cannot_be_are_not_found(clerk, page, key):
    assert clerk.get(f"{BASE}/{page}/{key}").status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        "order=nothing",
        "order=__class__",
        "psize=x",
        "psize=-5",
        "cursor=nonsense",
        "cursor=bnVsbA",
        "view=nothing",
        "q=%00",
        "q=%ED%A0%80",
    ],
)
def test_parameters_that_cannot_be_meant_are_refused(clerk, asked):
    assert clerk.get(f"{BASE}/list/?{asked}").status_code in (200, 422)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("received_at_min=昨天", "Received at in the address, “昨天”: Please enter a date such as"),
        ("order=nothing", "Sorting in the address, “nothing”: This parameter cannot be read"),
        ("view=<b>", "Views in the address, “&lt;b&gt;”: "),
    ],
)
def test_an_address_that_cannot_be_read_says_which_part_and_leads_to_the_list(clerk, asked, told):
    for page in ("list/", "export"):
        answer = clerk.get(f"/cases/case/{page}?{asked}")
        assert answer.status_code == 422 and told in answer.text
        assert 'href="/cases/case/list/"' in answer.text.split("<main", 1)[1]


@pytest.mark.parametrize("asked", ["", "_min", "_max"])
@pytest.mark.parametrize("end", ["9999-12-31", "9999-12-31 10:00"])
def test_a_day_after_which_there_is_none_is_refused(clerk, asked, end):
    assert clerk.get(f"/cases/case/list/?received_at{asked}={end}").status_code == 422
    assert clerk.get(f"/api/v1/cases/case/?received_at{asked}={end}").status_code == 422
    assert clerk.get(f"/cases/case/list/?happened_on{asked}={end[:10]}").status_code == 200


def test_a_huge_page_is_capped(clerk, grow):
    for number in range(3):
        grow(Organisation, name=f"公司{number}")
    assert clerk.get(f"{BASE}/list/?psize=100000000").status_code == 200


def test_pages_of_every_screen_open(house, enter, grow):
    """List, page, form, print and both files of every model somebody of this house may read."""
    people = [enter(role) for role in ("clerk", "dispatcher", "mediator", "leader", "admin")]
    opened = 0
    screens = house.extensions["screens"]
    for model_id in screens.house.models:
        base = "/" + model_id.replace(".", "/")
        if model_id.replace(".", "_") not in house.blueprints:
            continue
        key = grow(screens.house.models[model_id], "990102")
        for person in people:
            if person.get(f"{base}/list/").status_code != 200:
                continue
            for path in (
                f"show/{key}",
                "add",
                f"edit/{key}",
                f"print/{key}",
                "export?format=csv",
                "export?format=xlsx",
            ):
                assert person.get(f"{base}/{path}").status_code in (200, 303, 302, 403, 404), (base, path)
            opened += 1
    assert opened > 20


def test_boards_and_home_and_search(enter, grow):
    clerk = enter("clerk")
    grow(Case, title="楼上漏水，邻里不和", status="registered")
    assert "楼上漏水，邻里不和" in clerk.get("/cases/case/board/").text
    assert "楼上漏水，邻里不和" in clerk.get("/").text
    assert "楼上漏水，邻里不和" in clerk.get("/search?q=漏水").text
    assert "楼上漏水，邻里不和" not in clerk.get("/search?q=停车").text


def test_the_search_box_offers_pages_and_rows(enter, grow):
    clerk = enter("clerk")
    key = grow(Case, title="楼上漏水，邻里不和", status="registered")
    offered = clerk.get("/search/quick?q=漏水").text
    assert f"/cases/case/show/{key}" in offered and "楼上漏水，邻里不和" in offered
    assert "/search?q=" in offered and "/cases/case/list/" not in offered
    assert "/cases/case/list/" in clerk.get("/search/quick?q=cases").text
    assert clerk.get("/search/quick").status_code == 200
    for odd in ("%", "_", "'", "\x00", "<script>", "长" * 5000, "a b c d e f g h"):
        answer = clerk.get("/search/quick", query_string={"q": odd})
        assert answer.status_code == 200 and "<script>" not in answer.text


def test_the_search_box_masks_names_as_lists_do(enter, grow):
    grow(Person, name="周清河", phone="13812345678")
    assert "<b>周清河</b>" in enter("clerk").get("/search/quick?q=清河").text
    assert "<b>周**</b>" in enter("dispatcher").get("/search/quick?q=清河").text


def test_names_are_masked_for_those_who_do_not_handle_the_row(enter, grow):
    key = grow(Person, name="周清河", phone="13812345678")
    handler, reader = enter("clerk"), enter("dispatcher")
    assert "周清河" in handler.get(f"/parties/person/show/{key}").text
    shown = reader.get(f"/parties/person/show/{key}")
    if shown.status_code == 200:
        assert "周清河" not in shown.text and "周**" in shown.text
    for person in (handler, reader):
        assert "13812345678" not in person.get(f"/parties/person/show/{key}").text


def test_get_never_changes_anything(house, enter, grow):
    """Reading pages writes no row; addresses that write do not answer to GET."""
    clerk = enter("clerk")
    key = grow(Organisation, name="枫源县好邻居物业有限公司")
    for path in (
        f"{BASE}/delete/{key}",
        f"{BASE}/note/{key}",
        "/cases/case/bulk/accept",
        f"/cases/case/void/ask_void/{key}",
    ):
        assert clerk.get(path).status_code == 405
