"""Accounts and posts of one's own scope: `/people/`. What each button does stands in `accounts.py`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_appbuilder import BaseView, expose
from flask_babel import gettext
from flask_login import login_required
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.access import accounts
from app.access.pages.people_states import in_state
from app.access.pages.people_tables import account_page, account_rows, people_page
from app.access.scope import Scope, current_scope
from app.model.base import db
from app.org.models import Account, Division, Post, Unit

_PAGE = 50


def _reset_password(session: Session, account: Account) -> None:
    given = accounts.reset_password(session, account)
    flash(gettext("First password, shown this once: %(password)s", password=given), "warning")


#: What may be done to an account, by button.
ACTS: dict[str, Callable[[Session, Account], None]] = {
    "disable": accounts.disable,
    "enable": accounts.enable,
    "unlock": accounts.unlock,
    "reset_password": _reset_password,
    "reset_second_factor": accounts.reset_second_factor,
}

#: Enabling is the other side of the button that disables.
BUTTON_OF = {"enable": "disable"}


class PeopleView(BaseView):
    """The staff desk's accounts."""

    route_base = "/people"
    default_view = "people"
    class_permission_name = "org.account"

    @classmethod
    def visible(cls, scope: Scope) -> bool:
        """Whether the menu shows the page to somebody."""
        return scope.may("r", Account)

    @expose("/", methods=["GET"])
    @login_required
    def people(self) -> Any:
        """Accounts by name, fifty a page."""
        _require("r", Account)
        word = request.args.get("q", "").strip()[:60]
        state, after = request.args.get("state", ""), request.args.get("after", "0")
        asked = select(Account).where(*in_state(state)).order_by(Account.id).limit(_PAGE + 1)
        if after.isascii() and after.isdigit() and len(after) < 19:
            asked = asked.where(Account.id > int(after))
        if word:
            like = or_(
                Account.name.contains(word, autoescape=True), Account.username.contains(word, autoescape=True)
            )
            asked = asked.where(like)
        found = db.session.scalars(asked).all()
        rows = account_rows(db.session(), found[:_PAGE])
        more = found[_PAGE - 1].id if len(found) > _PAGE else None
        may_add = current_scope().may("create", Account)
        return render_template("list.html", page=people_page(rows, word, state, more, may_add))

    @expose("/new", methods=["GET", "POST"])
    @login_required
    def new(self) -> Any:
        """A new account."""
        _require("create", Account)
        if request.method == "GET":
            return _form(gettext("New account"), _account_fields(), {})
        try:
            account, given = accounts.create_account(
                db.session(),
                request.form.get("username", ""),
                request.form.get("name", "")[:60],
                request.form.get("division_code", ""),
            )
            db.session.commit()
        except accounts.AccountError as error:
            db.session.rollback()
            return _form(gettext("New account"), _account_fields(), {error.field: str(error)}), 422
        flash(gettext("First password, shown this once: %(password)s", password=given), "warning")
        return redirect(url_for("PeopleView.person", pk=account.id))

    @expose("/<int:pk>", methods=["GET"])
    @login_required
    def person(self, pk: int) -> Any:
        """One account with its posts."""
        account = _find(Account, pk)
        posts = db.session.scalars(select(Post).where(Post.user_id == pk).order_by(Post.id)).all()
        return render_template("show.html", page=account_page(db.session(), account, posts))

    @expose("/<int:pk>/<act>", methods=["POST"])
    @login_required
    def do(self, pk: int, act: str) -> Any:
        """Press a button on an account."""
        account = _find(Account, pk)
        if act not in ACTS:
            abort(404)
        _require(BUTTON_OF.get(act, act), account)
        _try(lambda: ACTS[act](db.session(), account))
        return redirect(url_for("PeopleView.person", pk=pk))

    @expose("/<int:pk>/posts/new", methods=["GET", "POST"])
    @login_required
    def give(self, pk: int) -> Any:
        """A new post for an account."""
        account = _find(Account, pk)
        _require("give", Post)
        title = gettext("New post for %(name)s", name=account.name)
        if request.method == "GET":
            return _form(title, _post_fields(), {})
        try:
            days = {name: _day(name) for name in ("valid_from", "valid_to")}
            unit_id = request.form.get("unit_id", "")
            accounts.give_post(
                db.session(),
                account,
                request.form.get("role", ""),
                request.form.get("division_code", ""),
                below=request.form.get("below") == "y",
                unit=_find(Unit, int(unit_id)) if unit_id.isascii() and unit_id.isdigit() else None,
                **days,
            )
            db.session.commit()
        except accounts.AccountError as error:
            db.session.rollback()
            return _form(title, _post_fields(), {error.field: str(error)}), 422
        return redirect(url_for("PeopleView.person", pk=pk))

    @expose("/<int:pk>/posts/<int:post_id>/end", methods=["POST"])
    @login_required
    def end(self, pk: int, post_id: int) -> Any:
        """End a post."""
        post = _find(Post, post_id)
        if post.user_id != pk:
            abort(404)
        _require("end", post)
        _try(lambda: accounts.end_post(db.session(), post))
        return redirect(url_for("PeopleView.person", pk=pk))


def _require(right: str, subject: Any) -> None:
    if not current_scope().may(right, subject):
        abort(403)


def _find(cls: Any, pk: int) -> Any:
    """A row within the scope, or 404."""
    row = db.session.get(cls, pk) if pk < 2**31 else None
    if row is None:
        abort(404)
    return row


def _try(act: Callable[[], None]) -> None:
    """Do and commit, or say why not."""
    try:
        act()
        db.session.commit()
    except accounts.AccountError as error:
        db.session.rollback()
        flash(str(error), "danger")


def _day(name: str) -> date | None:
    text = request.form.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise accounts.AccountError(gettext("This is not a date"), name) from None


def _form(title: str, fields: list[dict[str, Any]], errors: dict[str, str]) -> str:
    for field in fields:
        field.setdefault("value", request.form.get(field["name"], ""))
        field["errors"] = [errors[field["name"]]] if field["name"] in errors else []
    page = {
        "title": title,
        "crumbs": [{"label": gettext("Accounts"), "url": url_for("PeopleView.people")}, {"label": title}],
        "action_url": "",
        "errors": [{"id": f"f-{name}", "text": text} for name, text in errors.items()],
        "sections": [{"name": "main", "title": "", "fields": fields}],
        "lines": [],
        "hidden": {},
        "buttons": [{"label": gettext("Save"), "tone": "primary", "name": "_save", "value": "1"}],
        "cancel_url": url_for("PeopleView.people"),
    }
    return render_template("form.html", page=page)


def _account_fields() -> list[dict[str, Any]]:
    return [
        {"name": "username", "label": gettext("Account"), "required": True, "maxlength": 64},
        {"name": "name", "label": gettext("Full name"), "required": True, "maxlength": 60},
        {
            "name": "division_code",
            "label": gettext("Division"),
            "kind": "choice",
            "required": True,
            "choices": _divisions(),
        },
    ]


def _post_fields() -> list[dict[str, Any]]:
    roles = [(row.name, gettext(row.label)) for row in accounts.givable_roles(db.session())]
    units = db.session.execute(select(Unit.id, Unit.name).where(Unit.active).order_by(Unit.name).limit(500))
    return [
        {"name": "role", "label": gettext("Post"), "kind": "choice", "required": True, "choices": roles},
        {
            "name": "division_code",
            "label": gettext("Place"),
            "kind": "choice",
            "required": True,
            "choices": _divisions(),
        },
        {
            "name": "below",
            "label": gettext("Here and below"),
            "kind": "boolean",
            "value": request.form.get("below") == "y" or request.method == "GET",
        },
        {
            "name": "unit_id",
            "label": gettext("Unit"),
            "kind": "choice",
            "choices": [(str(key), name) for key, name in units],
        },
        {"name": "valid_from", "label": gettext("First day"), "kind": "date"},
        {"name": "valid_to", "label": gettext("Last day"), "kind": "date"},
    ]


def _divisions() -> list[tuple[str, str]]:
    """The divisions of one's own posts and those one and two levels below, in order of their codes."""
    scope = current_scope()
    mine = or_(*(Division.code.startswith(code, autoescape=True) for code in scope.codes or ("-",)))
    asked = (
        select(Division.code, Division.name).where(mine, Division.active).order_by(Division.code).limit(2000)
    )
    return [(code, f"{name} {code}") for code, name in db.session.execute(asked)]
