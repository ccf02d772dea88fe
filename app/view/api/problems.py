"""What went wrong, as JSON: a sentence in `message`, those of fields in `errors`, those of an arrow in `reasons`."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify
from flask_babel import gettext
from flask_jwt_extended.exceptions import JWTExtendedException
from jwt.exceptions import PyJWTError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from app.access.scope import ScopeError
from app.model.base import db
from app.view.arrows import reason
from app.view.errors import BadQuery, Conflict, FieldError, Invalid
from app.workflow.engine import NotAllowed, Refused


def answer_problems(blueprint: Blueprint) -> None:
    """Let every refusal below a blueprint be answered in JSON. What is not expected stays a logged error."""
    for kind, told in (
        (HTTPException, _http),
        (JWTExtendedException, _unknown),
        (PyJWTError, _unknown),
        (BadQuery, _query),
        (FieldError, _field),
        (Invalid, _invalid),
        (ScopeError, _outside),
        (Conflict, _conflict),
        (NotAllowed, _not_allowed),
        (Refused, _refused),
    ):
        blueprint.register_error_handler(kind, told)


def problem(code: int, message: str = "", **more: Any) -> tuple[Response, int]:
    """An answer that says what is wrong; whatever was half written is undone."""
    db.session.rollback()
    return jsonify({"message": message or words(code), **more}), code


def words(code: int) -> str:
    """What a status means when nothing more is known."""
    known = {
        400: gettext("The request cannot be read"),
        401: gettext("Please sign in"),
        403: gettext("Your post does not include this"),
        404: gettext("Not found, or outside your area"),
        405: gettext("This address does not answer to that"),
        409: gettext("Someone saved before you"),
        413: gettext("Too much was sent at once"),
    }
    return known.get(code) or gettext("This did not work")


def _http(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    own = (
        error.description
        if error.code == 400 and error.response is None and "browser" not in str(error)
        else ""
    )
    return problem(error.code, own or "")


def _unknown(_error: Exception) -> Any:
    return problem(401)


def _query(error: BadQuery) -> Any:
    return problem(422, error.said, errors={error.parameter: [error.said]})


def _field(error: FieldError) -> Any:
    return problem(422, str(error))


def _invalid(error: Invalid) -> Any:
    return problem(422, str(error), errors=error.errors)


def _outside(_error: ScopeError) -> Any:
    return problem(422, gettext("Something chosen here lies outside your area"))


def _conflict(error: Conflict) -> Any:
    present = getattr(error.row, "row_version", None)
    return problem(409, str(error), **({"row_version": present} if present is not None else {}))


def _not_allowed(error: NotAllowed) -> Any:
    return problem(403, str(error))


def _refused(error: Refused) -> Any:
    reasons = [reason(refusal) | {"article": str(refusal.article)} for refusal in error.refusals]
    return problem(409, str(error), reasons=reasons)
