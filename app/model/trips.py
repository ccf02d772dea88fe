"""Fewer trips to PostgreSQL: statements whose answer nobody reads travel with the next one.

Each question to the database costs a trip over a socket and two awakenings. What a transaction says before it asks,
such as who is asking, and what it says at its end need no answer of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any

import psycopg
from psycopg._preparing import Prepare
from psycopg._queries import PostgresQuery
from psycopg.abc import PQGen
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result
from psycopg.generators import fetch_many, send
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult
from sqlalchemy import Connection, Dialect, Executable, Insert

#: A statement held back, for which database, and its parameters.
Waiting = tuple[Executable, Dialect, dict[str, Any]]

#: A statement as the driver sends it: with parameters, or a command in its own words.
_Asked = PostgresQuery | bytes

#: What the driver's book of prepared statements is told when a statement was right; None if it is told nothing.
_Kept = tuple[tuple[bytes, tuple[int, ...]], Prepare, bytes] | None

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
    """A connection that holds back statements until the next one goes.

    psycopg has pipelines of its own; they write each statement as it comes, wait for the beginning and for the end of a
    transaction, and spend more on each statement than the server does. Here a trip is written at once and read at once.
    """

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.waiting: list[Waiting] = []
        self.cursor_factory = _Cursor

    def cursor(self, *given: Any, **options: Any) -> Any:
        """A cursor; one that the server keeps travels alone."""
        if (given or "name" in options) and self.is_loaded():
            self.travel()
        return super().cursor(*given, **options)

    def commit(self) -> None:
        """Commit, in one trip with what waits.

        Raises:
            psycopg.OperationalError: the server answers anything but that it did.
        """
        if not self.is_loaded():
            super().commit()
        elif [part.command_status for part in self.travel(b"COMMIT")] != [b"COMMIT"]:
            self.pgconn.finish()
            raise psycopg.OperationalError("not committed")

    def rollback(self) -> None:
        """Forget what waits, and roll back."""
        self.waiting.clear()
        super().rollback()

    def is_loaded(self) -> bool:
        """Whether something waits and may go; after an error nothing is answered but the end of the transaction."""
        return bool(self.waiting) and self.info.transaction_status != TransactionStatus.INERROR

    def travel(self, *last: _Asked) -> list[PGresult]:
        """Send what waits, and perhaps one more, in one trip; begin a transaction if necessary.

        Returns: the answer to the last.

        Raises:
            psycopg.Error: the first thing the database refuses; what came after it was not done.
        """
        begins = not self._autocommit and self.info.transaction_status == TransactionStatus.IDLE
        asked = [*([self._get_tx_start_command()] if begins else ()), *self._let_go(), *last]
        with self.lock:
            return self.wait(self._trip(asked))

    def _let_go(self) -> Iterator[PostgresQuery]:
        """What waits, as the driver sends it."""
        waiting, self.waiting = self.waiting, []
        adapted = Transformer(self)
        for statement, dialect, rows in _grouped(waiting):
            words, processors = _compiled(statement, dialect, tuple(rows[0]), len(rows))
            values = rows[0]
            if len(rows) > 1:
                values = {f"{name}_m{i}": value for i, row in enumerate(rows) for name, value in row.items()}
            query = PostgresQuery(adapted)
            query.convert(words, values | {name: to(values[name]) for name, to in processors})
            yield query

    def _trip(self, asked: list[_Asked]) -> PQGen[list[PGresult]]:
        """Write all, read all answers, and raise the first error; those after it only say that it came before them."""
        link = self.pgconn
        link.enter_pipeline_mode()
        try:
            under_way = [kept for each in asked for kept in self._depart(each)]
            link.pipeline_sync()
            yield from send(link)
            answers: list[list[PGresult]] = []
            for _ in under_way:
                answers.append((yield from fetch_many(link)))
            yield from fetch_many(link)  # the end of the trip
        except BaseException:
            link.finish()  # what is still under way would be taken for the answer to something else
            raise
        link.exit_pipeline_mode()
        refused = next((part for answer in answers for part in answer if part.status == ExecStatus.FATAL_ERROR), None)
        if refused is not None:
            self._prepared.clear()  # some may never have been prepared
            raise error_from_result(refused, encoding=self.info.encoding)
        for kept, answer in zip(under_way, answers):
            if kept is not None:
                self._prepared.validate(*kept, answer)
        yield from self._prepared.maintain_gen(self)
        return answers[-1]

    def _depart(self, asked: _Asked) -> Iterator[_Kept]:
        """Write one statement; for each answer that will come, what is to be kept of the statement if it is right."""
        link = self.pgconn
        if isinstance(asked, bytes):
            link.send_query_params(asked, None)
            yield None
            return
        prepare, name = self._prepared.get(asked)
        if prepare is Prepare.NO:
            link.send_query_params(asked.query, asked.params, param_types=asked.types, param_formats=asked.formats)
        else:
            if prepare is Prepare.SHOULD:
                link.send_prepare(name, asked.query, param_types=asked.types)
                yield None
            link.send_query_prepared(name, asked.params, param_formats=asked.formats)
        key = self._prepared.maybe_add_to_cache(asked, prepare, name)
        yield None if key is None else (key, prepare, name)


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

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        """Execute, in one trip with what waits."""
        driver = self.connection
        if not driver.is_loaded():
            return super().execute(query, params, **options)
        self._reset()
        self._tx = Transformer(self)
        answer = driver.travel(self._convert_query(query, params))
        self._check_results(answer)
        self._set_results(answer)
        return self

    def executemany(self, *given: Any, **options: Any) -> None:
        """Execute many times, after what waits."""
        driver = self.connection
        if driver.is_loaded():
            driver.travel()
        super().executemany(*given, **options)
