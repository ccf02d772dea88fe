"""The map of a list: what lies where, within the scope and under the filters of the list."""

import html
import json
import re

import pytest

from app.view import map_page
from modules.cases.models import Case
from modules.grids.models import Grid
from tests.kernel.view_house import HERE, THERE

VILLAGE, BASE = "990102001001", "/cases/case"
SHAPE = {"type": "Polygon", "coordinates": [[[119.64, 29.11], [119.65, 29.11], [119.65, 29.12], [119.64, 29.11]]]}


@pytest.fixture
def clerk(enter):
    return enter("clerk")


def places(page):
    """Title, count and address of what stands beside the map."""
    found = re.findall(r'<li[^>]*><a href="([^"]+)"><span><b>([^<]+)</b>.*?</span>(?:<em>([\d,]+)</em>)?', page)
    return [(title, count, html.unescape(url)) for url, title, count in found]


def test_rows_are_counted_in_the_place_they_lie_in(clerk, grow):
    full, thin = (grow(Grid, VILLAGE, name=name, outline=SHAPE) for name in ("第一网格", "第二网格"))
    for grid, title in ((full, "漏水"), (full, "噪声"), (full, "漏水"), (thin, "漏水"), (None, "漏水")):
        grow(Case, HERE, title=title, grid_id=grid)
    page = clerk.get(f"{BASE}/map/?q=漏水").text
    assert [(title, count) for title, count, _url in places(page)] == [("第一网格", "2"), ("第二网格", "1")]
    assert "1 row lies in none of these places" in page
    listed = clerk.get(places(page)[0][2]).text
    assert listed.count("data-row>") == 2 and "噪声" not in listed
    drawn = re.findall(r'data-shape="([^"]+)" data-step="(\d)"', page)
    assert [json.loads(html.unescape(shape)) for shape, _step in drawn] == [SHAPE, SHAPE]
    assert [step for _shape, step in drawn] == ["4", "2"]


def test_rows_and_places_elsewhere_are_not_told(clerk, grow):
    far = grow(Grid, "990103001001", name="邻县网格", outline=SHAPE)
    grow(Case, THERE, title="邻县的事", grid_id=far)
    grow(Case, HERE, title="跨界的事", grid_id=far)
    page = clerk.get(f"{BASE}/map/").text
    assert "邻县网格" not in page and "1 row lies in none of these places" in page


def test_rows_with_an_outline_of_their_own_lead_to_their_pages(clerk, grow):
    grid, bare = grow(Grid, VILLAGE, name="第一网格", households=412, outline=SHAPE), grow(Grid, VILLAGE, name="新网格")
    page = clerk.get("/grids/grid/map/").text
    assert {(title, url) for title, _count, url in places(page)} == {
        ("第一网格", f"/grids/grid/show/{grid}"),
        ("新网格", f"/grids/grid/show/{bare}"),
    }
    assert "Households 412" in page and "without an outline" in page and page.count("data-shape=") == 1


def test_an_empty_map_says_how_it_is_filled_and_loads_no_map(clerk, grow):
    grow(Grid, VILLAGE, name="新网格")
    page = clerk.get("/grids/grid/map/").text
    assert "No outlines to draw" in page and "leaflet" not in page


def test_more_places_than_are_shown_are_said(clerk, grow, monkeypatch):
    monkeypatch.setattr(map_page, "MOST_PLACES", 2)
    for number in range(4):
        grid = grow(Grid, VILLAGE, name=f"第{number}网格", outline=SHAPE)
        grow(Case, HERE, grid_id=grid)
    for path in ("/grids/grid/map/", f"{BASE}/map/"):
        page = clerk.get(path).text
        assert "There are more places" in page and len(places(page)) == 2


def test_no_list_without_one_has_a_map(clerk):
    assert clerk.get("/parties/person/map/").status_code == 404
