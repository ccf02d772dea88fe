"""The page of organisations and staff: each figure counts the rows it leads to; whose page it is."""

from __future__ import annotations

import re
from html import unescape

import pytest

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

ADDRESS = "/mediators/headcount/"
FIGURE = re.compile(r'<td class="fq-end[^>]*><a href="([^"]+)"[^>]*>(?:<span[^>]*>)?([\d,]+)')


@pytest.mark.parametrize(
    "person", ["leader_county", "statistician_town", "leader_city", "leader_village", "admin_county"]
)
def test_every_figure_counts_the_rows_it_leads_to(login, person):
    browser = login(person)
    figures = FIGURE.findall(browser.get(ADDRESS).text)
    assert figures
    for url, number in figures:
        listed = browser.get(unescape(url) + "&psize=100").text
        assert len(re.findall(r"<tr data-row", listed)) == int(number), url


def test_the_county_sees_itself_and_its_townships(login):
    text = browser_text(login, "leader_county")
    lines = [
        re.sub(r"<[^>]+>", " ", line).split() for line in re.findall(r"<tr data-row.*?</tr>", text, re.S)
    ]
    assert {line[0]: line[1:] for line in lines} == {
        "枫源县": ["5", "0", "1", "8", "0", "8", "0", "3", "1", "2", "3"],
        "城东街道": ["2", "0", "1", "4", "0", "4", "0", "1", "0", "1", "2"],
        "塘湾街道": ["1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"],
        "石桥镇": ["1", "0", "0", "1", "0", "1", "0", "1", "0", "0", "1"],
    }


def browser_text(login, person):
    return login(person).get(ADDRESS).text


def test_what_lies_above_is_not_counted(login):
    assert "枫源县" not in re.findall(r"<tbody>.*?</tbody>", browser_text(login, "leader_town"), re.S)[0]


@pytest.mark.parametrize("person", ["clerk_county", "mediator_county", "dispatcher_county"])
def test_it_is_no_page_for_others(login, person):
    assert login(person).get(ADDRESS).status_code == 403
