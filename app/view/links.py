"""Addresses of screens. A model's pages stand at `/<module>/<class>/…`."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import current_app, has_request_context, request, url_for

from app.access.scope import current_scope
from app.model.base import Record

#: The pages that show the rows of a model.
FACES = ("list", "board", "calendar", "map")


def route_base(model: type[Any]) -> str:
    """`/cases/case`."""
    return "/" + model.model_id().replace(".", "/")


def endpoint(model: type[Any]) -> str:
    """The name of a model's blueprint: `cases_case`."""
    return str(model.model_id().replace(".", "_"))


def address(
    model: type[Any], page: str, key: int | str | None = None, *, asked: dict[str, Any] | None = None
) -> str:
    """The address of a model's page, as `address(Case, "show", 17)`.

    Args:
        model: whose page.
        page: which page, as in the route.
        key: a row's key.
        asked: parameters; empty ones are left out, several values are repeated.
    """
    root = request.script_root if has_request_context() else ""  # services also run in commands and jobs
    path = f"{root}{route_base(model)}/{page}/" + ("" if key is None else str(key))
    if key is None and page not in FACES:
        path = path.rstrip("/")
    kept = {name: value for name, value in (asked or {}).items() if value not in (None, "")}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


def import_address(model: type[Any], key: int | None = None, step: str = "") -> str:
    """The page on which rows of a model are taken from a workbook, or a step of one such import."""
    root = request.script_root if has_request_context() else ""
    return f"{root}/imports/{model.model_id()}/" + "/".join(str(part) for part in (key, step) if part)


def batch_address(key: int | str, step: str = "") -> str:
    """The page of a batch of rows, or a step of it; for a new one the model's id and the act."""
    root = request.script_root if has_request_context() else ""
    return f"{root}/batches/{key}" + (f"/{step}" if step else "")


def has_screens(model: type[Any]) -> bool:
    """Whether a model has pages at all in this house."""
    return hasattr(model, "model_id") and endpoint(model) in current_app.blueprints


def show_address(model: type[Any]) -> str:
    """The address of a model's rows without the key, or nothing when the reader may not open them."""
    if not has_screens(model) or not current_scope().may("r", model):
        return ""
    return address(model, "show", "")


def reveal_address(row: Record, field: str) -> str:
    """Where the reason for seeing a protected value is sent."""
    return f"{request.script_root}/reveal/{row.model_id()}/{row.id}/{field}"


def sign_in_address(back: str = "") -> str:
    """The sign-in page, and where to go from there."""
    return url_for("SignInView.login", next=back or None)
