"""The grant table in the memory of each process, read again only when its version row has moved."""

from __future__ import annotations

from typing import Any

from flask import current_app
from sqlalchemy import Integer, event, insert, select, update
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from app.access.grants import Grant, Matrix
from app.access.scope import ScopeError, SystemScope, scope_of
from app.model.base import Record

#: Three administrators who watch each other and see no business (GB/T 22239-2019 8.1.5.1 to 8.1.5.3).
SEPARATED_ROLES = ("system_admin", "security_admin", "audit_admin")

#: The rooms of the kernel whose models they may be given.
KERNEL_ROOMS = ("org", "access", "lifecycle", "job", "notify", "clock", "document", "studio")


class GrantVersion(Record):
    """One row; its number grows with every change of the grant table."""

    audit_trail = False

    number: Mapped[int] = mapped_column(Integer, default=0, nullable=False)


def version_number() -> Any:
    """The current version as a scalar sub-query, NULL before the first change."""
    return select(GrantVersion.number).limit(1).scalar_subquery()


def matrix_of(session: Session, version: int | None) -> Matrix:
    """The grant table of that version, from memory when this process has read it before."""
    kept: tuple[int | None, Matrix] | None = current_app.extensions.get("grant_matrix")
    if kept is None or kept[0] != version or version is None:
        kept = (version, Matrix.load(session))
        current_app.extensions["grant_matrix"] = kept
    return kept[1]


def grants_changed(session: Session) -> None:
    """Tell every process that the grant table has changed; takes effect with the commit."""
    connection = session.connection()
    table = GrantVersion.__table__
    if connection.execute(update(table).values(number=table.c.number + 1)).rowcount == 0:
        connection.execute(insert(table).values(number=1))


def watch_grants(session_factory: Any) -> None:
    """Judge and count every change of the grant table; a second call changes nothing."""
    for name, listener in (
        ("before_flush", _judge),
        ("after_flush", _flushed),
        ("do_orm_execute", _executing),
    ):
        if not event.contains(session_factory, name, listener):
            event.listen(session_factory, name, listener)


def _judge(session: Session, _context: Any, _instances: Any) -> None:
    """A person's change marks the cell as theirs, and never opens a case to a separated administrator."""
    if isinstance(scope_of(session), SystemScope):
        return
    for row in (*session.new, *session.dirty):
        if isinstance(row, Grant) and session.is_modified(row):
            row.customised = True
            if row.role in SEPARATED_ROLES and row.model.partition(".")[0] not in KERNEL_ROOMS:
                raise ScopeError(f"{row.role} is separated from business")


def _flushed(session: Session, _context: Any) -> None:
    if any(isinstance(row, Grant) for row in (*session.new, *session.dirty, *session.deleted)):
        grants_changed(session)


def _executing(state: ORMExecuteState) -> None:
    writes = state.is_insert or state.is_update or state.is_delete
    if writes and state.bind_mapper is not None and state.bind_mapper.class_ is Grant:
        grants_changed(state.session)
