"""What happens before each request: who is it, may the browser send this, is something owed first."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, current_app, g, redirect, request, session, url_for
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect

from app.access import second_factor
from app.access.audit import note
from app.access.gate import bind_scope
from app.access.headers import install_headers
from app.access.lasting import STATIC
from app.access.passwords import too_old
from app.access.scope import NOTHING, current_scope, system
from app.model.base import db

#: What is reachable without knowing who asks, so nobody is looked up.
_OPEN = STATIC | {"appbuilder.static"}

#: What somebody may do who still owes a new password or a second factor.
_WHILE_OWING = frozenset(
    {
        "AccountView.password",
        "AccountView.second_factor",
        "AccountView.picture",
        "SignInView.logout",
        "LocaleView.index",
    }
)

_CHANGES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def install_door(app: Flask) -> None:
    """Put the checks before every request, after the factory has said whether it only reads.

    `CSRFProtect` lets Flask-AppBuilder's APIs pass; here a change signed by a session cookie needs the token there too.
    """
    if "csrf" not in app.extensions:
        CSRFProtect(app)
    app.config["SESSION_COOKIE_HTTPONLY"] = True
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    # An answer that changed nothing sends no cookie: one that comes late, a style sheet's, would bring back the session
    # of before. What keeps a session alive is written at most once a minute (`sessions.py`).
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    install_headers(app)

    @app.after_request
    def _leave(response: Response) -> Response:
        if request.path.startswith("/api/") and app.config["SESSION_COOKIE_NAME"] not in request.cookies:
            session.modified = False  # a machine came without a cookie and gets none for the language it was told in
        if response.status_code == 403 and getattr(g.get("_login_user"), "is_authenticated", False):
            _note_denied()
        return response

    @app.before_request
    def _enter() -> Any:
        if request.endpoint in _OPEN:
            return None
        bind_scope(db.session(), NOTHING)
        g.pop("_login_user", None)
        signed_in = current_user.is_authenticated
        if signed_in and request.method in _CHANGES and "Authorization" not in request.headers:
            _require_token()
        return _owed() if signed_in else None


def _note_denied() -> None:
    """Somebody signed in was turned away: a line in the trail, of its own, because nothing else will be saved."""
    scope = current_scope()
    db.session.rollback()
    with system("denied") as work:
        asked = {"method": request.method, "endpoint": request.endpoint, "path": request.path[:200]}
        home = next(iter(scope.codes), None)
        note("denied", detail=asked, user_id=scope.user_id, division_code=home, session=work)
        work.commit()


def _require_token() -> None:
    """A change under a session cookie carries the CSRF token, in the form or in the header `X-CSRFToken`."""
    if current_app.config["WTF_CSRF_ENABLED"] and not g.get("csrf_valid"):
        current_app.extensions["csrf"].protect()


def _owed() -> Any:
    """First a password of one's own, then the second factor a post asks for; everything else waits."""
    if request.endpoint in _WHILE_OWING:
        return None
    if too_old(current_user):
        page = "AccountView.password"
    elif current_user.totp_secret is None and second_factor.required(current_scope()):
        page = "AccountView.second_factor"
    else:
        return None
    if request.path.startswith("/api/"):
        return {"message": "password or second factor must be set first"}, 403
    return redirect(url_for(page, next=request.full_path.rstrip("?") if request.method == "GET" else "/"))
