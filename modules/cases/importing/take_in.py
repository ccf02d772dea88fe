"""Rows of a workbook to cases: chunk by chunk, each chunk one transaction with its numbers, events and audit rows.

A row's key is its channel and outer number, so the same file a second time adds nothing, and an import that was
broken off goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.access.audit import note
from app.access.scope import Scope, acting_as
from app.model.base import db
from app.workflow.engine import Refused
from modules.cases import services
from modules.cases.importing import returned, store
from modules.cases.importing.columns import Mapped, guess, headings_key, objections, targets
from modules.cases.importing.values import Facts, RowReader
from modules.cases.importing.workbook import Sheet, Unreadable, all_rows, look_at
from modules.cases.models.case_import import BROKEN, DONE, RUNNING, CaseImport

#: Rows of one transaction: long enough to be quick, short enough to let others write.
CHUNK = 50

Progress = Callable[[int, int], None]


def bring(
    path: Path, sheet: Sheet, *, file_name: str, division_code: str, channel: str, accept: bool
) -> CaseImport:
    """Note a workbook that lies in the store. The caller commits.

    Args:
        path: a file made by `store.new_file`.
        sheet: what `look_at` said about it.
        file_name: what its owner calls it.
        division_code: the place of rows that name none.
        channel: the channel of rows that name none.
        accept: whether the cases are accepted at once.
    """
    row = CaseImport(
        file_name=file_name[-200:],
        stored=path.name,
        headings_key=headings_key(sheet.headings),
        division_code=division_code,
        channel=channel,
        accept=accept,
        rows=sheet.count,
    )
    db.session.add(row)
    db.session.flush()
    return row


def suggested(row: CaseImport, sheet: Sheet) -> Mapped:
    """What the columns mean: as the same person chose last time for the same headings, else guessed."""
    before = db.session.scalar(
        select(CaseImport)
        .where(
            CaseImport.created_by_id == row.created_by_id
            if row.created_by_id
            else CaseImport.created_by_id.is_(None),
            CaseImport.headings_key == row.headings_key,
            CaseImport.mapping.is_not(None),
        )
        .order_by(CaseImport.id.desc())
        .limit(1)
    )
    known = targets()
    if before is not None:
        return {column: name for column, name in before.columns.items() if name in known}
    return guess(sheet.headings, known)


def preview(row: CaseImport, sheet: Sheet, scope: Scope) -> list[tuple[Facts, bool]]:
    """The first rows as they would be taken, each with whether it is on record already."""
    reader = RowReader(row.columns, row.division_code, row.channel, scope)
    found = [reader.read(number, cells) for number, cells in sheet.first]
    return [(facts, not facts.problems and _known(facts)) for facts in found]


def take_in(import_id: int, scope: Scope, progress: Progress = lambda done, total: None) -> None:
    """Take in a workbook, from where it stopped. Commits after each chunk.

    Args:
        import_id: key of the `CaseImport`; its mapping is complete.
        scope: in whose name the cases are registered.
        progress: told rows done and rows in all.
    """
    try:
        with acting_as(scope) as session:
            path = store.brought(session.get_one(CaseImport, import_id))
        sheet = look_at(path)
        for chunk in _chunks(all_rows(path, sheet)):
            with acting_as(scope) as session:
                row = session.get_one(CaseImport, import_id)
                _take_chunk(row, [line for line in chunk if line[0] > row.last_row], scope)
                session.commit()
                progress(row.dealt_with, row.rows)
        with acting_as(scope) as session:
            row = session.get_one(CaseImport, import_id)
            returned.write(row)
            row.state = DONE
            note("import", row, {"added": row.added, "repeated": row.repeated, "failed": row.failed})
            session.commit()
    except Unreadable as error:
        with acting_as(scope) as session:
            row = session.get_one(CaseImport, import_id)
            row.state, row.trouble = BROKEN, str(error)
            session.commit()


def begin(row: CaseImport, mapping: Mapped) -> None:
    """Settle what the columns mean and mark the import as running. The caller enqueues or runs it, and commits.

    Raises:
        ValueError: rows cannot be taken with these columns; the text says why.
    """
    wrong = objections(mapping)
    if wrong:
        raise ValueError("；".join(wrong))
    row.mapping = {str(column): name for column, name in mapping.items()}
    row.state = RUNNING


def _take_chunk(row: CaseImport, lines: list[tuple[int, list[Any]]], scope: Scope) -> None:
    if not lines:
        return
    reader = RowReader(row.columns, row.division_code, row.channel, scope)
    problems: list[tuple[int, list[str]]] = []
    for number, cells in lines:
        facts = reader.read(number, cells)
        if not facts.problems and _known(facts):
            row.repeated += 1
        else:
            wrong = facts.problems or _register(facts, row)
            row.failed += bool(wrong)
            row.added += not wrong
            if wrong:
                problems.append((number, wrong))
    row.last_row = lines[-1][0]
    store.note_problems(row, problems)


def _register(facts: Facts, row: CaseImport) -> list[str]:
    """Register one case in a part of the transaction of its own; what stands in the way otherwise."""
    try:
        with db.session.begin_nested():
            services.register(**facts.values, accept=row.accept)
    except Refused as refused:
        return [refusal.said for refusal in refused.refusals]
    return []


def _known(facts: Facts) -> bool:
    return services.earlier(facts.values["channel"], facts.values["outer_no"]) is not None


def _chunks(lines: Iterable[tuple[int, list[Any]]]) -> Iterator[list[tuple[int, list[Any]]]]:
    remaining = iter(lines)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk
