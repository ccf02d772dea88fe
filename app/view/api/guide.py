"""`/help/api/`: the interface for machines as a page, drawn from the OpenAPI document of what the reader may use."""

from __future__ import annotations

from typing import Any

from flask import current_app, render_template, request, url_for
from flask_appbuilder import BaseView, expose
from flask_appbuilder.api.manager import OpenApi
from flask_babel import gettext
from flask_login import login_required
from werkzeug.exceptions import Forbidden, NotFound

from app.access.scope import current_scope
from app.view.api.guide_lines import call_of, fields_of
from app.view.api.rows_api import RowsApi
from app.view.screens import screens

_VERSION = "v1"


class ApiGuide(BaseView):
    """What machines may ask, for whoever holds a post."""

    route_base = "/help/api"
    default_view = "index"

    @expose("/", methods=["GET"])
    @login_required
    def index(self) -> str:
        """How to come in, and which tables there are."""
        _require_post()
        root = request.url_root.rstrip("/")
        page = {
            "title": gettext("Interface for machines"),
            "crumbs": [_help(), {"label": gettext("Interface for machines")}],
            "ways": _ways(root),
            "resources": [
                {
                    "title": str(screens().list(view.model).title),
                    "name": view.model.model_id(),
                    "url": url_for("ApiGuide.resource", name=view.model.model_id()),
                }
                for view in _resources()
            ],
            "document_url": f"{request.script_root}/api/{_VERSION}/_openapi",
        }
        return render_template("api.html", page=page)

    @expose("/<name>", methods=["GET"])
    @login_required
    def resource(self, name: str) -> str:
        """The paths of one table, with parameters, fields and an example each."""
        _require_post()
        view = next((view for view in _resources() if view.model.model_id() == name), None)
        if view is None:
            raise NotFound
        spec = OpenApi._create_api_spec(_VERSION)
        view.add_api_spec(spec)
        document = spec.to_dict()
        title = str(screens().list(view.model).title)
        guide = {"label": gettext("Interface for machines"), "url": url_for("ApiGuide.index")}
        page = {
            "title": title,
            "second": name,
            "crumbs": [_help(), guide, {"label": title}],
            "operations": [
                {
                    "name": told.get("operationId", f"{method}-{path}"),
                    "title": told["summary"].rpartition(": ")[0],
                    "method": method.upper(),
                    "path": path,
                    "fields": fields_of(document, told),
                    "call": call_of(document, request.url_root.rstrip("/"), method, path, told),
                }
                for path, methods in document["paths"].items()
                for method, told in methods.items()
            ],
        }
        return render_template("api.html", page=page)


def _require_post() -> None:
    if not current_scope().posts:
        raise Forbidden


def _resources() -> list[Any]:
    """The resources the reader may read, in the order of the house."""
    views = current_app.extensions["appbuilder"].baseviews
    found = [view for view in views if isinstance(view, RowsApi)]
    return [view for view in found if current_scope().may("r", view.model)]


def _help() -> dict[str, Any]:
    return {"label": gettext("Help"), "url": url_for("HelpView.index")}


def _ways(root: str) -> list[dict[str, str]]:
    """The two ways a machine comes in, each with what to type."""
    key = gettext(
        "A key belongs to an account and reaches what its posts reach today. Whoever runs the house makes it on the "
        "server; it is shown once. It may have a last day, and ends at once when the account is disabled."
    )
    token = gettext(
        "A token is given for name and password, and the six digits where a second factor is set up. It ends soon and "
        "with every session of the account."
    )
    return [
        {
            "title": gettext("With a key"),
            "text": key,
            "call": f"python3 run.py flask users key ACCOUNT NAME --to 2027-01-01\n\n"
            f'curl -H "Authorization: Bearer $KEY" {root}/api/{_VERSION}/_openapi',
        },
        {
            "title": gettext("With a token"),
            "text": token,
            "call": f'curl -H "Content-Type: application/json" \\\n'
            f'  -d \'{{"username": "ACCOUNT", "password": "…"}}\' {root}/api/{_VERSION}/security/login',
        },
    ]
