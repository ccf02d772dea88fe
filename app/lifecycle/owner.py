"""The owner's own connection, and the lock that lets one process at a time change the house."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask_babel import gettext
from sqlalchemy import Engine, NullPool, create_engine, event, text

#: Number of the PostgreSQL advisory lock; any constant does, as long as nobody else in the database takes it.
LOCK = 0x46454E47


class Busy(RuntimeError):
    """Another process is installing, upgrading or uninstalling."""


def owner_engine(url: str) -> Engine:
    """An engine for `DATABASE_ADMIN_URL`. On SQLite foreign keys are off, because rebuilding a table drops it."""
    engine = create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def _connect(connection: Any, _record: Any) -> None:
            connection.isolation_level = None
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA busy_timeout=30000")

        @event.listens_for(engine, "begin")
        def _begin(connection: Any) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Hold the house's lock for the body.

    Raises:
        Busy: another process holds it.
    """
    if engine.dialect.name == "sqlite":
        with _file_lock(Path(f"{engine.url.database}.lock")):
            yield
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.scalar(text("select pg_try_advisory_lock(:lock)"), {"lock": LOCK}):
            raise Busy(_busy())
        yield  # closing the connection gives the lock back, also after a crash


def _busy() -> str:
    return gettext("Another process is changing the modules; try again when it has ended")


@contextmanager
def _file_lock(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(_busy()) from None
        yield
