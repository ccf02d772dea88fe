"""First passwords on paper: made, printed and handed over in one answer, and kept nowhere but as hashes.

The file is made before anything is written, so a paper that cannot be made changes no password; it is given once.
Whose slip is lost gets another password.
"""

from __future__ import annotations

from typing import Any

from flask import current_app
from sqlalchemy import func, select

from app.access.accounts import first_passwords, may_touch
from app.access.audit import note
from app.access.passwords import random_password
from app.document import press
from app.document.sheet import ISSUED, Sheet, Stamp
from app.model.base import db
from app.model.moment import now
from app.org.models import Account, Post
from app.view.batches.models import Batch, BatchRow
from app.view.names import place_names, role_names

#: Slips of one file: hashing as many passwords takes some seconds.
AT_ONCE = 200

TEMPLATE = "access/password_slips.html"


def waiting(batch: Batch) -> int:
    """How many first passwords of a batch are still to be printed."""
    return db.session.scalar(select(func.count()).select_from(_unprinted(batch).subquery())) or 0


def print_some(batch: Batch) -> bytes | None:
    """The file with the next slips of a batch, which are valid once the caller has committed; None when none is left.

    An account that is no longer the reader's to touch, or no longer active, is passed over.

    Raises:
        PaperRefused: the file could not be made; nothing was changed.
    """
    session = db.session()
    lines = session.scalars(_unprinted(batch).limit(AT_ONCE).with_for_update()).all()
    asked = select(Account).where(Account.id.in_({line.account_id for line in lines}))
    found = {account.id: account for account in session.scalars(asked)}
    accounts = [found[key] for key in dict.fromkeys(line.account_id for line in lines) if key in found]
    accounts = [account for account in accounts if account.active and not may_touch(session, account)]
    moment = now()
    for line in lines:
        line.printed_at = moment
    if not accounts:
        return None
    passwords = [random_password() for _account in accounts]
    stamp = Stamp(made_at=moment, state=ISSUED, demo=bool(current_app.config.get("DEMO", False)))
    made = press.render([Sheet(TEMPLATE, _context(accounts, passwords), stamp)])
    first_passwords(session, accounts, passwords)
    note("print", batch, {"slips": len(accounts)})
    return made.body


def _unprinted(batch: Batch) -> Any:
    return (
        select(BatchRow)
        .where(BatchRow.batch_id == batch.id, BatchRow.account_id.is_not(None), BatchRow.printed_at.is_(None))
        .order_by(BatchRow.id)
    )


def _context(accounts: list[Account], passwords: list[str]) -> dict[str, Any]:
    """What the template is given; see its head."""
    keys = [account.id for account in accounts]
    held: dict[int, list[str]] = {}
    for key, role in db.session.execute(
        select(Post.user_id, Post.role).where(Post.user_id.in_(keys)).order_by(Post.id)
    ):
        held.setdefault(key, []).append(role)
    roles = role_names({role for listed in held.values() for role in listed})
    places = place_names(account.division_code for account in accounts)
    return {
        "house": str(current_app.config.get("APP_NAME", "Fengqiao")),
        "address": str(current_app.config.get("PUBLIC_URL", "")),
        "slips": [
            {
                "name": account.name,
                "place": places.get(account.division_code, account.division_code),
                "posts": [roles.get(role, role) for role in dict.fromkeys(held.get(account.id, []))],
                "username": account.username,
                "password": password,
            }
            for account, password in zip(accounts, passwords, strict=True)
        ],
    }
