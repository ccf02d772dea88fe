"""Answers to what cannot be done, in words: pages for people, JSON for machines; nothing sent ends in a 500."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, jsonify, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from app.access.scope import ScopeError
from app.model.base import db
from app.view.errors import BadQuery, Conflict, Invalid
from app.workflow.engine import NotAllowed, Refused

log = logging.getLogger(__name__)


def install_answers(app: Flask) -> None:
    """Register the answers. Called once by `register`."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(BadQuery, lambda _error: _answer(422, gettext("This address cannot be read")))
    app.register_error_handler(Invalid, lambda error: _answer(422, str(error)))
    app.register_error_handler(ScopeError, _outside)
    app.register_error_handler(Conflict, lambda _error: _answer(409, ""))
    app.register_error_handler(NotAllowed, lambda error: _answer(403, str(error)))
    app.register_error_handler(Refused, lambda error: _answer(409, str(error)))


def wants_json() -> bool:
    """Whether a machine or a script asks."""
    return request.path.startswith("/api/") or request.accept_mimetypes.best == "application/json"


def _http(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    if error.code == 405:
        answer = _answer(405, gettext("This address does not answer to that"))
        return (*answer, error.get_headers()) if isinstance(answer, tuple) else answer
    if isinstance(error, CSRFError) and not current_user.is_authenticated:
        return _answer(error.code, **_signed_out())
    return _answer(error.code, "")


def _outside(error: ScopeError) -> Any:
    log.warning("outside the scope: %s", error)
    return _answer(422, gettext("Something chosen here lies outside your area"))


def _signed_out() -> dict[str, Any]:
    """A form sent after its session ended: what was typed is still in the browser, and the way back in."""
    return {
        "title": gettext("You are no longer signed in"),
        "text": gettext(
            "Nothing was saved. Go back and copy what you typed, then sign in and save it again."
        ),
        "actions": [
            {
                "label": gettext("Sign in"),
                "url": url_for("SignInView.login"),
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
