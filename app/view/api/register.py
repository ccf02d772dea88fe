"""Putting the resources up: one class a model, and the document that describes them all."""

from __future__ import annotations

from typing import Any

from flask_appbuilder import AppBuilder
from flask_appbuilder.api.manager import OpenApi as FabOpenApi

from app.model.base import Record
from app.view.api.rows_api import Answering, RowsApi
from app.view.interface import Interface
from app.view.links import endpoint, route_base

_ROUTES = frozenset(
    ("info", "get_list", "count", "get", "post", "put", "delete", "related", "timeline", "action")
)


class OpenApi(Answering, FabOpenApi):
    """`/api/v1/_openapi`: what the reader may use, with the fields of the reader's own places."""


def register_api(appbuilder: AppBuilder, models: tuple[type[Record], ...]) -> None:
    """Put up a REST resource for each model that has screens.

    Args:
        appbuilder: Flask-AppBuilder, after the screens are registered.
        models: the models.
    """
    for model in models:
        appbuilder.add_api(api_class(model))
    appbuilder.add_api(OpenApi)


def api_class(model: type[Record]) -> type[RowsApi]:
    """The resource class of a model."""
    attributes: dict[str, Any] = {
        "model": model,
        "datamodel": Interface(model),
        "resource_name": route_base(model).strip("/"),
        "class_permission_name": model.model_id(),
        "include_route_methods": set(_ROUTES),
        "openapi_spec_tag": model.model_id(),
        "__doc__": f"REST resource of {model.model_id()}.",
    }
    return type(f"{endpoint(model)}_api", (RowsApi,), attributes)
