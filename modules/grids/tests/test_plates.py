"""Plates: what they say by default and by choice, which grids, and the public page behind the code."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.org.models import Unit
from app.org.threshold import Threshold
from modules.grids.models import Grid
from modules.grids.plates import plates_of

CODE = "990102001001001"

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def plate(app):
    """A function that gives the plate of the first grid, with thresholds set."""

    def said(**amounts):
        with app.test_request_context(), system("test") as session:
            for row in session.scalars(select(Threshold).where(Threshold.code.in_(amounts))):
                row.amount = amounts[row.code]
            unit = session.scalars(select(Unit).where(Unit.name == "建设社区居民委员会")).one()
            unit.phone = "0990-8101001"
            session.flush()
            (found,) = plates_of(session.scalars(select(Grid).where(Grid.code == CODE)).all())
            return found

    return said


def test_a_plate_names_nobody_unless_the_site_chose_so(app, plate):
    app.config["PUBLIC_URL"] = "https://fengqiao.test"
    plain = plate()
    assert plain == {
        "name": "建设社区第1网格",
        "code": CODE,
        "place": "枫源县城东街道建设社区",
        "url": f"https://fengqiao.test/g/{CODE}",
        "worker": "",
        "phone": "",
    }
    assert plate(plate_names_worker=1)["worker"] == "步长青"
    assert plate(plate_names_phone=1)["phone"] == "0990-8101001"


def test_chosen_rows_and_all_the_list_shows(app, login):
    app.config["PUBLIC_URL"] = "https://fengqiao.test"
    admin = login("admin_county")
    listed = admin.get("/grids/grid/list/?view=vacant").text
    assert 'href="/grids/plates/?view=vacant"' in listed and 'formaction="/grids/plates/chosen"' in listed
    with app.app_context(), system("test") as session:
        keys = list(session.scalars(select(Grid.id).order_by(Grid.code).limit(3)))
        first = session.get(Grid, keys[0])
        first.active = False
        session.commit()
    chosen = admin.post("/grids/plates/chosen", data={"pk": keys})
    assert chosen.status_code == 303 and chosen.location.endswith(f"?pk={keys[0]}&pk={keys[1]}&pk={keys[2]}")
    back = {"all": "y", "next": "/grids/grid/list/?view=vacant&cursor=x", "pk": keys}
    assert admin.post("/grids/plates/chosen", data=back).location.endswith("/plates/?view=vacant&cursor=x")
    page = admin.get(chosen.location).text
    assert "2 块标牌" in page  # one is no longer in use
    assert admin.get(f"/grids/plates/?pk={keys[0]}").text.count("所选范围内没有启用的网格") == 1
    assert admin.get(f"/grids/plates/sheet?pk={keys[0]}").status_code == 404
    assert admin.get("/grids/plates/sheet?part=9").status_code == 404


def test_without_a_public_address_there_is_no_code(app, login):
    app.config["PUBLIC_URL"] = ""
    admin = login("admin_county")
    page = admin.get("/grids/plates/")
    assert page.status_code == 200 and "尚未设置本系统的对外网址" in page.text and "part=1" not in page.text
    assert admin.get("/grids/plates/sheet").status_code == 409


def test_only_keepers_print_plates_and_only_of_their_place(app, login):
    assert login("leader_county").get("/grids/plates/").status_code == 403
    with app.app_context(), system("test") as session:
        far = session.scalars(select(Grid.id).where(Grid.code == "990102100201001")).one()
    app.config["PUBLIC_URL"] = "https://fengqiao.test"
    assert login("admin_town").get(f"/grids/plates/sheet?pk={far}").status_code == 404


def test_anybody_opens_a_plate_and_what_is_no_grid_looks_alike(app, client):
    answer = client.get(f"/g/{CODE}")
    assert answer.status_code == 200
    assert "建设社区第1网格" in answer.text and "12345" in answer.text
    assert "步长青" not in answer.text and "警格" not in answer.text
    with app.app_context(), system("test") as session:
        session.scalars(select(Grid).where(Grid.code == "990102001001002")).one().active = False
        session.commit()
    unknown = [
        client.get(f"/g/{code}") for code in ("990102001001002", "990102001001999", "x", "%00", "' or 1=1")
    ]
    assert {one.status_code for one in unknown} == {404}
    assert len({one.text.partition("<main")[2] for one in unknown}) == 1


def test_who_asks_too_often_waits(app, client, freeze):
    freeze("2026-11-20 09:00:00")
    app.config["PUBLIC_RATE"] = 3
    codes = [client.get(f"/g/{CODE}").status_code for _ in range(5)]
    assert codes == [200, 200, 200, 429, 429]
    freeze("2026-11-20 09:02:00")
    assert client.get(f"/g/{CODE}").status_code == 200
    app.config.pop("PUBLIC_RATE")
