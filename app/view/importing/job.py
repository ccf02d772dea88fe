"""The jobs that take a workbook in, take an import back, and sweep old files away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, select

from app.access.identity import scope_for
from app.access.scope import Scope, system
from app.job.spec import GiveUp, Run
from app.model.moment import now
from app.org.models import Account
from app.view.importing import store
from app.view.importing.models import Workbook, WorkbookRow
from app.view.importing.take_back import take_back
from app.view.importing.take_in import take_in

#: The names of the jobs.
TAKE_IN, TAKE_BACK = "view.import", "view.import_back"


def import_workbook(run: Run) -> dict[str, Any]:
    """Take in the workbook named in the arguments, with the rights its owner has now.

    Chunks commit for themselves, so an attempt that died is taken up where it stopped.
    """
    return _work(run, take_in)


def undo_import(run: Run) -> dict[str, Any]:
    """Take back the import named in the arguments, with the rights its owner has now."""
    return _work(run, take_back)


def sweep_files(run: Run) -> dict[str, Any]:
    """Remove the files of imports that are older than they are kept; from then on they cannot be taken back."""
    old = select(Workbook).where(Workbook.brought_at < now() - store.KEPT, Workbook.stored != "")
    books = run.session.scalars(old).all()
    for book in books:
        store.drop(book)
        book.stored = ""
        run.session.execute(delete(WorkbookRow).where(WorkbookRow.workbook_id == book.id))
    return {"swept": len(books)}


def _work(run: Run, work: Callable[[int, Scope, Any], None]) -> dict[str, Any]:
    key = run.args["workbook_id"]
    with system("look up an import", reads=True) as session:
        book = session.get(Workbook, key)
        account = session.get(Account, book.owner_id) if book and book.owner_id else None
        if account is None or not account.active:
            raise GiveUp(f"import {key} has nobody to act for")
        scope = scope_for(session, account)
    work(key, scope, run.progress)
    with system("look up an import", reads=True) as session:
        done = session.get_one(Workbook, key)
        counted = ("added", "changed", "repeated", "failed", "taken_back")
        return {name: getattr(done, name) for name in counted}
