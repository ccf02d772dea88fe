"""The OpenAPI document of a resource, worked out from the fields in force when it is asked for."""

from __future__ import annotations

from typing import Any

from apispec import APISpec
from apispec.exceptions import DuplicateComponentNameError
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.model.base import Record, Versioned
from app.view.api.about import item_fields, parameters_of
from app.view.api.schemas import Schema, asked_by, given_out, object_of, taken_in
from app.view.form_page import edit_form, new_form
from app.view.interface import PAGE_SIZES
from app.view.screens import screens
from app.workflow.engine import workflow_of

_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer"}
_PAGE = {"count": _NUMBER | {"nullable": True}, "capped": {"type": "boolean"}}


def schema_name(model: type[Record], kind: str = "") -> str:
    """The name of one of a model's schemas: `cases.case`, `cases.case.item`, `.new`, `.change`, `.page`."""
    return f"{model.model_id()}.{kind}" if kind else model.model_id()


def add_shared(spec: APISpec) -> None:
    """What every resource refers to."""
    errors = {"type": "object", "additionalProperties": {"type": "array", "items": _TEXT}}
    shared = {
        "Related": object_of([("id", _NUMBER), ("text", _TEXT)], ("id", "text")),
        "Problem": object_of(
            [
                ("message", _TEXT),
                ("errors", errors),
                ("reasons", {"type": "array", "items": {"type": "object"}}),
                ("row_version", _NUMBER),
            ],
            ("message",),
        ),
        "Count": object_of(list(_PAGE.items())),
        "Choices": object_of([("result", {"type": "array", "items": {"type": "object"}})]),
        "Timeline": object_of([("result", {"type": "array", "items": {"type": "object"}})]),
        "Done": object_of([("message", _TEXT)], ("message",)),
        "About": {"type": "object"},
    }
    for name, schema in shared.items():
        try:
            spec.components.schema(name, schema)
        except DuplicateComponentNameError:
            return


def add_schemas(spec: APISpec, model: type[Record]) -> None:
    """The schemas of one model."""
    row = object_of(
        [("id", _NUMBER), *((f.name, given_out(f)) for f in screens().list(model).columns)], ("id",)
    )
    item = object_of([("id", _NUMBER), *((f.name, given_out(f)) for f in item_fields(model))], ("id",))
    fresh = [field for field in new_form(model).fields if not field.readonly]
    changed = [(f.name, taken_in(f)) for f in edit_form(model).fields if not f.readonly]
    if issubclass(model, Versioned):
        changed.append(("row_version", _NUMBER))
    cursor = _TEXT | {"nullable": True}
    page = [
        ("result", {"type": "array", "items": _ref(schema_name(model))}),
        ("ids", {"type": "array", "items": _NUMBER}),
        ("next", cursor),
        ("previous", cursor),
        *_PAGE.items(),
    ]
    one = [
        ("id", _NUMBER),
        ("result", _ref(schema_name(model, "item"))),
        ("actions", {"type": "array", "items": {"type": "object"}}),
    ]
    needed = [field.name for field in fresh if field.required]
    for kind, schema in (
        ("", row),
        ("item", item),
        ("page", object_of(page, ("result", "ids"))),
        ("one", object_of(one, ("id", "result"))),
        ("new", object_of([(f.name, taken_in(f)) for f in fresh], needed, closed=True)),
        ("change", object_of(changed, closed=True)),
    ):
        spec.components.schema(schema_name(model, kind), schema)


def operation(model: type[Record], method: str) -> dict[str, Any]:
    """The operation object of one method of the resource."""
    title = str(screens().list(model).title)
    summary, answer, code, refusals = _OPERATIONS[method]
    told: dict[str, Any] = {
        "summary": f"{summary}: {title}",
        "operationId": f"{model.model_id().replace('.', '_')}_{method}",
        "security": [{"jwt": []}, {"api_key": []}],
        "parameters": _parameters(model, method),
        "responses": {
            str(code): _answer(
                gettext("Done"), _ref(answer if answer[0].isupper() else schema_name(model, answer))
            )
        },
    }
    for refusal in (401, 403, *refusals):
        told["responses"][str(refusal)] = _answer(str(_SAID[refusal]), _ref("Problem"))
    if method in ("post", "put", "action"):
        sent = {"post": _ref(schema_name(model, "new")), "put": _ref(schema_name(model, "change"))}
        schema = sent.get(method, {"type": "object"})
        told["requestBody"] = {
            "required": method != "action",
            "content": {"application/json": {"schema": schema}},
        }
    return told


#: What each method does, what it answers (a kind of the model's schemas, or a shared one), and how it may refuse.
_OPERATIONS: dict[str, tuple[Any, str, int, tuple[int, ...]]] = {
    "info": (_("Fields, filters and rights"), "About", 200, ()),
    "get_list": (_("Page of rows"), "page", 200, (422,)),
    "count": (_("Number of rows"), "Count", 200, (422,)),
    "get": (_("One row"), "one", 200, (404,)),
    "post": (_("New row"), "one", 201, (400, 409, 422)),
    "put": (_("Change a row"), "one", 200, (400, 404, 409, 422)),
    "delete": (_("Delete a row"), "Done", 200, (404, 409, 422)),
    "related": (_("Rows a field can be set to"), "Choices", 200, (404, 422)),
    "timeline": (_("History of a row"), "Timeline", 200, (404,)),
    "action": (_("Take a step"), "one", 200, (400, 404, 409, 422)),
}

_SAID = {
    400: _("The request cannot be read"),
    401: _("Nobody is signed in"),
    403: _("The right is not held"),
    404: _("Not there, or outside the reader's area"),
    409: _("Saved by somebody else since, or not possible in this state"),
    422: _("A value or parameter is wrong; `errors` names the fields"),
}


def _parameters(model: type[Record], method: str) -> list[dict[str, Any]]:
    found = []
    if method in ("get", "put", "delete", "timeline", "action"):
        found.append(_parameter("pk", "path", {"type": "integer", "format": "int64"}))
    if method == "put" and issubclass(model, Versioned):
        found.append(
            _parameter(
                "If-Match", "header", _TEXT, gettext("The version read, if `row_version` is not in the body")
            )
        )
    if method == "related":
        fields = (*edit_form(model).fields, *screens().list(model).filters)
        names = list(dict.fromkeys(f.name for f in fields if f.type in ("relation", "division")))
        found.append(_parameter("field", "path", _TEXT | ({"enum": names} if names else {})))
        found += [_parameter("q", "query", _TEXT), _parameter("arrow", "query", _TEXT)]
    if method == "action":
        workflow = workflow_of(model)
        names = [arrow.name for arrow in workflow.transitions] if workflow else []
        found.append(_parameter("arrow", "path", _TEXT | ({"enum": names} if names else {})))
    if method in ("get_list", "count"):
        found += _of_list(model)
    return found


def _of_list(model: type[Record]) -> list[dict[str, Any]]:
    listing = screens().list(model)
    sortable = [field.name for field in listing.columns if field.sortable]
    orders = [
        listing.order,
        *(sign + name for name in sortable for sign in ("", "-") if sign + name != listing.order),
    ]
    views = [view.name for view in listing.views]
    found = [
        _parameter("q", "query", _TEXT, gettext("Words to look for")),
        _parameter("order", "query", _TEXT | {"enum": orders}),
        _parameter("psize", "query", {"type": "integer", "minimum": 1, "maximum": max(PAGE_SIZES)}),
        _parameter("cursor", "query", _TEXT, gettext("`next` or `previous` of another page")),
        _parameter("columns", "query", _TEXT, gettext("Names with commas between them")),
    ]
    if views:
        found.append(_parameter("view", "query", _TEXT | {"enum": views}))
    for field in listing.filters:
        found += [
            _parameter(name, "query", asked_by(field), str(field.label)) for name in parameters_of(field)
        ]
    return found


def _parameter(name: str, place: str, schema: Schema, said: str = "") -> dict[str, Any]:
    found = {"name": name, "in": place, "required": place == "path", "schema": schema}
    return found | ({"description": said} if said else {})


def _answer(said: str, schema: Schema) -> dict[str, Any]:
    return {"description": said, "content": {"application/json": {"schema": schema}}}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}
