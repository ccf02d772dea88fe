"""`/login/`, `/login/code` and `/logout/`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import redirect, render_template, request, session, url_for
from flask_appbuilder import BaseView, expose
from flask_babel import gettext
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from app.access import sessions, sign_in
from app.access.audit import note
from app.access.gate import bind_scope
from app.access.identity import identify
from app.access.safe_next import safe_next
from app.access.scope import NOTHING, system
from app.access.token_api import sign_in_message
from app.model.base import db
from app.model.moment import now
from app.org.models import Account

#: How long somebody whose password was right may take to find the phone.
_HALF_MINUTES = timedelta(minutes=5)


class SignInView(BaseView):
    """The door."""

    route_base = ""
    default_view = "login"

    @expose("/login/", methods=["GET", "POST"])
    def login(self) -> Any:
        """Name and password."""
        if current_user.is_authenticated:
            return redirect(safe_next())
        if request.method == "GET":
            return _door()
        name, password = request.form.get("username", ""), request.form.get("password", "")
        verdict = sign_in.check_password(name, password, request.remote_addr or "")
        if verdict.user_id is None:
            return _door(sign_in_message(verdict), name), 200 if verdict.refusal == sign_in.WRONG else 429
        with system("sign in") as work:
            account = work.get_one(Account, verdict.user_id)
            second, epoch = account.totp_secret is not None, account.session_epoch
        if second:
            session.clear()
            session["half"] = [verdict.user_id, epoch, now().isoformat()]
            return redirect(url_for("SignInView.code", next=safe_next()))
        return _come_in(verdict.user_id, "password")

    @expose("/login/code", methods=["GET", "POST"])
    def code(self) -> Any:
        """The second factor of somebody whose password was right a moment ago."""
        user_id = _half_signed_in()
        if user_id is None:
            session.pop("half", None)
            return redirect(url_for("SignInView.login", next=safe_next()))
        if request.method == "GET":
            return _ask_code()
        verdict = sign_in.check_code(user_id, request.form.get("code", ""), request.remote_addr or "")
        if verdict.user_id is None:
            wrong = verdict.refusal == sign_in.WRONG
            return _ask_code(sign_in_message(verdict)), 200 if wrong else 429
        return _come_in(user_id, "second factor")

    @expose("/logout/", methods=["POST"])
    def logout(self) -> Response:
        """End every session of the account, here and elsewhere."""
        if current_user.is_authenticated:
            user_id = current_user.id
            with system("sign out") as work:
                account = work.get_one(Account, user_id)
                sessions.revoke(account)
                note("sign_out", account, user_id=user_id)
                work.commit()
        logout_user()
        session.clear()
        bind_scope(db.session(), NOTHING)
        return redirect(url_for("SignInView.login"))


def _come_in(user_id: int, means: str) -> Response:
    target = safe_next()
    sign_in.complete(user_id, means)
    account = identify(db.session(), user_id)
    if account is None:
        return redirect(url_for("SignInView.login"))
    sessions.begin(account)
    return redirect(target)


def _half_signed_in() -> int | None:
    """Who has shown a password and not yet a code, if that is not too long ago and nothing was revoked since."""
    half = session.get("half")
    if not isinstance(half, list) or len(half) != 3:
        return None
    user_id, epoch, at = half
    if now() - datetime.fromisoformat(at) > _HALF_MINUTES:
        return None
    with system("sign in") as work:
        account = work.get(Account, user_id)
        return user_id if account is not None and account.active and account.session_epoch == epoch else None


def _door(error: str = "", name: str = "") -> str:
    fields = [
        {
            "name": "username",
            "label": gettext("Account"),
            "value": name,
            "required": True,
            "autofocus": not name,
            "autocomplete": "username",
            "maxlength": 128,
            "wide": 12,
        },
        {
            "name": "password",
            "label": gettext("Password"),
            "kind": "password",
            "required": True,
            "autofocus": bool(name),
            "autocomplete": "current-password",
            "maxlength": 128,
            "wide": 12,
        },
    ]
    page = {
        "action_url": url_for("SignInView.login"),
        "hidden": {"next": safe_next()},
        "error": error,
        "fields": fields,
        "links": [],
    }
    return render_template("login.html", page=page, account=None)


def _ask_code(error: str = "") -> str:
    page = {
        "action_url": url_for("SignInView.code"),
        "hidden": {"next": safe_next()},
        "error": error,
        "cancel_url": url_for("SignInView.login"),
    }
    return render_template("account/second_factor.html", page=page, account=None)
