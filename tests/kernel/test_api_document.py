"""The OpenAPI document: sound in itself, and true of what the resources answer; and nothing sent ends in our error."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from modules.experts.models import Expert, Field
from modules.parties.models import Person
from tests.kernel import api_house
from tests.kernel.api_house import HERE, Machine, grow

rows_database, standing_rows, app = api_house.rows_database, api_house.standing_rows, api_house.rows_app

METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
COMPONENT = re.compile(r"[a-zA-Z0-9._-]+")


@pytest.fixture
def admin(app):
    return Machine(app, "admin")


@pytest.fixture
def document(admin):
    answer = admin("GET", "/_openapi")
    assert answer.status_code == 200
    return answer.json


def walk(node, path=()):
    """Every dict of the document with its path."""
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            yield from walk(value, (*path, key))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from walk(value, (*path, place))


def resolve(document, reference):
    assert reference.startswith("#/"), reference
    node = document
    for step in reference[2:].split("/"):
        node = node[step.replace("~1", "/").replace("~0", "~")]
    return node


def operations(document):
    for path, item in document["paths"].items():
        for method, operation in item.items():
            assert method in METHODS, (path, method)
            yield path, method, operation


def test_the_document_is_sound(document):
    assert document["openapi"].startswith("3.0.")
    assert set(document["info"]) >= {"title", "version"}
    for path, node in walk(document):
        if "$ref" in node and isinstance(node["$ref"], str):
            resolve(document, node["$ref"])
            assert set(node) == {"$ref"}, path
    for kind in document["components"].values():
        assert all(COMPONENT.fullmatch(name) for name in kind)
    seen = set()
    for path, method, operation in operations(document):
        where = f"{method} {path}"
        assert operation["responses"], where
        for code, answer in operation["responses"].items():
            assert re.fullmatch(r"[1-5]\d\d|default", str(code)), where
            answer = resolve(document, answer["$ref"]) if "$ref" in answer else answer
            assert "description" in answer, where
        parameters = [
            resolve(document, part["$ref"]) if "$ref" in part else part
            for part in operation.get("parameters", [])
        ]
        named = [(part["name"], part["in"]) for part in parameters]
        assert len(named) == len(set(named)), where
        assert all("schema" in part or "content" in part for part in parameters), where
        assert all(part.get("required") for part in parameters if part["in"] == "path"), where
        assert {name for name, place in named if place == "path"} == set(re.findall(r"{(\w+)}", path)), where
        for need in operation.get("security", []):
            assert set(need) <= set(document["components"]["securitySchemes"]), where
        if "operationId" in operation:
            assert operation["operationId"] not in seen
            seen.add(operation["operationId"])


def test_every_schema_is_a_schema(document):
    for name, schema in document["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        assert schema.get("type") or "$ref" in schema or "allOf" in schema, name


def test_models_are_described_field_by_field(document):
    schemas = document["components"]["schemas"]
    fresh = schemas["parties.person.new"]
    assert fresh["required"] and "name" in fresh["required"] and fresh["additionalProperties"] is False
    assert fresh["properties"]["name"]["maxLength"] == 80
    assert schemas["parties.person"]["properties"]["birth_date"]["format"] == "date"
    assert schemas["experts.expert.item"]["properties"]["person_id"]["allOf"]
    listing = document["paths"]["/api/v1/parties/person/"]["get"]
    assert {"q", "order", "psize", "cursor", "sex", "birth_date_min"} <= {
        p["name"] for p in listing["parameters"]
    }
    assert set(listing["responses"]) >= {"200", "401", "403", "422"}
    assert "/api/v1/grids/grid_worker/" in document["paths"]


def test_clerks_see_what_they_may_read_only(app):
    paths = Machine(app, "clerk")("GET", "/_openapi").json["paths"]
    assert "/api/v1/parties/person/" in paths and "/api/v1/grids/grid_worker/" not in paths


def draft(document, schema):
    """An OpenAPI 3.0 schema as JSON Schema: `nullable` becomes a type."""
    if isinstance(schema, list):
        return [draft(document, part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return draft(document, resolve(document, schema["$ref"]))
    found = {key: draft(document, value) for key, value in schema.items() if key != "nullable"}
    if schema.get("nullable"):
        return {"anyOf": [found, {"type": "null"}]}
    return found


def test_answers_are_as_described(app, admin, document):
    person = grow(app, Person, HERE, name="周清河", sex="1", phone="13812345678")
    field = grow(app, Field, HERE)
    key = grow(app, Expert, HERE, person_id=person, field_id=field)
    for path, real in (
        ("/api/v1/parties/person/", "/parties/person/"),
        ("/api/v1/parties/person/{pk}", f"/parties/person/{person}"),
        ("/api/v1/parties/person/count", "/parties/person/count"),
        ("/api/v1/experts/expert/", "/experts/expert/"),
        ("/api/v1/experts/expert/{pk}", f"/experts/expert/{key}"),
        ("/api/v1/experts/expert/{pk}/timeline", f"/experts/expert/{key}/timeline"),
        ("/api/v1/experts/expert/related/{field}", "/experts/expert/related/person_id"),
        ("/api/v1/experts/expert/_info", "/experts/expert/_info"),
    ):
        said = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        Draft202012Validator(draft(document, said), format_checker=FormatChecker()).validate(
            admin("GET", real).json
        )
    problem = document["components"]["schemas"]["Problem"]
    for answer in (
        admin("GET", "/parties/person/?nothing=1"),
        admin("GET", "/parties/person/999999"),
        admin("POST", "/parties/person/", json={"name": 1}),
        admin("POST", f"/experts/expert/{key}/actions/publish"),
    ):
        assert answer.status_code >= 400
        Draft202012Validator(draft(document, problem)).validate(answer.json)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
PERSON = (
    "name",
    "id_type",
    "id_number",
    "sex",
    "birth_date",
    "phone",
    "address",
    "division_code",
    "row_version",
)
EXPERT = (
    "person_id",
    "field_id",
    "title",
    "unit_id",
    "online_24h",
    "introduction",
    "division_code",
    "status",
)
QUERY = ("q", "order", "psize", "cursor", "columns", "view", "sex", "birth_date_min", "division_code", "_l_")
FUZZ = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
    ],  # a machine may be busy
)


@pytest.fixture
def person(app):
    return grow(app, Person, HERE)


@FUZZ
@given(
    body=st.dictionaries(st.sampled_from(PERSON), VALUES),
    other=st.dictionaries(st.sampled_from(EXPERT), VALUES),
)
def test_no_body_is_too_much(admin, person, body, other):
    admin("POST", "/parties/person/", json=body)
    admin("PUT", f"/parties/person/{person}", json={"row_version": 1} | body)
    admin("POST", "/experts/expert/", json=other)


@FUZZ
@given(
    asked=st.dictionaries(st.sampled_from(QUERY), st.text(max_size=12), max_size=4), key=st.text(max_size=8)
)
def test_no_address_is_too_much(admin, asked, key):
    admin("GET", "/parties/person/", query_string=asked)
    admin("GET", "/experts/expert/count", query_string=asked)
    admin("GET", "/experts/expert/related/person_id", query_string=asked)
    safe = quote(key, safe="")
    for rest in ("", "/timeline", "/actions/submit"):
        admin("POST" if "actions" in rest else "GET", f"/experts/expert/{safe or 'x'}{rest}")
