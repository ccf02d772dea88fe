"""How the engine is opened: SQLite for the embedded default, PostgreSQL for the real one.

SQLite's defaults lose updates silently; only WAL with BEGIN IMMEDIATE is right, and synchronous=FULL keeps what was
acknowledged through a power loss. What only reads begins plainly, so that readers do not queue behind writers.

A connection to PostgreSQL used a moment ago is not asked whether it lives: its socket would have told. No process uses
a connection it was forked with: two that read one socket take each other's answers for theirs.
"""

from __future__ import annotations

import os
import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import psycopg
from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError, InvalidatePoolError
from sqlalchemy.sql.compiler import InsertmanyvaluesSentinelOpts

from app.model.trips import Travelling

#: Whether the current request or command only reads; set by the factory before each request.
reading: ContextVar[bool] = ContextVar("reading", default=False)

#: Where the pool keeps since when a connection has rested, and which process opened it.
_RESTS, _PROCESS = "rests", "process"

#: Seconds of rest after which a connection is asked whether it lives; a network may lose it without a word.
_SURELY_ALIVE = 5.0

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
    return {"pool_recycle": 300, "pool_timeout": 5, "connect_args": spoken}


def prepare(engine: Engine) -> None:
    """Give an engine what its kind needs."""
    _keep_to_process(engine)
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    else:
        _prepare_postgresql(engine)


def _keep_to_process(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _open(_connection: Any, record: Any) -> None:
        record.info[_PROCESS] = os.getpid()

    @event.listens_for(engine, "checkout")
    def _take(_connection: Any, record: Any, proxy: Any) -> None:
        if record.info[_PROCESS] != os.getpid():
            record.dbapi_connection = proxy.dbapi_connection = None  # let go, not closed: it is the other process's
            raise DisconnectionError("opened by another process")


def _prepare_sqlite(engine: Engine) -> None:
    # SQLite numbers the rows of one INSERT in their order, so many go in one statement and each finds its key again.
    engine.dialect.insertmanyvalues_implicit_sentinel = InsertmanyvaluesSentinelOpts.AUTOINCREMENT

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if reading.get() else "BEGIN IMMEDIATE")


def _prepare_postgresql(engine: Engine) -> None:
    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: Any, _record: Any, given: Any, options: Any) -> Travelling:
        return Travelling.connect(*given, **options)

    @event.listens_for(engine, "checkin")
    def _rest(_connection: Any, record: Any) -> None:
        record.info[_RESTS] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _wake(connection: psycopg.Connection, record: Any, _proxy: Any) -> None:
        rests = record.info.get(_RESTS)
        if rests is None or (time.monotonic() - rests < _SURELY_ALIVE and _silent(connection)):
            return
        try:
            engine.dialect.do_ping(connection)  # type: ignore[arg-type]
        except psycopg.Error:
            raise InvalidatePoolError from None  # this one and all that are older are opened anew


def _silent(connection: psycopg.Connection) -> bool:
    """Whether nothing has arrived on an idle connection; a server that goes away says so, or its socket ends."""
    if connection.closed:
        return False
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
    return not poll.poll(0)
