"""What each account should see, from plain rows and plain text comparison: no gate, no SQL condition, no scope."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import Connection, inspect, text

from app.model.base import Record, Scoped, db
from tests.scope.people import Asker

_DIGITS = (2, 4, 6, 9, 12)


@dataclass(frozen=True)
class Fact:
    """One row as the oracle knows it: key, place, and the case it is shared with."""

    key: int
    code: str | None
    case: int | None = None


def facts(connection: Connection, model: type[Record]) -> list[Fact]:
    """Every row of a table, read by the owner with plain SQL."""
    table = inspect(model).local_table.name
    place = "division_code" if issubclass(model, Scoped) else "null"
    shared = getattr(model, "share_key", None) and getattr(model, "share_column", model.share_key)
    rows = connection.execute(text(f"select id, {place}, {shared or 'null'} from {table}"))  # noqa: S608 - our own names
    return [Fact(key, code, case) for key, code, case in rows]


def expected(
    model: type[Record], rows: Iterable[Fact], asker: Asker, named: set[int], cases: set[int]
) -> set[int]:
    """The keys an account should be shown.

    Args:
        model: the table.
        rows: all its rows.
        asker: who asks.
        named: keys of the rows the account is named on.
        cases: keys of the cases opened to the account's units.
    """
    if not issubclass(model, Scoped):
        return {fact.key for fact in rows}
    if asker.role == "matrix_none":
        return set()
    seen = {fact.key for fact in rows if fact.code and asker.covers(fact.code)}
    if model.row_rule == "shared_down":
        above = {code[:digits] for code, _below in asker.places for digits in _DIGITS if digits < len(code)}
        seen |= {fact.key for fact in rows if fact.code in above}
    if model.row_rule in ("assigned", "own_grid") and asker.role == "matrix_named":
        seen &= named
    return seen | {fact.key for fact in rows if fact.case is not None and fact.case in cases}


def digest(connection: Connection, model: type[Record]) -> dict[int, tuple[Any, ...]]:
    """Every row of a table in full, to see afterwards that a refused request has changed nothing."""
    table = inspect(model).local_table.name
    rows = connection.execute(text(f"select * from {table}")).mappings()  # noqa: S608
    return {row["id"]: tuple(str(value) for value in row.values()) for row in rows}


@contextmanager
def reading_all(app: Flask) -> Iterator[Connection]:
    """A connection that sees every row: the second wall is told that the system asks."""
    with app.app_context():
        engine = db.engine
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("select set_config('app.system', 'on', true)"))
        yield connection
        connection.rollback()
