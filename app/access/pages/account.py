"""One's own account: `/profile/`, `/password/`, `/second-factor/`."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, current_app, flash, redirect, render_template, request, session, url_for
from flask_appbuilder import BaseView, expose
from flask_babel import gettext
from flask_login import current_user, login_required
from sqlalchemy import select

from app.access import passwords, second_factor, sessions, sign_in
from app.access.audit import note
from app.access.grants import PostRole
from app.access.safe_next import safe_back, safe_next
from app.access.scope import current_scope, system
from app.access.token_api import sign_in_message
from app.model.base import db
from app.model.sealed import SealBroken, seal, unseal
from app.org.models import Account, Division

_PENDING = "second_factor_pending"


class AccountView(BaseView):
    """What somebody may change about their own account."""

    route_base = ""
    default_view = "profile"

    @expose("/profile/", methods=["GET", "POST"])
    @login_required
    def profile(self) -> Any:
        """Who I am, my posts, my language."""
        languages = current_app.config.get("LANGUAGES", {})
        if request.method == "POST":
            chosen = request.form.get("language", "")
            if chosen in languages:
                session["locale"] = chosen
            return redirect(url_for("AccountView.profile"))
        return render_template("account/profile.html", page=_profile(languages))

    @expose("/language/<code>")
    def language(self, code: str) -> Any:
        """Go on in another language, on the page one came from; for visitors too."""
        if code not in current_app.config.get("LANGUAGES", {}):
            abort(404)
        session["locale"] = code
        return redirect(safe_back())

    @expose("/password/", methods=["GET", "POST"])
    @login_required
    def password(self) -> Any:
        """A new password, shown the old one."""
        if request.method == "GET":
            return _password_page({})
        user_id = current_user.id  # before system work, which ends the reading transaction
        typed = [request.form.get(name, "") for name in ("current", "new", "again")]
        errors = _password_errors(*typed)
        if errors:
            return _password_page(errors), 422
        with system("change own password") as work:
            account = work.get_one(Account, user_id)
            passwords.set_password(work, account, typed[1])
            note("password_changed", account, user_id=user_id)
            work.commit()
            sessions.renew(account)
        flash(gettext("Your password is changed"), "success")
        return redirect(safe_next())

    @expose("/second-factor/", methods=["GET", "POST"])
    @login_required
    def second_factor(self) -> Any:
        """Set up the second factor."""
        if current_user.totp_secret is not None:
            return redirect(url_for("AccountView.profile"))
        secret = _pending_secret()
        if request.method == "GET":
            return _second_factor_page(secret)
        user_id = current_user.id
        with system("set up second factor") as work:
            account = work.get_one(Account, user_id)
            fits = second_factor.turn_on(work, account, secret, request.form.get("code", ""))
            if fits:
                sessions.revoke(account)
                note("second_factor_on", account, user_id=user_id)
                work.commit()
                sessions.renew(account)
        if not fits:  # drawn after the work, which holds SQLite's one writer
            wrong = gettext("This code does not fit; is the phone's clock right?")
            return _second_factor_page(secret, wrong), 422
        session.pop(_PENDING, None)
        flash(gettext("The second factor is on"), "success")
        return redirect(safe_next())

    @expose("/second-factor/picture", methods=["GET"])
    @login_required
    def picture(self) -> Response:
        """The QR code of the secret being set up."""
        if _PENDING not in session:
            abort(404)
        house = current_app.config.get("APP_NAME", "Fengqiao")
        address = second_factor.address_of(_pending_secret(), current_user, house)
        return Response(second_factor.picture_of(address), mimetype="image/svg+xml")


def _pending_secret() -> str:
    """The secret being set up; it waits sealed in the cookie, so that a dropped set-up leaves nothing behind."""
    place = f"pending.{current_user.id}"
    try:
        return unseal(session[_PENDING], place)
    except (KeyError, SealBroken):
        secret = second_factor.new_secret()
        session[_PENDING] = seal(secret, place)
        return secret


def _password_errors(current: str, new: str, again: str) -> dict[str, list[str]]:
    """Objections by field name. A wrong current password counts as a failed try."""
    user_id = current_user.id
    verdict = sign_in.check_password(current_user.username, current, request.remote_addr or "")
    if verdict.user_id is None:
        return {"current": [sign_in_message(verdict)]}
    errors: dict[str, list[str]] = {}
    with system("change own password") as work:
        found = passwords.objections(work, work.get_one(Account, user_id), new)
    if found:
        errors["new"] = found
    if new != again:
        errors["again"] = [gettext("The two are not the same")]
    return errors


def _password_page(errors: dict[str, list[str]]) -> str:
    names = {
        "current": (gettext("Current password"), "current-password"),
        "new": (gettext("New password"), "new-password"),
        "again": (gettext("New password again"), "new-password"),
    }
    fields = [
        {
            "name": name,
            "label": label,
            "kind": "password",
            "required": True,
            "autocomplete": autocomplete,
            "maxlength": passwords.LONGEST,
            "errors": errors.get(name, []),
        }
        for name, (label, autocomplete) in names.items()
    ]
    page = {
        "action_url": url_for("AccountView.password", next=safe_next()),
        "errors": [{"id": f"f-{name}", "text": text} for name, texts in errors.items() for text in texts],
        "fields": fields,
        "rules": passwords.rules(),
        "forced": passwords.too_old(current_user),
        "cancel_url": url_for("AccountView.profile"),
    }
    return render_template("account/password.html", page=page)


def _second_factor_page(secret: str, error: str = "") -> str:
    page = {
        "action_url": url_for("AccountView.second_factor"),
        "hidden": {"next": safe_next()},
        "error": error,
        "secret": secret,
        "qr_url": url_for("AccountView.picture"),
        "cancel_url": None if second_factor.required(current_scope()) else url_for("AccountView.profile"),
    }
    return render_template("account/second_factor.html", page=page)


def _profile(languages: dict[str, Any]) -> dict[str, Any]:
    account = current_user
    last = account.last_login.strftime("%Y-%m-%d %H:%M") if account.last_login else ""
    has_second = account.totp_secret is not None
    return {
        "facts": [
            {"label": gettext("Full name"), "value": account.name},
            {"label": gettext("Account"), "kind": "code", "value": account.username},
            {"label": gettext("Last sign-in"), "value": last},
            {
                "label": gettext("Second factor"),
                "value": gettext("Turned on") if has_second else gettext("Turned off"),
            },
        ],
        "tables": [_posts_table()],
        "fields": [
            {
                "name": "language",
                "label": gettext("Language"),
                "kind": "choice",
                "no_blank": True,
                "value": session.get("locale", current_app.config.get("BABEL_DEFAULT_LOCALE")),
                "choices": [(code, spoken["name"]) for code, spoken in languages.items()],
                "wide": 12,
            }
        ],
        "errors": [],
        "action_url": url_for("AccountView.profile"),
        "actions": [
            *_interface(),
            {"label": gettext("Change password"), "url": url_for("AccountView.password"), "icon": "key"},
            *(
                []
                if has_second
                else [
                    {
                        "label": gettext("Set up second factor"),
                        "url": url_for("AccountView.second_factor"),
                        "icon": "lock",
                    }
                ]
            ),
        ],
    }


def _interface() -> list[dict[str, Any]]:
    """The way to the guide for machines, for whoever may use the interface."""
    if not current_scope().posts:
        return []
    return [
        {
            "label": gettext("Interface for machines"),
            "url": f"{request.script_root}/help/api/",
            "icon": "info",
        }
    ]


def _posts_table() -> dict[str, Any]:
    """My posts of today as a table."""
    scope = current_scope()
    roles = dict(db.session.execute(select(PostRole.name, PostRole.label)).all())
    codes = [post.code for post in scope.posts]
    places = dict(
        db.session.execute(select(Division.code, Division.name).where(Division.code.in_(codes))).all()
    )
    rows = [
        {
            "pk": number,
            "cells": [
                {"value": gettext(roles.get(post.role, post.role))},
                {"value": places.get(post.code, post.code)},
                {"value": gettext("Here and below") if post.below else gettext("Here only")},
            ],
        }
        for number, post in enumerate(scope.posts)
    ]
    columns = [
        {"name": "role", "label": gettext("Post")},
        {"name": "place", "label": gettext("Place")},
        {"name": "reach", "label": gettext("Reach")},
    ]
    return {"name": "posts", "caption": gettext("My posts"), "columns": columns, "rows": rows}
