"""Rows of a workbook to rows of a model: chunk by chunk, each chunk one transaction with its numbers, events and audit.

A row that is on record already is passed over, or takes what the spec's `changes` name, so the same file a second time
adds and changes nothing, and an import that was broken off goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from flask_babel import gettext
from sqlalchemy import insert, select

from app.access.audit import note
from app.access.gate import REVIEWED
from app.access.scope import Scope, acting_as
from app.model.base import db
from app.model.house import house
from app.view.errors import Conflict, Invalid
from app.view.fields import label_of
from app.view.importing import returned, store
from app.view.importing.columns import Mapped, guess, headings_key, objections, targets, understands
from app.view.importing.models import BROKEN, DONE, RUNNING, Workbook, WorkbookRow
from app.view.importing.values import Facts, RowReader
from app.view.importing.workbook import Sheet, Unreadable, all_rows
from app.view.screens import screens
from app.view.spec import Import
from app.view.writing import create, locked_reason, refusals_in_words, update
from app.workflow.engine import Refused

#: Rows of one transaction: long enough to be quick, short enough to let others write.
CHUNK = 50

#: The same where rows are written together.
TOGETHER = 500

#: What becomes of a row.
NEW, KNOWN, CHANGES, FAILED = "new", "known", "changes", "failed"

#: Where the rows are counted that were not refused.
_COUNTERS = {NEW: "added", KNOWN: "repeated", CHANGES: "changed"}

Progress = Callable[[int, int], None]


def spec_of(book: Workbook) -> Import:
    """How the rows of a workbook are taken in.

    Raises:
        LookupError: the model is no longer in the house, or takes no rows from workbooks.
    """
    spec = screens().importing(house().models[book.model])
    if spec is None:
        raise LookupError(book.model)
    return spec


def bring(spec: Import, path: Path, sheet: Sheet, *, file_name: str, settings: dict[str, Any]) -> Workbook:
    """Note a workbook that lies in the store. The caller commits.

    Args:
        spec: what its rows are.
        path: a file made by `store.new_file`.
        sheet: what `look_at` said about it.
        file_name: what its owner calls it.
        settings: what was asked for with the file, by fact, and the questions answered with yes.
    """
    book = Workbook(
        model=spec.model.model_id(),
        file_name=file_name[-200:],
        stored=path.name,
        headings_key=headings_key(sheet.headings),
        settings=settings,
        rows=sheet.count,
    )
    db.session.add(book)
    db.session.flush()
    return book


def suggested(book: Workbook, sheet: Sheet) -> Mapped:
    """What the columns mean: as the same person chose last time for the same headings, else guessed."""
    spec = spec_of(book)
    before = db.session.scalar(
        select(Workbook)
        .where(
            Workbook.owner_id == book.owner_id if book.owner_id else Workbook.owner_id.is_(None),
            Workbook.model == book.model,
            Workbook.headings_key == book.headings_key,
            Workbook.mapping.is_not(None),
        )
        .order_by(Workbook.id.desc())
        .limit(1)
    )
    known = targets(spec)
    if before is not None:
        return {column: name for column, name in before.columns.items() if name in known}
    return guess(spec, sheet.headings)


def preview(book: Workbook, sheet: Sheet, scope: Scope) -> list[tuple[Facts, str]]:
    """The first rows as they would be taken, each with what becomes of it: `new`, `known`, `changes` or `failed`."""
    taker = _Taker(book, scope)
    read = [taker.reader.read(number, cells) for number, cells in sheet.first]
    desk = taker.desk(read)
    fates = [taker.foresee(facts, desk) for facts in read]
    if desk is not None:
        taker.rehearse([facts for facts, fate in zip(read, fates) if fate == NEW], desk)
    return [(facts, FAILED if facts.problems else fate) for facts, fate in zip(read, fates)]


def begin(book: Workbook, mapping: Mapped) -> None:
    """Settle what the columns mean and mark the import as running. The caller enqueues or runs it, and commits.

    Raises:
        ValueError: rows cannot be taken with these columns; the text says why.
    """
    wrong = objections(spec_of(book), mapping)
    if wrong:
        raise ValueError("；".join(wrong))
    book.mapping = {str(column): name for column, name in mapping.items()}
    book.state = RUNNING


def take_in(key: int, scope: Scope, progress: Progress = lambda done, total: None) -> None:
    """Take in a workbook, from where it stopped. Commits after each chunk.

    Args:
        key: of the `Workbook`; its mapping is complete.
        scope: in whose name the rows are made.
        progress: told rows done and rows in all.
    """
    try:
        with acting_as(scope) as session:
            book = session.get_one(Workbook, key)
            path, spec = store.brought(book), spec_of(book)
        places = dict[str, str]()
        for chunk in _chunks(all_rows(path, understands(spec)), TOGETHER if spec.desk else CHUNK):
            with acting_as(scope) as session:
                book = session.get_one(Workbook, key)
                taker = _Taker(book, scope, places)
                _take_chunk(taker, [line for line in chunk if line[0] > book.last_row])
                session.commit()
                progress(book.dealt_with, book.rows)
        with acting_as(scope) as session:
            book = session.get_one(Workbook, key)
            returned.write(book, spec)
            book.state = DONE
            told = {
                "model": book.model,
                "added": book.added,
                "changed": book.changed,
                "repeated": book.repeated,
                "failed": book.failed,
            }
            note("import", book, told)
            session.commit()
    except Unreadable as error:
        with acting_as(scope) as session:
            book = session.get_one(Workbook, key)
            book.state, book.trouble = BROKEN, str(error)
            session.commit()


def _take_chunk(taker: _Taker, lines: list[tuple[int, list[Any]]]) -> None:
    if not lines:
        return
    book = taker.book
    taker.reader.look_up(lines)
    read = [taker.reader.read(number, cells) for number, cells in lines]
    fates = taker.all_together(read) if taker.spec.desk else None
    for facts, fate in zip(read, fates or map(taker.take, read)):
        name = "failed" if facts.problems else _COUNTERS[fate]
        setattr(book, name, getattr(book, name) + 1)
    book.last_row = lines[-1][0]
    store.note_problems(book, [(facts.number, facts.problems) for facts in read if facts.problems])


class _Taker:
    """Takes rows in for one workbook."""

    def __init__(self, book: Workbook, scope: Scope, places: dict[str, str] | None = None) -> None:
        self.book = book
        self.spec = spec_of(book)
        names = {name for name, _label, _help in self.spec.questions}
        self.yes = frozenset(name for name in names if book.settings.get(name))
        asked = {name: value for name, value in book.settings.items() if name not in names}
        self.scope = scope
        self.reader = RowReader(self.spec, book.columns, asked, scope, places)

    def desk(self, read: Iterable[Facts]) -> Any:
        """The desk of the spec for some rows; None where the spec has none."""
        sound = [facts.values for facts in read if not facts.problems]
        return self.spec.desk(sound) if self.spec.desk is not None else None

    def foresee(self, facts: Facts, desk: Any = None) -> str:
        """What becomes of a row."""
        row = None if facts.problems else self.known(facts, desk)
        if row is None:
            facts.problems += facts.missing
            return FAILED if facts.problems else NEW
        return CHANGES if self._changes(row, facts) else KNOWN

    def rehearse(self, read: Iterable[Facts], desk: Any) -> None:
        """Make new rows and let them go unwritten: what stands in their way is told to the facts."""
        with db.session.no_autoflush:
            trial = db.session.begin_nested()
            try:
                for facts in read:
                    try:
                        self._created(facts, desk, flush=False)
                    except Refused as refused:
                        facts.problems += [refusal.said for refusal in refused.refusals]
            finally:
                trial.rollback()

    def all_together(self, read: list[Facts]) -> list[str] | None:
        """Take rows in with one question a table and one writing; None, and nothing done, when the database objects."""
        before, desk = [list(facts.problems) for facts in read], self.desk(read)
        made: list[Any] = []
        fates = []
        try:
            with db.session.begin_nested(), db.session.no_autoflush:
                for facts in read:
                    fates.append(self.foresee(facts, desk))
                    if fates[-1] == NEW:
                        try:
                            made.append(self._created(facts, desk, flush=False))
                        except Refused as refused:
                            facts.problems += [refusal.said for refusal in refused.refusals]
                    elif fates[-1] == CHANGES:
                        facts.problems += self._change(facts, desk)
                with refusals_in_words(self.spec.model, undo=False):
                    db.session.flush()
        except (Invalid, Conflict):
            for facts, problems in zip(read, before):
                facts.problems = problems
            return None
        self._note(*((row, None) for row in made))
        return fates

    def take(self, facts: Facts) -> str:
        """Take one row in, in a part of the transaction of its own; what stands in the way is told to the facts."""
        desk = self.desk([facts])
        fate = self.foresee(facts, desk)
        if fate == NEW:
            facts.problems += self._make(facts, desk)
        elif fate == CHANGES:
            facts.problems += self._change(facts, desk)
        return fate

    def known(self, facts: Facts, desk: Any = None) -> Any:
        """The row on record, if there is one."""
        known = desk.known if desk else self.spec.known
        if known is not None:
            return known(facts.values)
        model: Any = self.spec.model
        named = {name: facts.values.get(name) for name in self.spec.key.split()}
        return db.session.scalars(select(model).filter_by(**named).limit(1)).first() if named else None

    def _changes(self, row: Any, facts: Facts) -> dict[str, Any]:
        """What a row on record takes from the file."""
        given = {name: facts.values[name] for name in self.spec.changes.split() if name in facts.values}
        return {name: value for name, value in given.items() if getattr(row, name) != value}

    def _change(self, facts: Facts, desk: Any) -> list[str]:
        """Change a row on record in a part of the transaction of its own; what stands in the way otherwise."""
        row = self.known(facts, desk)
        changes = self._changes(row, facts)
        if not self.scope.may("u", row):
            return [gettext("You may not change this record")]
        if closed := locked_reason(row):
            return [closed]
        former = {name: getattr(row, name) for name in changes}
        wrong = self._written(lambda: update(row, changes, undo=False))
        if not wrong:
            self._note((row, former))
        return wrong

    def _make(self, facts: Facts, desk: Any) -> list[str]:
        """Make one row in a part of the transaction of its own; what stands in the way otherwise."""
        made: list[Any] = []
        wrong = self._written(lambda: made.append(self._created(facts, desk)))
        self._note(*((row, None) for row in made))
        return wrong

    def _created(self, facts: Facts, desk: Any, *, flush: bool = True) -> Any:
        make = desk.make if desk else self.spec.make
        service = (lambda values: make(values, self.yes)) if make is not None else None
        return create(self.spec.model, facts.values, service=service, undo=False, flush=flush)

    def _written(self, write: Callable[[], Any]) -> list[str]:
        """Write in a savepoint; what stands in the way, as sentences."""
        try:
            with db.session.begin_nested():
                write()
        except Refused as refused:
            return [refusal.said for refusal in refused.refusals]
        except Conflict as conflict:
            return [str(conflict)]
        except Invalid as wrong:
            return [self._sentence(name, text) for name, texts in wrong.errors.items() for text in texts]
        return []

    def _note(self, *written: tuple[Any, dict[str, Any] | None]) -> None:
        """Write down which rows were made, or what stood in them before, in one statement."""
        lines = [
            {
                "workbook_id": self.book.id,
                "row_id": row.id,
                "row_version": getattr(row, "row_version", 0),
                "former": former,
            }
            for row, former in written
        ]
        if lines:
            db.session.execute(insert(WorkbookRow), lines, execution_options={REVIEWED: "of one's own workbook"})

    def _sentence(self, name: str, text: str) -> str:
        label = str(label_of(self.spec.model, name)) if name else ""
        return gettext("%(label)s: %(wrong)s", label=label, wrong=text) if label else text


def _chunks(lines: Iterable[tuple[int, list[Any]]], size: int) -> Iterator[list[tuple[int, list[Any]]]]:
    remaining = iter(lines)
    while chunk := list(islice(remaining, size)):
        yield chunk
