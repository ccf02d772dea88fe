"""Accounts and posts as the plain dicts the templates draw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.grants import PostRole
from app.access.pages.people_states import state_views
from app.access.scope import current_scope
from app.model.moment import now, today
from app.org.models import Account, Division, Post


def state_of(account: Account) -> dict[str, str]:
    """Whether somebody can sign in with an account, as a badge."""
    if not account.active:
        return {"label": gettext("Disabled"), "tone": "neutral"}
    if account.locked_until and account.locked_until > now():
        return {"label": gettext("Locked"), "tone": "red"}
    return {"label": gettext("Active"), "tone": "green"}


def account_rows(session: Session, accounts: Sequence[Account]) -> list[dict[str, Any]]:
    """The rows of the list."""
    places = _places(session, (account.division_code for account in accounts))
    rows = []
    for account in accounts:
        state = state_of(account)
        last = account.last_login.strftime("%Y-%m-%d %H:%M") if account.last_login else ""
        cells = [
            {"value": account.name or account.username},
            {"kind": "code", "value": account.username},
            {"value": places.get(account.division_code, account.division_code)},
            {"value": last},
            {"kind": "badge", "value": state["label"], "tone": state["tone"]},
        ]
        rows.append({"pk": account.id, "url": url_for("PeopleView.person", pk=account.id), "cells": cells})
    return rows


def people_page(
    rows: list[dict[str, Any]], word: str, state: str, more: int | None, may_add: bool
) -> dict[str, Any]:
    """The list of accounts."""
    names = ("name", "username", "division", "last_login", "state")
    labels = (
        gettext("Full name"),
        gettext("Account"),
        gettext("Division"),
        gettext("Last sign-in"),
        gettext("State"),
    )
    url = url_for("PeopleView.people")
    add = {
        "label": gettext("New account"),
        "url": url_for("PeopleView.new"),
        "tone": "primary",
        "icon": "plus",
    }
    return {
        "name": "people",
        "title": gettext("Accounts"),
        "views": state_views(url, word, state),
        "filters": {
            "action_url": url,
            "hidden": {"state": state} if state else {},
            "clear_url": url,
            "search": {"name": "q", "value": word},
            "chips": [],
            "fields": [],
        },
        "columns": [{"name": name, "label": label} for name, label in zip(names, labels, strict=True)],
        "rows": rows,
        "bulk": [],
        "pager": {
            "prev_url": None,
            "next_url": url_for("PeopleView.people", q=word or None, state=state or None, after=more)
            if more
            else None,
            "count_text": "",
        },
        "exports": [],
        "actions": [add] if may_add else [],
        "density": "standard",
        "empty": {"kind": "filter" if word or state else "none", "title": gettext("No accounts here"), "text": ""},
    }


def account_page(session: Session, account: Account, posts: Sequence[Post]) -> dict[str, Any]:
    """One account with its posts and buttons."""
    places = _places(session, [account.division_code, *(post.division_code for post in posts)])
    second = gettext("Turned on") if account.totp_secret else gettext("Turned off")
    facts = [
        {"label": gettext("Account"), "kind": "code", "value": account.username},
        {"label": gettext("Division"), "value": places.get(account.division_code, account.division_code)},
        {"label": gettext("Second factor"), "value": second},
    ]
    give = {"label": gettext("New post"), "url": url_for("PeopleView.give", pk=account.id), "icon": "plus"}
    related = {
        "name": "posts",
        "title": gettext("Posts"),
        "count": len(posts),
        "table": _posts_table(session, account, posts, places),
    }
    if current_scope().may("give", Post):
        related["add"] = give
    return {
        "title": account.name or account.username,
        "state": state_of(account),
        "tags": [],
        "crumbs": [
            {"label": gettext("Accounts"), "url": url_for("PeopleView.people")},
            {"label": account.name},
        ],
        "arrows": [],
        "actions": _buttons(account),
        "sections": [{"name": "account", "title": gettext("Account"), "facts": facts}],
        "related": [related],
    }


def _buttons(account: Account) -> list[dict[str, Any]]:
    labels = {
        "unlock": ("unlock", gettext("Unlock")),
        "reset_password": ("reset_password", gettext("New first password")),
        "reset_second_factor": ("reset_second_factor", gettext("Forget second factor")),
        "disable": ("disable", gettext("Disable")) if account.active else ("enable", gettext("Enable")),
    }
    scope = current_scope()
    return [
        {
            "label": label,
            "method": "post",
            "url": url_for("PeopleView.do", pk=account.id, act=act),
            "confirm": {"title": label, "object": account.name or account.username},
        }
        for button, (act, label) in labels.items()
        if scope.may(button, account)
    ]


def _posts_table(
    session: Session, account: Account, posts: Sequence[Post], places: dict[str, str]
) -> dict[str, Any]:
    labelled = session.execute(select(PostRole.name, PostRole.label))
    roles = {name: gettext(label) for name, label in labelled}
    rows = []
    for post in posts:
        over = post.valid_to is not None and post.valid_to < today()
        end = {
            "label": gettext("End post"),
            "method": "post",
            "url": url_for("PeopleView.end", pk=account.id, post_id=post.id),
            "tone": "quiet",
            "confirm": {"title": gettext("End post"), "object": roles.get(post.role, post.role)},
        }
        may_end = not over and current_scope().may("end", post)
        cells = [
            {"value": roles.get(post.role, post.role)},
            {"value": places.get(post.division_code, post.division_code)},
            {"value": gettext("Here and below") if post.below else gettext("Here only")},
            {"value": f"{post.valid_from or ''} – {post.valid_to or ''}"},
            {"kind": "actions", "value": [end] if may_end else []},
        ]
        rows.append({"pk": post.id, "cells": cells})
    labels = (gettext("Post"), gettext("Place"), gettext("Reach"), gettext("Days"), "")
    columns = [{"name": f"c{number}", "label": label} for number, label in enumerate(labels)]
    return {"name": "posts", "caption": gettext("Posts"), "columns": columns, "rows": rows}


def _places(session: Session, codes: Iterable[str]) -> dict[str, str]:
    asked = select(Division.code, Division.name).where(Division.code.in_(set(codes)))
    places: dict[str, str] = dict(session.execute(asked).all())  # type: ignore[arg-type]
    return places
