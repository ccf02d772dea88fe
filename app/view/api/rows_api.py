"""The REST resource of one model: Flask-AppBuilder's `ModelRestApi` with our own reading, writing and words.

Flask-AppBuilder gives routing, the three ways of saying who one is (session cookie, token, API key), rights by name
and the OpenAPI document. Its filters shared between requests, its marshmallow schemas and its swallowed errors are not
used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from apispec import APISpec
from flask import Blueprint, jsonify, request
from flask_appbuilder.api import BaseApi, ModelRestApi, expose
from flask_appbuilder.security.decorators import permission_name, protect
from flask_babel import gettext
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from app.access.scope import current_scope
from app.model.base import Record, Scoped, Versioned
from app.view import picker
from app.view.api.about import about, item_fields, offer_as_json, parameters_of
from app.view.api.body import body_of_request, keyed, read_body, version_of
from app.view.api.openapi import add_schemas, add_shared, operation
from app.view.api.problems import answer_problems, problem
from app.view.api.timeline import timeline_as_json
from app.view.api.values import row_as_json, rows_as_json
from app.view.arrows import arrow_fields, press
from app.view.errors import BadQuery, Invalid
from app.view.fields import FieldInfo
from app.view.form_page import edit_form, new_form, places_of
from app.view.interface import COUNTED, PAGE_SIZES, Ask, Interface, read_ask
from app.view.placing import give_place
from app.view.screens import screens
from app.view.writing import commit, create, delete, locked_reason, refusals_in_words, update
from app.workflow.engine import offers, workflow_of

#: Parameters of a list that are no filter.
ASKING = ("q", "view", "order", "psize", "cursor", "columns")

#: What may be said with any arrow.
_REMARKS = ("note", "reason")


def route(url: str, permission: str, methods: tuple[str, ...] = ("GET",)) -> Callable[..., Any]:
    """Expose a method at an address for those who hold a permission, however they say who they are."""

    def wrap(method: Callable[..., Any]) -> Callable[..., Any]:
        guarded = protect(allow_browser_login=True)(permission_name(permission)(method))

        @wraps(guarded)
        def answered(self: Any, *args: Any, **kwargs: Any) -> Any:
            return guarded(self, *args, **kwargs)

        exposed: Callable[..., Any] = expose(url, methods)(answered)
        return exposed

    return wrap


class Answering(BaseApi):
    """A resource whose refusals are JSON in the reader's language."""

    def create_blueprint(self, *args: Any, **kwargs: Any) -> Blueprint:
        """The blueprint, with our answers."""
        blueprint: Blueprint = super().create_blueprint(*args, **kwargs)
        answer_problems(blueprint)
        return blueprint

    def response_401(self) -> Any:
        """Nobody known."""
        return problem(401)

    def response_403(self) -> Any:
        """Known, but not for this."""
        return problem(403)


class RowsApi(Answering, ModelRestApi):
    """`/api/v1/<module>/<model>/`. `register_api` makes a class of it for each model."""

    model: type[Record]
    datamodel: Interface

    def _init_properties(self) -> None:
        """Nothing is worked out here: screens are resolved for each request."""

    def _init_titles(self) -> None:
        """Titles come from specs."""

    def _init_model_schemas(self) -> None:
        """Schemas come from the fields in force; see `openapi.py`."""

    def add_api_spec(self, api_spec: APISpec) -> None:
        """The paths of this resource, for those who may read it."""
        if current_scope().may("r", self.model):
            super().add_api_spec(api_spec)

    def add_apispec_components(self, api_spec: APISpec) -> None:
        """The schemas of this resource, custom fields included."""
        add_shared(api_spec)
        add_schemas(api_spec, self.model)

    def operation_helper(
        self, operations: Any = None, methods: Any = None, func: Any = None, **_more: Any
    ) -> None:
        """What one address does, from what the model declares."""
        for method in methods:
            operations[method.lower()] = operation(self.model, func.__name__)

    @route("/_info", "info")
    def info(self) -> Any:
        """Fields, filters, rights and steps."""
        return jsonify(about(self.model, request.script_root + str(self.route_base)))

    @route("/", "list")
    def get_list(self) -> Any:
        """A page of rows."""
        ask = self._ask()
        page = self.datamodel.page(ask)
        answer: dict[str, Any] = {
            "result": rows_as_json(self._columns(ask), page.rows),
            "ids": [row.id for row in page.rows],
            "next": page.next.text() if page.next else None,
            "previous": page.previous.text() if page.previous else None,
        }
        return jsonify(answer | _counted(page.total, page.counted))

    @route("/count", "list")
    def count(self) -> Any:
        """How many rows a list has, counted up to a limit."""
        return jsonify(_counted(self.datamodel.count(self._ask()), COUNTED))

    @route("/<pk>", "get")
    def get(self, pk: str) -> Any:
        """One row, with the steps that can be taken on it."""
        return self._item(self.datamodel.get_row(pk))

    @route("/", "post", ("POST",))
    def post(self) -> Any:
        """A new row."""
        fields, sent, places = new_form(self.model).fields, body_of_request(), places_of(self.model)
        if len(places) == 1 and any(field.name == "division_code" for field in fields):
            sent.setdefault("division_code", places[0])
        values = read_body(fields, sent)
        give_place(self.model, values)
        row = create(self.model, values)
        commit(self.model)
        answer = self._item(row, 201)
        answer.headers["Location"] = f"{request.script_root}{self.route_base}/{row.id}"
        return answer

    @route("/<pk>", "put", ("PUT",))
    def put(self, pk: str) -> Any:
        """Change the fields that were sent."""
        sent = body_of_request()
        row = self.datamodel.get_row(pk, "u", lock=True)
        seen = version_of(sent) if isinstance(row, Versioned) else None
        if locked_reason(row):
            raise Invalid({"": [locked_reason(row)]})
        update(row, read_body(edit_form(self.model).fields, sent, row), seen)
        commit(self.model)
        return self._item(row)

    @route("/<pk>", "delete", ("DELETE",))
    def delete(self, pk: str) -> Any:
        """Delete an unused row; what has a history is made void instead."""
        delete(self.datamodel.get_row(pk, "d", lock=True))
        commit(self.model)
        return jsonify({"message": gettext("Deleted")})

    @route("/related/<field>", "list")
    def related(self, field: str) -> Any:
        """Rows a field can be set to."""
        found = picker.field_of(self.model, field, request.args.get("arrow", ""))
        if found is None:
            raise NotFound
        return jsonify({"result": picker.options(self.model, found, request.args)})

    @route("/<pk>/timeline", "get")
    def timeline(self, pk: str) -> Any:
        """The acts on a row, newest first."""
        row = self.datamodel.get_row(pk)
        return jsonify({"result": timeline_as_json(row) if issubclass(self.model, Scoped) else []})

    @route("/<pk>/actions/<arrow>", "get", ("POST",))
    def action(self, pk: str, arrow: str) -> Any:
        """Take a step of the workflow."""
        workflow = workflow_of(self.model)
        known = next((t for t in workflow.transitions if t.name == arrow), None) if workflow else None
        if known is None:
            raise NotFound
        sent = body_of_request() if request.content_length else {}
        given: Any = keyed(arrow_fields(self.model, known), sent, _REMARKS)
        row = self.datamodel.get_row(pk, lock=True)
        with refusals_in_words(self.model):
            press(row, known, given)
        commit(self.model)
        return self._item(row)

    def _item(self, row: Any, code: int = 200) -> Response:
        result = row_as_json(item_fields(self.model), row)
        answer = jsonify(
            {"id": row.id, "result": result, "actions": [offer_as_json(offer) for offer in offers(row)]}
        )
        answer.status_code = code
        if isinstance(row, Versioned):
            answer.headers["ETag"] = f'"{row.row_version}"'
        return answer

    def _ask(self) -> Ask:
        """What the address asks; a parameter nobody knows is a mistake, not a filter that filters nothing."""
        screen = screens().list(self.model)
        known = {*ASKING, *(name for field in screen.filters for name in parameters_of(field))}
        for name in request.args:
            if name not in known:
                raise BadQuery(name, gettext("There is no such filter"))
        ask = read_ask(screen, request.args)
        if ask.size < 1:
            raise BadQuery("psize")
        return replace(ask, size=min(ask.size, max(PAGE_SIZES)))

    def _columns(self, ask: Ask) -> tuple[FieldInfo, ...]:
        named = [name for name in request.args.get("columns", "").split(",") if name]
        columns = {field.name: field for field in ask.screen.columns}
        for name in named:
            if name not in columns:
                raise BadQuery("columns", gettext("There is no such column: %(name)s", name=name))
        return tuple(columns[name] for name in named) or ask.screen.columns


def _counted(total: int | None, most: int) -> dict[str, Any]:
    if total is None:
        return {"count": None, "capped": False}
    return {"count": min(total, most), "capped": total > most}
