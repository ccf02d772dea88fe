"""How the engine is opened: SQLite for the embedded default, PostgreSQL for the real one.

SQLite's defaults lose updates silently; only WAL with BEGIN IMMEDIATE is right, and synchronous=FULL keeps what was
acknowledged through a power loss. What only reads begins plainly, so that readers do not queue behind writers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Engine, event

#: Whether the current request or command only reads; set by the factory before each request.
reading: ContextVar[bool] = ContextVar("reading", default=False)

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000")


@contextmanager
def only_reading() -> Iterator[None]:
    """Say that the body only reads; also a decorator, for commands."""
    before = reading.set(True)
    try:
        yield
    finally:
        reading.reset(before)


def engine_options(url: str) -> dict[str, Any]:
    """Options for Flask-SQLAlchemy's engine of that address."""
    if url.startswith("sqlite"):
        return {}
    # Else text of a database without encoding comes as bytes, and nobody can say what is wrong with it.
    spoken = {"client_encoding": "utf8"}
    return {"pool_pre_ping": True, "pool_recycle": 300, "pool_timeout": 5, "connect_args": spoken}


def prepare(engine: Engine) -> None:
    """Give a SQLite engine its pragmas and its BEGIN; PostgreSQL needs nothing."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if reading.get() else "BEGIN IMMEDIATE")
