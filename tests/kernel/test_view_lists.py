"""Lists: stable order, pages that neither lose nor repeat a row, few statements, search that means what it says."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from modules.cases.models import Case
from modules.mediators.models import Committee, Mediator
from modules.parties.models import Organisation, Person
from tests.kernel.view_house import HERE, THERE, statements

LIST = "/parties/organisation/list/"


@pytest.fixture
def clerk(enter):
    return enter("clerk")


def names(answer):
    """The names in the cells; the box before each row says its name too."""
    if "<tbody>" not in answer.text:
        return []
    rows = answer.text.split("<tbody>")[1].split("</tbody>")[0]
    return re.findall(r"公司\d+号", re.sub(r'aria-label="[^"]*"', "", rows))


def link(answer, rel):
    found = re.search(rf'rel="{rel}" href="([^"]+)"', answer.text)
    return found[1].replace("&amp;", "&") if found else None


@pytest.mark.parametrize("order", ["", "name", "-name", "uscc", "-uscc"])
def test_pages_show_every_row_once_there_and_back(clerk, grow, order):
    """Also where the order column is empty on some rows, and equal on others."""
    for number in range(13):
        grow(Organisation, name=f"公司{number:02}号", uscc=None if number % 3 else "9133")
    seen, path = [], f"{LIST}?psize=5&order={order}"
    while path:
        page = clerk.get(path)
        assert page.status_code == 200, page.text
        seen.append(list(dict.fromkeys(names(page))))
        following = link(page, "next")
        path = LIST + following if following else None
    assert sorted(name for part in seen for name in part) == [f"公司{n:02}号" for n in range(13)]
    assert [len(part) for part in seen] == [5, 5, 3]
    back = [list(dict.fromkeys(names(page)))]
    while link(page, "prev"):
        page = clerk.get(LIST + link(page, "prev"))
        back.append(list(dict.fromkeys(names(page))))
    assert list(reversed(back)) == seen


def test_a_row_does_not_change_its_page_when_it_is_changed(house, clerk, grow):
    from app.access.scope import system

    keys = [grow(Organisation, name=f"公司{number:02}号") for number in range(6)]
    before = names(clerk.get(f"{LIST}?psize=3"))
    with house.app_context(), system("change") as session:
        session.get(Organisation, keys[0]).address = "石桥镇"
        session.commit()
    assert names(clerk.get(f"{LIST}?psize=3")) == before


def test_a_list_costs_the_same_for_one_row_and_for_many(house, clerk, grow):
    """No statement is sent once a row: neither for relations, places and names nor for rights."""

    def add(number):
        for _ in range(number):
            person = grow(Person, name="周清河")
            committee = grow(Committee, kind="village")
            grow(Mediator, person_id=person, committee_id=committee)

    admin = clerk
    path = "/mediators/mediator/list/"
    add(1)
    admin.get(path)
    with statements(house) as few:
        assert admin.get(path).status_code == 200
    add(8)
    with statements(house) as many:
        admin.get(path)
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= 12, "\n".join(many)


def test_search_finds_short_words_and_takes_signs_for_themselves(clerk, grow):
    grow(Organisation, name="公司01号 100%棉")
    grow(Organisation, name="公司02号 100棉")
    grow(Organisation, name="公司03号 a_b")
    assert names(clerk.get(f"{LIST}?q=100%25")) and "公司02号" not in clerk.get(f"{LIST}?q=100%25").text
    assert "公司03号" in clerk.get(f"{LIST}?q=a_b").text
    assert "公司01号" not in clerk.get(f"{LIST}?q=a_b").text
    assert "公司02号" in clerk.get(f"{LIST}?q=02").text
    assert "公司" not in " ".join(names(clerk.get(f"{LIST}?q=没有这个")))


def test_a_filter_by_place_takes_in_what_lies_below(clerk, grow):
    grow(Organisation, "990102001", name="公司01号")
    grow(Organisation, HERE, name="公司02号")
    listed = names(clerk.get("/parties/organisation/list/?division_code=990102001"))
    assert listed in (["公司01号"], ["公司01号", "公司02号"], ["公司02号", "公司01号"])


def test_threads_do_not_mix_their_filters(house, enter, grow):
    """Two counties ask for different words at once; nobody sees the other's rows or filter."""
    for number in range(4):
        grow(Organisation, HERE, name=f"公司0{number}号 甲")
        grow(Organisation, THERE, name=f"公司1{number}号 乙")
    here, there = enter("clerk", HERE), enter("clerk", THERE)

    def ask(turn):
        person, word = ((here, "甲"), (there, "乙"))[turn % 2]
        return word, person.get(f"{LIST}?q={word}").text

    with ThreadPoolExecutor(4) as pool:
        for word, text in pool.map(ask, range(24)):
            assert ("公司00号" in text) == (word == "甲")
            assert ("公司10号" in text) == (word == "乙")


def test_counts_stop_at_the_cap(house, clerk, grow, monkeypatch):
    monkeypatch.setattr("app.view.interface.COUNTED", 6)
    monkeypatch.setattr("app.view.interface.UNASKED", 4)
    for number in range(8):
        grow(Organisation, name=f"公司0{number}号")
    counts = re.compile(r'"tx2">(\d+\+?) rows</span>')
    first = clerk.get(f"{LIST}?psize=3").text
    assert counts.findall(first) == ["4+"]
    assert counts.findall(clerk.get(f"{LIST}?psize=3&q=公司").text) == ["6+"]
    following = re.search(r"cursor=([\w-]+)", first)[1]
    assert counts.findall(clerk.get(f"{LIST}?psize=3&cursor={following}").text) == ["4+"]


def test_a_list_page_is_small(clerk, grow):
    for number in range(26):
        grow(Organisation, name=f"公司{number:02}号")
    assert len(clerk.get(LIST).data) < 40_000


def test_files_hold_the_filtered_rows_and_no_formulas(clerk, grow):
    grow(Organisation, name="=cmd()")
    grow(Organisation, name="公司01号")
    text = clerk.get("/parties/organisation/export?format=csv").get_data().decode("utf-8-sig")
    assert "'=cmd()" in text and "公司01号" in text
    narrowed = clerk.get("/parties/organisation/export?format=csv&q=01").get_data().decode("utf-8-sig")
    assert "cmd" not in narrowed
    assert clerk.get("/parties/organisation/export?format=exe").status_code == 422


def test_pickers_stay_inside_the_scope(clerk, grow):
    near = grow(Person, name="周清河")
    far = grow(Person, THERE, name="周清江")
    listed = {row["value"] for row in clerk.get("/mediators/mediator/related/person_id?q=周").json}
    assert near in listed and far not in listed
    assert clerk.get("/mediators/mediator/related/nothing").status_code == 404
    assert clerk.get("/parties/person/related/id_number").status_code == 404
    places = {row["value"] for row in clerk.get("/parties/person/related/division_code").json}
    assert HERE in places and THERE not in places


def test_counts_are_drawn_from_their_table_without_its_sum(clerk, grow):
    for code in ("990102", "990102", "990102001"):
        grow(Organisation, code)
    page = clerk.get("/parties/organisation/counts/division_code").text
    assert 'data-chart="rows" data-drawn="2" data-provisional="0" aria-hidden="true"' in page
    assert "islands/chart.js" in page and "islands/chart.js" not in clerk.get(LIST).text


def test_counts_beside_the_list_narrow_it_and_leave_their_own_filter_aside(clerk, grow):
    for title, status in (("漏水", "registered"), ("漏水", "closed"), ("噪声", "closed"), ("邻县", "closed")):
        grow(Case, THERE if title == "邻县" else HERE, title=title, status=status)
    listing = clerk.get("/cases/case/list/?q=漏水").text
    assert re.search(r'hx-get="/cases/case/facets/\w+\?q=', listing)
    part = clerk.get("/cases/case/facets/status?q=漏水&status=closed").text
    assert re.findall(r"<b>(\d+)</b>", part) == ["1", "1"] and "<html" not in part
    assert len(re.findall(r'status=registered"|status=closed" aria-current="true"', part)) == 2
    assert clerk.get("/cases/case/facets/title").status_code == 404
    empty = clerk.get("/cases/case/facets/status?q=没有这样的事").text
    assert "<b>" not in empty
