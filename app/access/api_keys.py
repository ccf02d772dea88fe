"""Keys for machines: each belongs to an account and reaches what its posts reach today."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from flask import current_app
from flask_appbuilder.security.sqla.manager import SecurityManager as FabSecurityManager
from flask_appbuilder.security.sqla.models import ApiKey
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.security import check_password_hash, generate_password_hash

from app.access.audit import note
from app.access.scope import system
from app.model.base import db
from app.model.moment import now
from app.org.models import Account

#: A key has 256 random bits, so a slow hash would protect nothing and cost a third of a second a request.
_HASH = "pbkdf2:sha256:1"

#: The last use is written down at most this often.
_USED_EVERY = timedelta(hours=1)


def new_key(session: Session, account: Account, name: str, expires: datetime | None = None) -> str:
    """Make a key for an account and return it; it is shown this once. The caller commits.

    Args:
        session: a session with system scope.
        account: whose posts the key has.
        name: what the key is for.
        expires: naive Beijing time.
    """
    prefix = current_app.config.get("FAB_API_KEY_PREFIXES", ["sst_"])[0]
    key = prefix + secrets.token_urlsafe(32)
    session.add(
        ApiKey(
            name=name,
            key_hash=generate_password_hash(key, method=_HASH),
            lookup_hash=FabSecurityManager._compute_lookup_hash(key),
            key_prefix=prefix,
            user_id=account.id,
            active=True,
            created_on=now(),
            expires_on=expires,
        )
    )
    note("api_key_made", account, {"name": name}, session=session)
    return key


def owner(lookup_hash: str, key: str) -> int | None:
    """The account a presented key belongs to; None for an unknown, revoked or expired one."""
    asked = select(ApiKey).where(ApiKey.lookup_hash == lookup_hash)
    found = db.session.execute(asked).scalar_one_or_none()
    if found is None or not check_password_hash(found.key_hash, key):
        return None
    moment = now()
    expired = found.expires_on is not None and found.expires_on <= moment
    if not found.active or found.revoked_on is not None or expired:
        return None
    key_id, user_id = found.id, int(found.user_id)  # read now: system work ends the transaction they were read in
    if found.last_used_on is None or moment - found.last_used_on >= _USED_EVERY:
        with system("API key used") as session:
            session.get_one(ApiKey, key_id).last_used_on = moment
            session.commit()
    return user_id
