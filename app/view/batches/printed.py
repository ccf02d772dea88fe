"""The job that prints one paper of many rows, with the rights its owner has now.

Rows are read some at a time, and every piece goes to the disk at once, so the job needs no more memory for a thousand
papers than for twenty. Papers in force are the stored bytes. A sheet in front says what the file holds, who took it
and when: the watermark of every export, which has no place on papers that are handed to people. The file is kept a day.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from app.access.audit import digest, note
from app.access.export import export_notice
from app.access.scope import acting_as
from app.document import press, service
from app.document.binding import About
from app.document.joining import join
from app.document.models import Paper
from app.document.refusal import PaperRefused
from app.document.sheet import ISSUED, Sheet, Stamp
from app.document.spec import Document
from app.job.models import Job
from app.job.spec import GiveUp, Run
from app.model.base import Record
from app.model.house import house
from app.model.moment import now
from app.org.models import Account
from app.view.batches.acts import Stays
from app.view.batches.models import DONE, Batch, BatchRow
from app.view.batches.printing import PRINT, look_up, paper_of
from app.view.batches.running import LONGEST_REASON, scope_of
from app.view.export_job import file_of, folder
from app.view.interface import Interface

__all__ = ["PRINT", "print_batch"]

#: Rows read, and drafts set, at a time: few enough for the limits of one request to the press.
CHUNK = 20

COVER = "house/printed_together.html"


@dataclass
class Printed:
    """What has become of the rows so far."""

    pieces: list[Path] = field(default_factory=list)
    stays: list[tuple[int, str]] = field(default_factory=list)
    #: The papers in force: row, uuid, number and SHA-256, for the trail.
    issued: list[tuple[int, str, str, str]] = field(default_factory=list)
    drafts: int = 0

    @property
    def count(self) -> int:
        """Papers in the file."""
        return len(self.issued) + self.drafts


def print_batch(run: Run) -> dict[str, Any]:
    """Make the file of the batch named in the arguments; an attempt that died is begun anew."""
    scope = scope_of(run)
    place = folder() / f"{run.job_id}.parts"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700)
    try:
        with acting_as(scope, reads=True) as session:
            batch = session.get_one(Batch, run.args["batch_id"])
            model, document, keys = house().models[batch.model], paper_of(batch), list(batch.keys)
        printed = Printed()
        run.progress(0, len(keys))
        for start in range(0, len(keys), CHUNK):
            with acting_as(scope, reads=True):
                _print_some(printed, model, document, keys[start : start + CHUNK], place)
            run.progress(min(start + CHUNK, len(keys)), len(keys))
        return _finish(run, printed, document, place)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _print_some(
    printed: Printed, model: type[Record], document: Document, keys: list[int], place: Path
) -> None:
    """The pieces of some rows, in their order; drafts that stand together are set together."""
    found = _found(printed, model, document, keys)
    for kept, group in groupby(found, key=lambda one: one[1] is not None):
        for body in (
            _kept(printed, group) if kept else _drafted(printed, document, [row for row, _no in group])
        ):
            piece = place / f"{len(printed.pieces) + 1}.pdf"
            piece.write_bytes(body)
            printed.pieces.append(piece)


def _found(
    printed: Printed, model: type[Record], document: Document, keys: list[int]
) -> Iterator[tuple[Any, Paper | None]]:
    for key in keys:
        try:
            row = Interface(model).get_row(key)
            yield row, look_up(row, document)
        except NotFound:
            printed.stays.append((key, gettext("Not found")))
        except Stays as stays:
            printed.stays.append((key, str(stays)))


def _kept(printed: Printed, group: Iterator[tuple[Any, Paper | None]]) -> Iterator[bytes]:
    """The stored bytes of papers in force."""
    for row, paper in group:
        assert paper is not None, "grouped so"
        printed.issued.append((row.id, paper.uuid, paper.number, paper.sha256))
        yield paper.body


def _drafted(printed: Printed, document: Document, rows: list[Any]) -> Iterator[bytes]:
    """Drafts in one piece; where one of them cannot be made, each by itself, so that only that one stays."""
    try:
        body = press.render(sheet for row in rows for sheet in service.draft_sheets(document, row)).body
    except PaperRefused:
        yield from _one_by_one(printed, document, rows)
        return
    printed.drafts += len(rows)
    yield body


def _one_by_one(printed: Printed, document: Document, rows: list[Any]) -> Iterator[bytes]:
    for row in rows:
        try:
            yield service.preview(document, row).body
            printed.drafts += 1
        except PaperRefused as refused:
            printed.stays.append((row.id, str(refused)))


def _finish(run: Run, printed: Printed, document: Document, place: Path) -> dict[str, Any]:
    """Bind the pieces, and write batch and trail in the transaction that says the job is done."""
    session = run.session
    batch = session.get_one(Batch, run.args["batch_id"])
    account = session.get_one(Account, batch.owner_id)
    owner, home, pages = account.id, account.division_code, 0
    cover = place / "cover.pdf"
    if printed.count:
        cover.write_bytes(press.render([_cover(printed, document, account)]).body)
    session.rollback()  # binding takes seconds, in which others may write
    if printed.count:
        whole = place / "whole.pdf"
        try:
            pages = join([cover, *printed.pieces], whole, About(str(document.name), made_at=now()))
        except PaperRefused as refused:
            raise GiveUp(str(refused)) from None
        run.progress(run.done, run.total)
        whole.rename(file_of(session.get_one(Job, run.job_id)))
    batch = session.get_one(Batch, run.args["batch_id"])
    batch.state, batch.dealt_with = DONE, batch.rows
    batch.changed, batch.refused = printed.count, len(printed.stays)
    batch.settings = batch.settings | {"paper": document.id, "drafts": printed.drafts, "pages": pages}
    for key, reason in printed.stays:
        session.add(BatchRow(batch_id=batch.id, row_id=key, reason=reason[:LONGEST_REASON], owner_id=owner))
    told = {"document": document.id, "form": "pdf", "count": printed.count, "drafts": printed.drafts}
    note("print", batch.model, told | {"asked": digest(batch.keys)}, user_id=owner, division_code=home)
    model: Any = house().models[batch.model]
    for key, uuid, number, sha256 in printed.issued:
        row = session.get(model, key)
        note("print", row, {"paper": uuid, "number": number, "sha256": sha256}, user_id=owner)
    return {"printed": printed.count, "stayed": len(printed.stays), "pages": pages}


def _cover(printed: Printed, document: Document, account: Account) -> Sheet:
    """The sheet in front."""
    context = {
        "paper": str(document.name),
        "house": str(current_app.config.get("APP_NAME", "Fengqiao")),
        "issued": len(printed.issued),
        "drafts": printed.drafts,
        "stayed": len(printed.stays),
        "notice": export_notice(account),
    }
    stamp = Stamp(made_at=now(), state=ISSUED, demo=bool(current_app.config.get("DEMO", False)))
    return Sheet(COVER, context, stamp)
