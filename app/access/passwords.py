"""Passwords: what a good one is, how it is kept, which former ones may not come back.

Length, classes, history and age follow GB/T 22239-2019 8.1.4.1 and stand in `settings.py`.
"""

from __future__ import annotations

import os
import secrets
import string
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial

from flask import current_app
from flask_babel import gettext
from sqlalchemy import DateTime, ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column
from werkzeug.security import check_password_hash, generate_password_hash

from app.access.settings import setting
from app.model.base import Record
from app.model.moment import now
from app.org.models import Account

#: The longest password that is hashed; longer input only costs time.
LONGEST = 128

#: How many are hashed at a time at most; scrypt takes 32 MB for each.
_HASHERS = 4


class OldPassword(Record):
    """A password hash that was in use."""

    __table_args__ = (Index("ix_access_old_password_user", "user_id", "id"),)

    audit_trail = False

    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), nullable=False)
    hash: Mapped[str] = mapped_column(String(256), nullable=False)
    at: Mapped[datetime] = mapped_column(DateTime, default=now, nullable=False)


def rules() -> list[str]:
    """The rules as sentences for the form."""
    return [
        gettext("At least %(n)s characters", n=setting("PASSWORD_LENGTH")),
        gettext("%(n)s of: small letters, capitals, digits, other signs", n=setting("PASSWORD_CLASSES")),
        gettext("Not your account name"),
        gettext("Not one of your last %(n)s passwords", n=setting("PASSWORD_HISTORY")),
    ]


def objections(session: Session, account: Account, password: str) -> list[str]:
    """All that speaks against a new password, as sentences; empty when it is good."""
    found = []
    length, classes, history = (setting(f"PASSWORD_{name}") for name in ("LENGTH", "CLASSES", "HISTORY"))
    if len(password) < length:
        found.append(gettext("At least %(n)s characters", n=length))
    if len(password) > LONGEST:
        found.append(gettext("At most %(n)s characters", n=LONGEST))
    if _classes(password) < classes:
        found.append(gettext("%(n)s of: small letters, capitals, digits, other signs", n=classes))
    if account.username and account.username.lower() in password.lower():
        found.append(gettext("Not your account name"))
    if not found and _used_before(session, account, password, history):
        found.append(gettext("Not one of your last %(n)s passwords", n=history))
    return found


def set_password(session: Session, account: Account, password: str, *, must_change: bool = False) -> None:
    """Give an account a password, keep the former in the history, end all its sessions. The caller commits.

    Args:
        session: a session with system scope.
        account: whose password.
        password: already judged by `objections`, or made by `random_password`.
        must_change: the owner has to choose another at the next sign-in.
    """
    keep_hash(session, account, hash_of(password), must_change=must_change)


def keep_hash(session: Session, account: Account, hashed: str, *, must_change: bool) -> None:
    """The same for a password that was hashed before, with many others."""
    if account.password:
        session.add(OldPassword(user_id=account.id, hash=account.password))
    account.password = hashed
    account.password_changed_at = now()
    account.must_change_password = must_change
    account.session_epoch = (account.session_epoch or 0) + 1


def hash_of(password: str) -> str:
    """The hash that is stored: scrypt, unless the configuration names another method of Werkzeug."""
    return generate_password_hash(password, _method())


def hashes_of(passwords: list[str]) -> list[str]:
    """The same for many at once, each word hashed once. That is slow on purpose, so the processors share the work."""
    words = list(dict.fromkeys(passwords))
    with ThreadPoolExecutor(min(os.cpu_count() or 1, _HASHERS)) as pool:
        hashes = dict(zip(words, pool.map(partial(generate_password_hash, method=_method()), words)))
    return [hashes[word] for word in passwords]


def _method() -> str:
    return str(current_app.config.get("FAB_PASSWORD_HASH_METHOD", "scrypt"))


def too_old(account: Account) -> bool:
    """Whether the password has to be changed now: it was given by somebody else, or its time is over."""
    days = setting("PASSWORD_DAYS")
    if account.must_change_password:
        return True
    changed = account.password_changed_at
    return bool(days and changed and now() - changed > timedelta(days=days))


def random_password(length: int = 14) -> str:
    """A password nobody knows yet, of letters and digits that cannot be mistaken for each other, and a sign."""
    letters = [c for c in string.ascii_letters + string.digits if c not in "0Oo1lI"]
    while True:
        made = "".join(secrets.choice(letters) for _ in range(length - 1)) + secrets.choice("-+=#%")
        if _classes(made) == 4:
            return made


def _classes(password: str) -> int:
    return sum(
        (
            any(c in string.ascii_lowercase for c in password),
            any(c in string.ascii_uppercase for c in password),
            any(c in string.digits for c in password),
            any(c not in string.ascii_letters + string.digits for c in password),
        )
    )


def _used_before(session: Session, account: Account, password: str, history: int) -> bool:
    former = session.scalars(
        select(OldPassword.hash)
        .where(OldPassword.user_id == account.id)
        .order_by(OldPassword.id.desc())
        .limit(max(history - 1, 0))
    ).all()
    return any(check_password_hash(kept, password) for kept in (account.password, *former) if kept)
