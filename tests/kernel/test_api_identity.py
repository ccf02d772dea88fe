"""Three ways of saying who one is: a browser's session, a token, a key. All reach the same rows."""

from __future__ import annotations

from app.view.api.rows_api import RowsApi
from modules.parties.models import Person
from tests.kernel import api_house
from tests.kernel.access_house import PASSWORD, token_of
from tests.kernel.api_house import HERE, THERE, Machine, grow, signed_in

rows_database, standing_rows, app = api_house.rows_database, api_house.standing_rows, api_house.rows_app

PEOPLE = "/api/v1/parties/person/"


def test_a_session_reads_freely_and_writes_with_the_token_only(app):
    key = grow(app, Person, HERE)
    grow(app, Person, THERE)
    with signed_in(app, "admin") as browser:
        assert browser.get(PEOPLE).json["ids"] == [key]
        bare = browser.post(PEOPLE, json={"name": "周"})
        assert bare.status_code == 400 and bare.json["message"]
        token = token_of(browser, "/password/")
        made = browser.post(PEOPLE, json={"name": "周"}, headers={"X-CSRFToken": token})
        assert made.status_code == 201, made.text
        for method in ("put", "delete"):
            assert getattr(browser, method)(f"{PEOPLE}{key}", json={"name": "x"}).status_code == 400


def test_a_token_reaches_what_its_account_reaches(app):
    key = grow(app, Person, HERE)
    grow(app, Person, THERE)
    client = app.test_client()
    wrong = client.post("/api/v1/security/login", json={"username": "clerk", "password": "no"})
    assert wrong.status_code == 401
    given = client.post("/api/v1/security/login", json={"username": "clerk", "password": PASSWORD})
    headers = {"Authorization": f"Bearer {given.json['access_token']}"}
    fresh = app.test_client()
    assert fresh.get(PEOPLE, headers=headers).json["ids"] == [key]
    assert fresh.post(PEOPLE, json={"name": "周"}, headers=headers).status_code == 201
    refused = fresh.get("/api/v1/grids/grid_worker/", headers=headers)
    assert refused.status_code == 403 and refused.json["message"]


def test_a_key_is_no_wider_than_its_account(app):
    grow(app, Person, THERE)
    assert Machine(app, "admin")("GET", "/parties/person/").json["ids"] == []


def test_no_resource_keeps_filters_or_schemas_between_requests(app):
    resources = [view for view in app.extensions["appbuilder"].baseviews if isinstance(view, RowsApi)]
    assert resources
    for resource in resources:
        assert not {"_filters", "_base_filters", "list_model_schema"} & set(vars(resource))
