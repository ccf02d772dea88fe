"""Checking who stands at the door: tries counted first, then the password, then the second factor.

Unknown, disabled and known accounts get the same answer after the same work (one password hash). Each step is a short
transaction of its own, so that no lock is held while a password is hashed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.security import check_password_hash

from app.access import attempts, second_factor
from app.access.audit import note
from app.access.passwords import LONGEST, hash_of
from app.access.scope import system
from app.model.moment import now
from app.model.sealed import fingerprint
from app.org.models import Account

WRONG = "wrong"
LOCKED = "locked"
TOO_FAST = "too_fast"


@dataclass(frozen=True)
class Verdict:
    """What the door says.

    Args:
        user_id: whose password (or code) was right; None when refused.
        refusal: `wrong`, `locked` or `too_fast`.
        left: tries left before the lock.
        until: when the lock falls.
    """

    user_id: int | None = None
    refusal: str | None = None
    left: int = 0
    until: datetime | None = None


def check_password(name: str, password: str, address: str) -> Verdict:
    """Judge a name and a password typed at an address."""
    with system("sign in") as session:
        refused = _count(session, name, address)
        if refused:
            return refused
        found = session.execute(
            select(Account.id, Account.password).where(
                func.lower(Account.username) == name.strip().lower(), Account.active.is_(True)
            )
        ).first()
        session.rollback()
        right = check_password_hash((found and found.password) or _decoy_hash(), password[:LONGEST])
        if found and found.password and right:
            for key in _keys(name, address):
                attempts.give_back(session, key)
            session.commit()
            return Verdict(found.id)
        return _wrong(session, name, "sign_in_failed")


def check_code(user_id: int, code: str, address: str) -> Verdict:
    """Judge a second-factor code of somebody whose password was right."""
    with system("sign in") as session:
        account = session.get_one(Account, user_id)
        name = account.username
        refused = _count(session, name, address)
        if refused:
            return refused
        if account.active and second_factor.accept(session, account, code):
            for key in _keys(name, address):
                attempts.give_back(session, key)
            session.commit()
            return Verdict(user_id)
        return _wrong(session, name, "second_factor_failed")


def complete(user_id: int, means: str) -> None:
    """Count a whole sign-in: tries are forgotten, the moment is kept, the trail says by what means."""
    with system("sign in") as session:
        account = session.get_one(Account, user_id)
        attempts.forget(session, attempts.name_key(account.username))
        account.last_login = now()
        account.login_count = (account.login_count or 0) + 1
        account.fail_login_count = 0
        account.locked_until = None
        note("sign_in", account, {"means": means}, user_id=user_id)
        session.commit()


def _keys(name: str, address: str) -> tuple[str, str]:
    return attempts.name_key(name), f"address:{address}"


def _count(session: Session, name: str, address: str) -> Verdict | None:
    """Count the try in its own transaction; a verdict when it must not go on."""
    by_name, by_address = _keys(name, address)
    pace = attempts.take(session, f"pace:{address}", attempts.rate_limit())
    if pace.locked_until:
        session.commit()
        return Verdict(refusal=TOO_FAST, until=pace.locked_until)
    taken = attempts.take(session, by_name, attempts.name_limit())
    from_there = attempts.take(session, by_address, attempts.address_limit())
    until = taken.locked_until or from_there.locked_until
    if until:
        note("sign_in_locked", detail=_who(name))
        session.commit()
        return Verdict(refusal=LOCKED, until=until)
    session.commit()
    return None


def _wrong(session: Session, name: str, action: str) -> Verdict:
    """Write a failed try down; when it was the last one, the account shows its lock to administrators."""
    tries = attempts.tries_of(session, attempts.name_key(name))
    account = session.scalar(select(Account).where(func.lower(Account.username) == name.strip().lower()))
    until = tries.locked_until
    if account is not None:
        account.fail_login_count = (account.fail_login_count or 0) + 1
        account.locked_until = until
    note(action, account, _who(name))
    session.commit()
    if until:
        return Verdict(refusal=LOCKED, until=until)
    return Verdict(refusal=WRONG, left=tries.left)


def _who(name: str) -> dict[str, str]:
    """A typed name in the trail: recognisable, not readable, because it may be a password."""
    return {"name": fingerprint("sign-in", name.strip().lower())[:16]}


def _decoy_hash() -> str:
    """A hash to work on when there is no account, of the same cost as a real one."""
    kept: str = current_app.extensions.setdefault("decoy_hash", "")
    if not kept:
        kept = current_app.extensions["decoy_hash"] = hash_of("nobody has this")
    return kept
