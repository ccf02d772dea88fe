"""Answers to what cannot be done, in words: pages for people, JSON for machines; nothing sent ends in a 500."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any

from flask import Flask, current_app, jsonify, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoneFree
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BuildError

from app.access.safe_next import safe_back
from app.access.scope import ScopeError
from app.model.base import db
from app.view.doorkeeper import Elsewhere
from app.view.errors import BadQuery, Conflict, Invalid
from app.view.links import sign_in_address
from app.workflow.engine import NotAllowed, Refused

log = logging.getLogger(__name__)

#: Characters of a value in an address that are worth repeating.
_SHOWN = 40

#: The database does not answer, or all its connections are busy.
_AWAY = (OperationalError, NoneFree)

#: Seconds after which one who was told to wait may ask again.
_RETRY = "15"


def install_answers(app: Flask) -> None:
    """Register the answers. Called once by `register`."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(BadQuery, _query)
    app.register_error_handler(Invalid, lambda error: _answer(422, str(error)))
    app.register_error_handler(ScopeError, _outside)
    app.register_error_handler(Conflict, lambda _error: _answer(409, ""))
    app.register_error_handler(NotAllowed, lambda error: _answer(403, str(error)))
    for kind in _AWAY:
        app.register_error_handler(kind, _away)
    app.register_error_handler(Refused, lambda error: _answer(409, str(error)))


def wants_json() -> bool:
    """Whether a machine or a script asks."""
    return request.path.startswith("/api/") or request.accept_mimetypes.best == "application/json"


def _http(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    cause = getattr(error, "original_exception", None)
    if isinstance(cause, _AWAY):  # it went away while another refusal was being answered
        return _away(cause)
    if isinstance(error, Elsewhere):
        return _answer(403, gettext("Your post has this right, but not in the place where this lies."))
    if error.code == 405:
        answer = _answer(405, gettext("This address does not answer to that") if wants_json() else "")
        return (*answer, error.get_headers()) if isinstance(answer, tuple) else answer
    if isinstance(error, CSRFError) and not current_user.is_authenticated:
        return _answer(error.code, **_signed_out())
    return _answer(error.code, "")


def _query(error: BadQuery) -> Any:
    """Which part of the address is meant, and the list without it."""
    known = {
        "q": gettext("Search"),
        "order": gettext("Sorting"),
        "columns": gettext("Columns"),
        "psize": gettext("Rows a page"),
        "view": gettext("Views"),
        "cursor": gettext("Place in the list"),
        "format": gettext("Kind of file"),
    }
    text = gettext(
        "%(what)s in the address, “%(value)s”: %(wrong)s",
        what=str(error.label) or known.get(error.parameter, error.parameter),
        value=request.args.get(error.parameter, "")[:_SHOWN],
        wrong=error.said,
    )
    drawn: dict[str, Any] = {"title": gettext("This address cannot be read")}
    try:
        whole = {"label": gettext("Show the whole list"), "url": url_for(".list"), "tone": "primary"}
        drawn["actions"] = [whole]
    except BuildError:  # a page without a list
        pass
    return _answer(422, text, **drawn)


def _outside(error: ScopeError) -> Any:
    log.warning("outside the scope: %s", error)
    return _answer(422, gettext("Something chosen here lies outside your area"))


def _away(error: BaseException) -> Any:
    """The database is away or too busy: nothing was written. The page asks for nothing that is kept there."""
    log.error("the database does not answer", exc_info=error)
    with suppress(SQLAlchemyError):
        db.session.rollback()
    if wants_json():
        answer = jsonify({"message": gettext("The system is being maintained; please try again in a moment")})
    else:
        answer = current_app.send_static_file("maintenance.html")
    answer.headers["Retry-After"] = _RETRY
    return answer, 503


def _signed_out() -> dict[str, Any]:
    """A form sent after its session ended: what was typed is offered again in it, and the way back in."""
    return {
        "title": gettext("You are no longer signed in"),
        "text": gettext(
            "Nothing was saved. Sign in: you come back to the form, and what you typed is offered there."
        ),
        "actions": [
            {
                "label": gettext("Sign in"),
                "url": sign_in_address(safe_back()),
                "tone": "primary",
                "icon": "lock",
            }
        ],
    }


def _answer(code: int, text: str, **more: Any) -> Any:
    db.session.rollback()
    if wants_json():
        return jsonify({"message": text or gettext("This did not work")}), code
    return render_template("error.html", page={"code": code, "text": text, **more}), code
