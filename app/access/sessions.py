"""A browser's session: begun at sign-in, alive while used and not revoked.

The cookie carries the account's `session_epoch`; raising it ends every session and token of the account at once. A
centre's window PCs are shared, so signing out on one ends all of them.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import session
from flask_login import login_user

from app.access.settings import setting
from app.model.moment import now
from app.org.models import Account

#: The moment of the last request is written into the cookie at most this often.
_SEEN_EVERY = timedelta(seconds=60)


def begin(account: Account) -> None:
    """Start a fresh session for an account whose password and second factor were right."""
    session.clear()
    session.permanent = True
    login_user(account)
    session["epoch"] = account.session_epoch
    session["seen"] = now().isoformat()


def renew(account: Account) -> None:
    """Keep this one session after the epoch was raised (a password change by its owner)."""
    session["epoch"] = account.session_epoch


def alive(account: Account) -> bool:
    """Whether the current cookie was not revoked and not left idle; marks it as seen."""
    if session.get("epoch") != account.session_epoch:
        return False
    moment = now()
    try:
        seen = datetime.fromisoformat(session.get("seen", ""))
    except (TypeError, ValueError):
        return False
    if moment - seen > timedelta(minutes=setting("IDLE_MINUTES")):
        return False
    if moment - seen >= _SEEN_EVERY:
        session["seen"] = moment.isoformat()
    return True


def revoke(account: Account) -> None:
    """End all sessions and tokens of an account; takes effect with the commit."""
    account.session_epoch += 1
