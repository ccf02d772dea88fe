"""The REST resources: reading, writing, refusing, as the screens do."""

from __future__ import annotations

import pytest

from modules.experts.models import Expert, Field
from modules.parties.models import Person
from tests.kernel import api_house
from tests.kernel.api_house import HERE, THERE, Machine, grow

rows_database, standing_rows, app = api_house.rows_database, api_house.standing_rows, api_house.rows_app


@pytest.fixture
def admin(app):
    return Machine(app, "admin")


def person(app, code=HERE, **values):
    return grow(app, Person, code, name=values.pop("name", "周清河"), **values)


def expert(app, code=HERE, **values):
    return grow(app, Expert, code, person_id=person(app, code), field_id=grow(app, Field, code), **values)


def test_the_cursor_goes_through_every_row_once(app, admin):
    keys = [person(app, name=f"人{n}") for n in range(5)]
    seen, at = [], None
    while True:
        answer = admin("GET", "/parties/person/?psize=2" + (f"&cursor={at}" if at else "")).json
        seen += answer["ids"]
        at = answer["next"]
        if at is None:
            break
    assert seen == sorted(keys, reverse=True)
    assert answer["count"] == 5
    assert admin("GET", "/parties/person/count").json == {"count": 5, "capped": False}


def test_protected_values_are_masked(app, admin):
    key = person(app, id_number="11010519491231002X", phone="13812345678")
    row = admin("GET", "/parties/person/").json["result"][0]
    assert row["id_number"] == "110105********002X"
    assert row["phone"] == "138****5678"
    item = admin("GET", f"/parties/person/{key}")
    assert "13812345678" not in item.text and "11010519491231002X" not in item.text


def test_rows_of_a_sibling_county_are_not_there(app, admin):
    person(app)
    far = person(app, THERE)
    assert far not in admin("GET", "/parties/person/").json["ids"]
    for method in ("GET", "PUT", "DELETE"):
        answer = admin(method, f"/parties/person/{far}", json={"name": "李", "row_version": 1})
        assert answer.status_code in (403, 404), method
    assert Machine(app, "other")("GET", f"/parties/person/{far}").status_code == 200


def test_a_row_is_made_read_and_changed(app, admin):
    made = admin("POST", "/parties/person/", json={"name": "沈知远", "sex": "1", "birth_date": "1990-02-03"})
    assert made.status_code == 201, made.text
    assert made.json["result"]["division_code"] == HERE
    address = made.headers["Location"].removeprefix("/api/v1")
    assert admin("GET", address).json["result"]["birth_date"] == "1990-02-03"
    version = made.headers["ETag"]
    put = admin("PUT", address, json={"name": "沈知行"}, headers={"If-Match": version})
    assert put.status_code == 200 and put.json["result"]["name"] == "沈知行"
    stale = admin("PUT", address, json={"name": "沈知止"}, headers={"If-Match": version})
    assert stale.status_code == 409
    assert stale.json["row_version"] == put.json["result"]["row_version"]
    assert admin("GET", address).json["result"]["name"] == "沈知行"


def test_a_change_says_which_version_it_was_made_from(app, admin):
    key = person(app)
    answer = admin("PUT", f"/parties/person/{key}", json={"name": "沈"})
    assert answer.status_code == 422 and "row_version" in answer.json["errors"]


def test_what_is_wrong_is_told_by_field(admin):
    answer = admin("POST", "/parties/person/", json={"name": "", "sex": "7", "birth_date": "31.2.", "shoe": 1})
    assert answer.status_code == 422
    assert set(answer.json["errors"]) == {"name", "sex", "birth_date", "shoe"}
    long = admin("POST", "/parties/person/", json={"name": "长" * 81})
    assert set(long.json["errors"]) == {"name"}


@pytest.mark.parametrize("body", ["", "[]", "null", "{", '"x"', "[" * 100_000, "{\"a\":" * 3000])
def test_what_is_no_object_is_a_bad_request(admin, body):
    answer = admin("POST", "/parties/person/", data=body, content_type="application/json")
    assert answer.status_code == 400 and answer.json["message"]


def test_keys_of_other_tables_are_looked_up(app, admin):
    field, here, far = grow(app, Field, HERE), person(app), person(app, THERE)
    for wrong in (far, 10**9, "x", [here], {"id": far}, {}, True, -1, 1.5):
        answer = admin("POST", "/experts/expert/", json={"person_id": wrong, "field_id": field, "division_code": HERE})
        assert answer.status_code == 422 and "person_id" in answer.json["errors"], wrong
    given_back = {"id": here, "text": "x"}
    made = admin(
        "POST", "/experts/expert/", json={"person_id": given_back, "field_id": field, "division_code": HERE}
    )
    assert made.status_code == 201, made.text
    assert made.json["result"]["person_id"]["id"] == here


def test_a_foreign_place_cannot_be_given(app, admin):
    answer = admin("POST", "/parties/person/", json={"name": "沈", "division_code": THERE})
    assert answer.status_code == 422 and "division_code" in answer.json["errors"]


def test_a_state_is_moved_by_its_arrows_only(app, admin):
    key = expert(app)
    wrong = admin("PUT", f"/experts/expert/{key}", json={"status": "published", "row_version": 1})
    assert wrong.status_code == 422 and "status" in wrong.json["errors"]
    moved = admin("POST", f"/experts/expert/{key}/actions/submit")
    assert moved.status_code == 200 and moved.json["result"]["status"] == "reviewing"
    again = admin("POST", f"/experts/expert/{key}/actions/submit")
    assert again.status_code == 409 and again.json["reasons"]
    alone = admin("POST", f"/experts/expert/{key}/actions/publish")
    assert alone.status_code == 409
    second = Machine(app, "second")
    bare = second("POST", f"/experts/expert/{key}/actions/return_", json={})
    assert bare.status_code == 409
    assert second("POST", f"/experts/expert/{key}/actions/return_", json={"note": "请补材料"}).status_code == 200
    acts = second("GET", f"/experts/expert/{key}/timeline").json["result"]
    assert [act["act"] for act in acts] == ["return_", "submit"]
    assert acts[0]["note"] == "请补材料"
    assert admin("POST", f"/experts/expert/{key}/actions/fly").status_code == 404
    assert Machine(app, "clerk")("POST", f"/experts/expert/{key}/actions/submit").status_code == 403


def test_rights_are_those_of_the_screens(app, admin):
    key = expert(app)
    clerk = Machine(app, "clerk")
    assert clerk("GET", f"/experts/expert/{key}").status_code == 200
    assert clerk("PUT", f"/experts/expert/{key}", json={"row_version": 1}).status_code == 403
    assert clerk("DELETE", f"/experts/expert/{key}").status_code == 403
    assert clerk("POST", "/experts/expert/", json={}).status_code == 403
    assert clerk("GET", "/grids/grid_worker/").status_code == 403
    assert admin("DELETE", f"/experts/expert/{key}").status_code == 200
    assert admin("GET", f"/experts/expert/{key}").status_code == 404


def test_what_others_need_cannot_be_deleted(app, admin):
    key = expert(app)
    field = admin("GET", f"/experts/expert/{key}").json["result"]["field_id"]["id"]
    answer = admin("DELETE", f"/experts/field/{field}")
    assert answer.status_code == 422 and answer.json["message"]


def test_filters_are_those_of_the_list(app, admin):
    person(app, sex="1")
    key = person(app, sex="2")
    assert admin("GET", "/parties/person/?sex=2").json["ids"] == [key]
    hidden = ("phone=1", "id_number=1", "password=x", "order=phone", "columns=uuid")
    for wrong in (*hidden, "sex=7", "psize=x", "psize=0", "cursor=zz"):
        answer = admin("GET", f"/parties/person/?{wrong}")
        assert answer.status_code == 422 and answer.json["errors"], wrong
    assert list(admin("GET", "/parties/person/?columns=name").json["result"][0]) == ["id", "name"]


def test_related_rows_are_asked_for_and_scoped(app, admin):
    here, far = person(app, name="周清河"), person(app, THERE, name="周远山")
    told = admin("GET", "/experts/expert/_info").json
    assert [field["name"] for field in told["new"]][:2] == ["person_id", "field_id"]
    assert "周" not in admin("GET", "/experts/expert/_info").get_data(as_text=True)
    found = admin("GET", "/experts/expert/related/person_id?q=周").json["result"]
    assert [row["value"] for row in found] == [here] and far != here
    assert admin("GET", "/experts/expert/related/title").status_code == 404


def test_nobody_gets_nothing(app):
    client = app.test_client()
    for path in ("/parties/person/", "/parties/person/_info", "/parties/person/1", "/_openapi"):
        answer = client.get(f"/api/v1{path}")
        assert answer.status_code == 401 and answer.json["message"], path
    for header in ("Bearer x", "Bearer sst_none", "Basic x", "Bearer a.b.c"):
        answer = client.get("/api/v1/parties/person/", headers={"Authorization": header})
        assert answer.status_code == 401, header
