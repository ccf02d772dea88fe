"""Gap-free counting: the one statement by which every number of the house is taken."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def next_serial(session: Session, counter: Any, **key: Any) -> int:
    """The next number of a series, from 1; it is given back when the transaction is.

    A counter is no record of anybody's: the trail holds the row that bears the number.

    Args:
        session: the session of the act that needs the number; others who want the same series wait for its end.
        counter: a table with a column `last`, unique by the columns of `key`.
        key: the values that name the series.
    """
    connection = session.connection()
    raised = _raised(counter.__table__, tuple(key), connection.dialect.name)
    return int(connection.execute(raised, {f"of_{name}": value for name, value in key.items()}).scalar_one())


@lru_cache(maxsize=64)
def _raised(counter: Any, key: tuple[str, ...], dialect: str) -> Any:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return (
        insert(counter)
        .values(**{name: bindparam(f"of_{name}") for name in key}, last=1)
        .on_conflict_do_update(index_elements=list(key), set_={"last": counter.c.last + 1})
        .returning(counter.c.last)
    )
