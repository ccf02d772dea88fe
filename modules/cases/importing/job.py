"""The job that takes a workbook in, and the one that sweeps old files away."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.access.identity import scope_for
from app.access.scope import system
from app.job.spec import GiveUp, Run
from app.model.moment import now
from app.org.models import Account
from modules.cases.importing import store
from modules.cases.importing.take_in import take_in
from modules.cases.models.case_import import CaseImport


def import_workbook(run: Run) -> dict[str, Any]:
    """Take in the workbook named in the arguments, with the rights its owner has now.

    Chunks commit for themselves, so an attempt that died is taken up where it stopped.
    """
    import_id = run.args["import_id"]
    with system("look up an import", reads=True) as session:
        row = session.get(CaseImport, import_id)
        account = session.get(Account, row.created_by_id) if row and row.created_by_id else None
        if account is None or not account.active:
            raise GiveUp(f"import {import_id} has nobody to act for")
        scope = scope_for(session, account)
    take_in(import_id, scope, run.progress)
    with system("look up an import", reads=True) as session:
        done = session.get_one(CaseImport, import_id)
        return {"added": done.added, "repeated": done.repeated, "failed": done.failed}


def sweep_files(run: Run) -> dict[str, Any]:
    """Remove the files of imports that are older than they are kept."""
    old = select(CaseImport).where(CaseImport.created_at < now() - store.KEPT, CaseImport.stored != "")
    rows = run.session.scalars(old).all()
    for row in rows:
        store.drop(row)
        row.stored = ""
    return {"swept": len(rows)}
