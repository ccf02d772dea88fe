"""Counting tries at the door, over all workers, in one table.

A try is counted before the password is looked at, in one atomic statement, so that a hundred tries at once are no more
than a hundred tries one after another.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import DateTime, Integer, String, and_, case, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.access.settings import setting
from app.model.base import Record
from app.model.moment import now
from app.model.sealed import fingerprint


class LoginAttempt(Record):
    """Tries for one key: an account name, an address, or an address within seconds.

    Names are kept as HMAC, because people type their password into the wrong field.
    """

    audit_trail = False

    key: Mapped[str] = mapped_column(String(80), unique=True, nullable=False)
    tries: Mapped[int] = mapped_column(Integer, nullable=False)
    since: Mapped[datetime] = mapped_column(DateTime, nullable=False)
    locked_until: Mapped[datetime | None] = mapped_column(DateTime)


class Limit(NamedTuple):
    """How many tries in which time, and how long the lock stands."""

    tries: int
    window: timedelta
    lock: timedelta


class Taken(NamedTuple):
    """A counted try: how many are left after it, and until when the key is locked."""

    left: int
    locked_until: datetime | None


def name_key(name: str) -> str:
    """The key of an account name, however it was typed."""
    return "name:" + fingerprint("sign-in", name.strip().lower())


def name_limit() -> Limit:
    """The limit for one account name."""
    minutes = timedelta(minutes=setting("LOCK_MINUTES"))
    return Limit(setting("LOCK_TRIES"), minutes, minutes)


def address_limit() -> Limit:
    """The limit for wrong tries from one address; an office may sit behind one."""
    minutes = timedelta(minutes=setting("LOCK_MINUTES"))
    return Limit(setting("LOCK_ADDRESS_TRIES"), minutes, minutes)


def rate_limit() -> Limit:
    """The limit for tries of any kind from one address within seconds."""
    seconds = timedelta(seconds=setting("SIGN_IN_RATE_SECONDS"))
    return Limit(setting("SIGN_IN_RATE"), seconds, seconds)


def public_limit() -> Limit:
    """The limit for pages anybody may open, from one address; many phones may share one."""
    seconds = timedelta(seconds=setting("PUBLIC_RATE_SECONDS"))
    return Limit(setting("PUBLIC_RATE"), seconds, seconds)


def take(session: Session, key: str, limit: Limit) -> Taken:
    """Count a try; `locked_until` is set when it must not be looked at. The caller commits."""
    moment = now()
    table: Any = LoginAttempt.__table__
    kept = table.c
    expired = or_(
        and_(kept.locked_until.is_not(None), kept.locked_until <= moment),
        and_(kept.locked_until.is_(None), kept.since <= moment - limit.window),
    )
    until = moment + limit.lock
    first_lock = until if limit.tries <= 1 else None
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    first = insert(table).values(key=key, tries=1, since=moment, locked_until=first_lock)
    counted = first.on_conflict_do_update(
        index_elements=["key"],
        set_={
            "tries": case((expired, 1), else_=kept.tries + 1),
            "since": case((expired, moment), else_=kept.since),
            "locked_until": case(
                (expired, first_lock),
                (kept.tries + 1 >= limit.tries, func.coalesce(kept.locked_until, until)),
                else_=None,
            ),
        },
    ).returning(kept.tries, kept.locked_until)
    tries, locked_until = session.execute(counted).one()
    return Taken(max(limit.tries - tries, 0), locked_until if tries > limit.tries else None)


def tries_of(session: Session, key: str) -> Taken:
    """How a name stands now: tries left, and the lock if it has fallen."""
    table: Any = LoginAttempt.__table__
    found = session.execute(select(table.c.tries, table.c.locked_until).where(table.c.key == key)).first()
    limit = name_limit().tries
    return Taken(max(limit - found.tries, 0), found.locked_until) if found else Taken(limit, None)


def give_back(session: Session, key: str) -> None:
    """Uncount the try that turned out right; the lock it may have caused falls."""
    table: Any = LoginAttempt.__table__
    session.execute(
        update(table).where(table.c.key == key).values(tries=table.c.tries - 1, locked_until=None)
    )


def forget(session: Session, key: str) -> None:
    """Start counting anew: after a whole sign-in, or when an administrator unlocks."""
    table: Any = LoginAttempt.__table__
    session.execute(delete(table).where(table.c.key == key))


def purge(session: Session) -> int:
    """Delete counters that no longer matter; returns how many."""
    table: Any = LoginAttempt.__table__
    old = now() - timedelta(days=1)
    done: Any = session.execute(
        delete(table).where(
            table.c.since < old, or_(table.c.locked_until.is_(None), table.c.locked_until < old)
        )
    )
    return int(done.rowcount)
