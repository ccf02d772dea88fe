"""The states by which accounts are looked through and counted."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import abort
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, and_

from app.model.moment import now
from app.org.models import Account

#: The words of each state; `fresh` has never signed in.
STATES = {
    "active": _("Active"),
    "locked": _("Locked"),
    "fresh": _("Never signed in"),
    "disabled": _("Disabled"),
}


def condition_of(state: str) -> ColumnElement[bool]:
    """Which accounts are in a state of `STATES`."""
    active = Account.active.is_(True)
    return {
        "active": active,
        "locked": and_(active, Account.locked_until > now()),
        "fresh": and_(active, Account.last_login.is_(None)),
        "disabled": Account.active.is_(False),
    }[state]


def in_state(state: str) -> list[ColumnElement[bool]]:
    """The condition an address asks for; nothing asked, every account. An unknown state is not there (404)."""
    if state and state not in STATES:
        abort(404)
    return [condition_of(state)] if state else []


def state_views(url: str, word: str, state: str) -> list[dict[str, Any]]:
    """The pills above the list of accounts."""
    return [
        {"label": label, "url": _asked(url, q=word, state=name), "current": name == state}
        for name, label in {"": _("All"), **STATES}.items()
    ]


def _asked(url: str, **asked: str) -> str:
    kept = {name: value for name, value in asked.items() if value}
    return f"{url}?{urlencode(kept)}" if kept else url
