"""The grant table in the memory of each process, and what nobody may write into it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.access.grants import Grant, Matrix
from app.access.scope import ScopeError, SystemScope, scope_of
from app.model.kept import kept

#: Three administrators who watch each other and see no business (GB/T 22239-2019 8.1.5.1 to 8.1.5.3).
SEPARATED_ROLES = ("system_admin", "security_admin", "audit_admin")

#: The rooms of the kernel whose models they may be given.
KERNEL_ROOMS = ("org", "access", "lifecycle", "job", "notify", "clock", "document", "studio")


def matrix_of(session: Session) -> Matrix:
    """The grant table, from memory when this process has read it since it changed."""
    return kept(session, "grants", Matrix.load)


def watch_grants(session_factory: Any) -> None:
    """Judge every change of the grant table; a second call changes nothing."""
    if not event.contains(session_factory, "before_flush", _judge):
        event.listen(session_factory, "before_flush", _judge)


def _judge(session: Session, _context: Any, _instances: Any) -> None:
    """A person's change marks the cell as theirs, and never opens a case to a separated administrator."""
    if isinstance(scope_of(session), SystemScope):
        return
    for row in (*session.new, *session.dirty):
        if isinstance(row, Grant) and session.is_modified(row):
            row.customised = True
            if row.role in SEPARATED_ROLES and row.model.partition(".")[0] not in KERNEL_ROOMS:
                raise ScopeError(f"{row.role} is separated from business")
