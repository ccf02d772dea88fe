"""Taking a whole import back: the rows it made are deleted again, those it changed get back what stood there before.

What somebody has changed or uses since stays as it is.
"""

from __future__ import annotations

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.access.audit import note
from app.access.scope import Scope, acting_as
from app.model.base import Voidable
from app.model.moment import now
from app.view.errors import Conflict, Invalid
from app.view.importing import store
from app.view.importing.models import DONE, UNDOING, UNDONE, Workbook, WorkbookRow
from app.view.importing.take_in import CHUNK, Progress, spec_of
from app.view.writing import delete as delete_row
from app.view.writing import update


def can_be_taken_back(book: Workbook) -> bool:
    """Whether an import can: it made or changed rows, of a kind that may be deleted, and not long ago."""
    young = book.brought_at > now() - store.KEPT
    return (
        book.state == DONE
        and book.added + book.changed > 0
        and young
        and not issubclass(spec_of(book).model, Voidable)
    )


def begin(book: Workbook) -> None:
    """Mark an import as being taken back. The caller enqueues it, and commits."""
    book.state = UNDOING


def take_back(key: int, scope: Scope, progress: Progress = lambda done, total: None) -> None:
    """Delete what an import made and restore what it changed, newest first.

    Commits after each chunk; a second run goes on where the first stopped.

    Args:
        key: of the `Workbook`.
        scope: in whose name.
        progress: told rows looked at and rows in all.
    """
    last, done = None, 0
    while True:
        with acting_as(scope) as session:
            book = session.get_one(Workbook, key)
            rows = _next(session, book, last)
            for line in rows:
                if _taken(session, book, line):
                    book.taken_back += 1
                    session.execute(delete(WorkbookRow).where(WorkbookRow.id == line.id))
            if not rows:
                book.state = UNDONE
                note("import_taken_back", book, {"model": book.model, "rows": book.taken_back})
                session.commit()
                return
            last, done = rows[-1].id, done + len(rows)
            session.commit()
            progress(done, book.added + book.changed)


def left_of(session: Session, book: Workbook) -> int:
    """How many rows of an import that was taken back still are as it left them, or as somebody changed them since."""
    counted = select(func.count()).select_from(WorkbookRow).where(WorkbookRow.workbook_id == book.id)
    return session.scalar(counted) or 0


def _next(session: Session, book: Workbook, last: int | None) -> list[WorkbookRow]:
    asked = select(WorkbookRow).where(WorkbookRow.workbook_id == book.id)
    if last is not None:
        asked = asked.where(WorkbookRow.id < last)
    return list(session.scalars(asked.order_by(WorkbookRow.id.desc()).limit(CHUNK)))


def _taken(session: Session, book: Workbook, line: WorkbookRow) -> bool:
    """Take one row back in a part of the transaction of its own, unless it has been changed or is in use."""
    row = session.get(spec_of(book).model, line.row_id)
    if row is None:
        return True  # somebody has deleted it already
    if getattr(row, "row_version", 0) != line.row_version:
        return False
    try:
        with session.begin_nested():
            if line.former is None:
                delete_row(row, undo=False)
            else:
                update(row, dict(line.former), undo=False)
    except (Conflict, Invalid):
        return False
    return True
