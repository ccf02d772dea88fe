"""The pages that look back and across: who served when, and how far police grids are joined."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from app.access.scope import system
from modules.grids.models import Grid

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def key(app):
    """A function that gives the key of a grid."""

    def of(code):
        with app.app_context(), system("look") as session:
            return session.scalars(select(Grid.id).where(Grid.code == code)).one()

    return of


def test_the_page_of_a_grid_leads_to_who_served_when(app, login, key, freeze):
    freeze("2026-11-20 09:00")
    admin, pk = login("admin_county"), key("990102001001901")
    url = f"/grids/served/{pk}"
    assert f'href="{url}"' in admin.get(f"/grids/grid/show/{pk}").text
    assert "葛桂枝" in admin.get(f"{url}?on=2026-10-30").text
    assert "2026-10-31 该网格没有网格员" in admin.get(f"{url}?on=2026-10-31").text
    assert "2026-11-20 该网格没有网格员" in admin.get(url).text
    wrong = admin.get(f"{url}?on=2026-13-01")
    assert wrong.status_code == 422 and "请按 2026-03-01 的样子填写日期" in wrong.text
    assert 'value="2026-13-01"' in wrong.text


def test_who_does_not_see_the_grid_does_not_see_its_history(login, key):
    pk = key("990102100201001")
    assert login("dispatcher_town").get(f"/grids/served/{pk}").status_code == 404
    assert login("clerk_county").get(f"/grids/served/{pk}").status_code == 403
    assert f"/grids/served/{pk}" not in login("clerk_county").get(f"/grids/grid/show/{pk}").text


def test_police_grids_are_counted_by_place_and_lead_to_what_lacks(login):
    leader = login("leader_county")
    page = leader.get("/grids/police/").text
    rows = [re.sub(r"<[^>]+>|\s+", " ", row) for row in page.split("<tr data-row>")[1:]]
    said = [" ".join(row.split()[:7]) for row in rows]
    assert said[0].startswith("枫源县 9 5 4 / 9 44.4%")
    assert said[1].startswith("城东街道 6 3 3 / 6 50.0%")
    assert said[2].startswith("塘湾街道 1 1 0 / 1 0.0%")
    assert "view=no_police&amp;division_code=990102001" in page
    listed = leader.get("/grids/grid/list/?view=no_police&division_code=990102001").text
    assert set(re.findall(r"\b990102\d{9}\b", listed)) == {
        "990102001001901",
        "990102001002002",
        "990102001003001",
    }
    export = leader.get("/grids/grid/export?format=csv&view=no_police&division_code=990102001").text
    assert export.count("990102001") >= 3 and "990102001001001" not in export
