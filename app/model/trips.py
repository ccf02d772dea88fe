"""Fewer trips to PostgreSQL: statements whose answer nobody reads travel with the next one.

Each question to the database costs a trip over a socket and two awakenings. What a transaction says before it asks,
such as who is asking, and what it says at its end need no answer of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Dialect, Executable


def send_with_next(connection: Connection, statement: Executable, values: dict[str, Any]) -> None:
    """Send a statement whose answer nobody reads in one trip with the next one of its transaction.

    What it does is seen by the next statement; what the database refuses is raised there. If none follows it is sent
    before the commit; a rollback forgets it. Where there is no trip to save, on SQLite, it is executed at once.

    Args:
        connection: within a transaction.
        statement: a statement of SQLAlchemy's Core, the same object each time.
        values: its parameters, of types the driver takes as they are.
    """
    driver = connection.connection.driver_connection
    if isinstance(driver, Travelling):
        driver.waiting.append((_words_of(statement, connection.dialect), values))
    else:
        connection.execute(statement, values)


@lru_cache(maxsize=16)
def _words_of(statement: Any, dialect: Dialect) -> str:
    return str(statement.compile(dialect=dialect))


class Travelling(psycopg.Connection[Any]):
    """A connection that holds back statements until the next one goes."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.waiting: list[tuple[str, dict[str, Any]]] = []
        self.cursor_factory = _Cursor

    def cursor(self, *given: Any, **options: Any) -> Any:
        """A cursor; one that the server keeps travels alone."""
        if given or "name" in options:
            self._send()
        return super().cursor(*given, **options)

    def commit(self) -> None:
        """Send what waits, and commit."""
        self._send()
        super().commit()

    def rollback(self) -> None:
        """Forget what waits, and roll back."""
        self.waiting.clear()
        super().rollback()

    def _send(self) -> None:
        if self.waiting:
            self.execute("select 1")


class _Cursor(psycopg.Cursor[Any]):
    """A cursor that takes along what waits."""

    connection: Travelling

    def execute(self, *given: Any, **options: Any) -> Any:
        return self._take_along(super().execute, *given, **options)

    def executemany(self, *given: Any, **options: Any) -> None:
        self._take_along(super().executemany, *given, **options)

    def _take_along(self, send: Callable[..., Any], *given: Any, **options: Any) -> Any:
        driver = self.connection
        waiting = driver.waiting
        # After an error nothing is answered but the end of the transaction or of its part.
        if not waiting or driver.info.transaction_status == TransactionStatus.INERROR:
            return send(*given, **options)
        driver.waiting = []
        with driver.pipeline():
            for words, values in waiting:
                driver.execute(words, values)
            return send(*given, **options)
