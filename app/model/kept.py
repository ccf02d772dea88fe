"""What each process keeps in memory between requests, and the one number that tells it to read again.

Grants, fields of their own, changes of screens, code lists and places are read by every request and change a few times
a year. Their models say `kept_in_memory = True`; every change of such a row raises the number of one row, in the same
transaction. Finding out who asks brings that number along, so keeping costs no statement of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app
from sqlalchemy import Integer, event, insert, select, update
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from app.model.base import Record

_Found = TypeVar("_Found")

#: Where a session remembers the number it works with, and that its own transaction has raised it.
_NUMBER, _RAISED, _OWN = "kept_number", "kept_raised", "kept_own"


class KeptVersion(Record):
    """One row; its number grows with every change of what is kept."""

    audit_trail = False

    number: Mapped[int] = mapped_column(Integer, default=0, nullable=False)


def version_number() -> Any:
    """The current number as a scalar sub-query, NULL before the first change."""
    return select(KeptVersion.number).limit(1).scalar_subquery()


def note_number(session: Session, number: int | None) -> None:
    """Tell a session the number that a statement of its own has brought along."""
    session.info[_NUMBER] = number or 0


def kept(session: Session, name: str, load: Callable[[Session], _Found]) -> _Found:
    """What `load` reads, from memory unless something kept was changed since.

    A transaction that changed something itself reads for itself alone: it may yet be undone.

    Args:
        session: the session that reads.
        name: what it is called in memory.
        load: reads it from the database.
    """
    if session.info.get(_RAISED):
        own: dict[str, Any] = session.info.setdefault(_OWN, {})
        if name not in own:
            own[name] = load(session)
        return own[name]  # type: ignore[no-any-return]
    number = kept_number(session)
    memory: dict[str, tuple[int, Any]] = current_app.extensions.setdefault("kept", {})
    known = memory.get(name)
    if known is None or known[0] != number:
        known = memory[name] = (number, load(session))
    return known[1]  # type: ignore[no-any-return]


def remembered(name: str) -> Any:
    """What this process read last, however old; None if it never did. For those who may not ask the database."""
    return current_app.extensions.get("kept", {}).get(name, (0, None))[1]


def kept_number(session: Session) -> int:
    """The number a session works with, read once."""
    if _NUMBER not in session.info:
        with session.no_autoflush:
            note_number(session, session.scalar(select(KeptVersion.number).limit(1)))
    number: int = session.info[_NUMBER]
    return number


def kept_changed(session: Session) -> None:
    """Tell every process to read again; takes effect with the commit."""
    session.info.pop(_OWN, None)
    if session.info.get(_RAISED):
        return
    session.info[_RAISED] = True
    connection = session.connection()
    table: Any = KeptVersion.__table__
    if connection.execute(update(table).values(number=table.c.number + 1)).rowcount == 0:
        connection.execute(insert(table).values(number=1))


def watch_kept(session_factory: Any) -> None:
    """Raise the number for every session the factory makes; a second call changes nothing."""
    for name, listener in (
        ("after_flush", _flushed),
        ("do_orm_execute", _executing),
        ("after_transaction_end", _ended),
    ):
        if not event.contains(session_factory, name, listener):
            event.listen(session_factory, name, listener)


def _flushed(session: Session, _context: Any) -> None:
    if any(_is_kept(type(row)) for row in (*session.new, *session.dirty, *session.deleted)):
        kept_changed(session)


def _executing(state: ORMExecuteState) -> None:
    writes = state.is_insert or state.is_update or state.is_delete
    if writes and state.bind_mapper is not None and _is_kept(state.bind_mapper.class_):
        kept_changed(state.session)


def _ended(session: Session, transaction: Any) -> None:
    if transaction.parent is None and session.info.pop(_RAISED, False):
        session.info.pop(_OWN, None)
        session.info.pop(_NUMBER, None)


def _is_kept(model: type[Any]) -> bool:
    return getattr(model, "kept_in_memory", False)
