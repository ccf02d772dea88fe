"""Fewer trips to PostgreSQL: statements whose answer nobody reads travel with the next one.

Each question to the database costs a trip over a socket and two awakenings. What a transaction says before it asks,
such as who is asking, and what it says at its end need no answer of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import groupby
from typing import Any

import psycopg
from psycopg.abc import PQGen
from psycopg.pq import ExecStatus, TransactionStatus
from sqlalchemy import Connection, Dialect, Executable, Insert

#: A statement held back, for which database, and its parameters.
Waiting = tuple[Executable, Dialect, dict[str, Any]]

#: More rows than this are not held back.
_FEW = 20


def send_with_next(connection: Connection, statement: Executable, *rows: dict[str, Any]) -> None:
    """Send a statement whose answer nobody reads in one trip with the next one of its transaction, or with its commit.

    What it does is seen by the next statement; what the database refuses is raised there. A rollback forgets it. Where
    there is no trip to save, on SQLite, and for many rows it is executed at once.

    Args:
        connection: within a transaction.
        statement: a statement of SQLAlchemy's Core, the same object each time; an insert without values of its own.
        rows: its parameters, once for each time it is executed; all of the same names.
    """
    driver = connection.connection.driver_connection
    if not isinstance(driver, Travelling) or len(rows) > _FEW:
        connection.execute(statement, rows if len(rows) > 1 else rows[0])
        return
    driver.waiting.extend((statement, connection.dialect, row) for row in rows)


@lru_cache(maxsize=256)
def _compiled(
    statement: Any, dialect: Dialect, names: tuple[str, ...], rows: int
) -> tuple[str, tuple[tuple[str, Callable[[Any], Any]], ...]]:
    """The statement as the driver reads it, and what makes the driver's value of some parameters.

    An insert of several rows names the parameters of each after its place: `note_m0`, `note_m1`.
    """
    if rows > 1:
        statement, names = statement.values([dict.fromkeys(names)] * rows), ()
    compiled = statement.compile(dialect=dialect, column_keys=names or None)
    found = (
        (name, bind.type.dialect_impl(dialect).bind_processor(dialect))
        for bind, name in compiled.bind_names.items()
    )
    return str(compiled), tuple((name, processor) for name, processor in found if processor is not None)


def _grouped(waiting: list[Waiting]) -> Iterator[tuple[Executable, Dialect, tuple[dict[str, Any], ...]]]:
    """Rows of one insert that wait one after another go as one statement; all else goes as it came."""
    for _, same in groupby(waiting, key=lambda each: (id(each[0]), tuple(each[2]))):
        statements, dialects, rows = zip(*same)
        if isinstance(statements[0], Insert):
            yield statements[0], dialects[0], rows
        else:
            yield from ((statements[0], dialects[0], (row,)) for row in rows)


class Travelling(psycopg.Connection[Any]):
    """A connection that holds back statements until the next one goes."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.waiting: list[Waiting] = []
        self.cursor_factory = _Cursor

    def cursor(self, *given: Any, **options: Any) -> Any:
        """A cursor; one that the server keeps travels alone."""
        if (given or "name" in options) and self._travels():
            with self.together():
                self._send()
        return super().cursor(*given, **options)

    def commit(self) -> None:
        """Commit, in one trip with what waits."""
        if not self._travels():
            super().commit()
            return
        with self.together():
            self._send()
            self.wait(self._exec_command(b"COMMIT"))

    def rollback(self) -> None:
        """Forget what waits, and roll back."""
        self.waiting.clear()
        super().rollback()

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is executed within goes in one trip at the end of it; only then is there an answer, or an error."""
        self._pipeline = _OneTrip(self)
        try:
            with self._pipeline:
                yield
        finally:
            self._pipeline = None

    def _start_query(self) -> PQGen[None]:
        """Begin a transaction if necessary; in a trip its beginning is not waited for."""
        trip = self._pipeline
        if not isinstance(trip, _OneTrip):
            yield from super()._start_query()
        elif not (trip.begun or self._autocommit or self.info.transaction_status != TransactionStatus.IDLE):
            trip.begun = True
            yield from self._exec_command(self._get_tx_start_command())

    def _travels(self) -> bool:
        """Whether something waits and may go; after an error nothing is answered but the end of the transaction."""
        return bool(self.waiting) and self.info.transaction_status != TransactionStatus.INERROR

    def _send(self) -> None:
        """Send what waits; to be called within `together`."""
        waiting, self.waiting = self.waiting, []
        for statement, dialect, rows in _grouped(waiting):
            words, processors = _compiled(statement, dialect, tuple(rows[0]), len(rows))
            values = rows[0]
            if len(rows) > 1:
                values = {f"{name}_m{i}": value for i, row in enumerate(rows) for name, value in row.items()}
            values = values | {name: to(values[name]) for name, to in processors}
            psycopg.Cursor(self).execute(words, values)


class _OneTrip(psycopg.Pipeline):
    """A pipeline that writes to the socket once, when it ends.

    psycopg's own writes each statement as it comes and waits for the beginning and for the end of a transaction, so
    the server wakes for each of them; nobody here reads an answer before all are there.
    """

    def __init__(self, connection: Travelling) -> None:
        super().__init__(connection)
        self.begun = False

    def _communicate_gen(self) -> PQGen[None]:
        """Not yet."""
        yield from ()

    def _exit_gen(self) -> PQGen[None]:
        """Send all, read all answers, and raise the first error; those after it only say that it came before them."""
        self._enqueue_sync()
        errors = []
        for step in (super()._communicate_gen(), self._fetch_gen(flush=False)):
            try:
                yield from step
            except psycopg.Error as error:
                errors.append(error)
        if errors:
            raise errors[0]


#: What PEP 249 lets a driver leave out: sizes, precision, scale, whether it may be null.
_UNKNOWN = (None,) * 5


class _Cursor(psycopg.Cursor[Any]):
    """A cursor that takes along what waits."""

    connection: Travelling

    @property
    def description(self) -> Any:
        """Name and type of each column, as PEP 249 has them; psycopg's own also looks up what nobody here asks."""
        result = self.pgresult
        if result is None or not (result.nfields or result.status == ExecStatus.TUPLES_OK):
            return None
        columns = range(result.nfields)
        return [(result.fname(i).decode(), result.ftype(i), *_UNKNOWN) for i in columns]  # type: ignore[union-attr]

    def execute(self, *given: Any, **options: Any) -> Any:
        return self._take_along(super().execute, *given, **options)

    def executemany(self, *given: Any, **options: Any) -> None:
        self._take_along(super().executemany, *given, **options)

    def _take_along(self, execute: Callable[..., Any], *given: Any, **options: Any) -> Any:
        driver = self.connection
        if not driver._travels():
            return execute(*given, **options)
        with driver.together():
            driver._send()
            return execute(*given, **options)
