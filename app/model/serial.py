"""Gap-free counting: the one statement by which every number of the house is taken."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def next_serial(session: Session, counter: Any, **key: Any) -> int:
    """The next number of a series, from 1; it is given back when the transaction is.

    Args:
        session: the session of the act that needs the number; others who want the same series wait for its end.
        counter: a table with a column `last`, unique by the columns of `key`.
        key: the values that name the series.
    """
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    raised = (
        insert(counter)
        .values(**key, last=1)
        .on_conflict_do_update(index_elements=list(key), set_={"last": counter.last + 1})
        .returning(counter.last)
    )
    return int(session.execute(raised).scalar_one())
