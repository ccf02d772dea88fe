"""Making, issuing, finding and withdrawing papers. The caller commits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import uuid4

from flask import current_app
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, object_session, undefer

from app.access.gate import FOLLOWS
from app.document import press
from app.document.certificate import signed
from app.document.glyphs import CODE
from app.document.models import Paper
from app.document.numbers import Number, take_number
from app.document.own_templates import template_of
from app.document.refusal import PaperRefused
from app.document.sheet import DRAFT, ISSUED, VOID, Rendered, Sheet, Stamp
from app.document.spec import Document
from app.model.base import Record
from app.model.house import house
from app.model.moment import now
from app.org.models import Unit
from app.workflow.engine import Refused
from app.workflow.spec import Refusal


def preview(document: Document, row: Record) -> Rendered:
    """A draft: no number, 草稿 across the page, nothing stored, missing names visible.

    Raises:
        PaperRefused: fonts are missing or the template was stopped.
    """
    return press.render(draft_sheets(document, row))


def draft_sheets(document: Document, row: Record) -> list[Sheet]:
    """What a draft is made of: plain data, no number, marked 草稿."""
    return sheets_of(document, row, _stamp(document, row, now(), state=DRAFT))


def issue(document: Document, row: Record) -> Paper:
    """Lock a paper for signature: take its number, make its file, store both.

    Number and file stand in one transaction: a paper that cannot be made takes no number.

    Raises:
        Refused: a condition is not met, a name is missing on the paper, or it could not be made; the refusal says
            which.
    """
    session = object_session(row)
    assert session is not None, "a paper is made of a row in a session"
    refusals = (document.needs(row) if document.needs else None) or []
    if refusals:
        raise Refused(*refusals)
    made_at = now()
    unit = document.unit(row)
    number = _number(session, document, unit, made_at.year)
    uuid = str(uuid4())
    stamp = _stamp(document, row, made_at, state=ISSUED, number=number.words if number else "", uuid=uuid)
    sheets = sheets_of(document, row, stamp)
    made = _make_whole(sheets)
    body = _signed(made, document)
    paper = Paper(
        uuid=uuid,
        division_code=row.division_code,
        document=document.id,
        subject_model=row.model_id(),
        subject_id=row.id,
        unit=unit,
        kind=number.kind if number else None,
        year=number.year if number else None,
        serial=number.serial if number else None,
        number=sheets[0].stamp.number,
        made_at=made_at,
        template_id=own.key if (own := template_of(session, document, row)) else None,
        snapshot=json.dumps([sheet.as_data() for sheet in sheets], ensure_ascii=False).encode(),
        pages=made.pages,
        sha256=sha256(body).hexdigest(),
        body=body,
    )
    session.add(paper)
    session.flush()
    return paper


def editable(document: Document, row: Record) -> bytes:
    """The draft as a docx, to go on writing in. Nothing is stored.

    Raises:
        PaperRefused: fonts are missing or the template was stopped.
    """
    return press.write_word(draft_sheets(document, row))


def pdf_of(paper: Paper) -> bytes:
    """The file of a paper: the stored bytes, or for a void one the same paper with 作废 across every page.

    Raises:
        PaperRefused: the marked copy of a void paper could not be made.
    """
    if paper.state != VOID:
        return paper.body
    sheets = [Sheet.from_data(data) for data in json.loads(paper.snapshot)]
    return press.render([replace(sheet, stamp=replace(sheet.stamp, state=VOID)) for sheet in sheets]).body


def papers_of(row: Record) -> list[Paper]:
    """The papers made of a row, newest first. Whoever reads the row may read them."""
    session = object_session(row)
    assert session is not None, "papers are looked up for a row in a session"
    found = select(Paper).where(Paper.subject_model == row.model_id(), Paper.subject_id == row.id)
    newest_first = found.order_by(Paper.made_at.desc(), Paper.id.desc())
    return list(session.scalars(newest_first, execution_options={FOLLOWS: True}))


def standing(document: Document, made: Iterable[Paper]) -> Paper | None:
    """The paper of that kind that is in force; while there is one, none is offered anew."""
    return next((paper for paper in made if paper.document == document.id and paper.state != VOID), None)


def find_paper(session: Session, uuid: str) -> Paper | None:
    """A paper by its uuid, if the session may read the row it was made of; None otherwise."""
    found = select(Paper).where(Paper.uuid == uuid).options(undefer(Paper.body_sealed))  # type: ignore[attr-defined]
    paper = session.scalars(found, execution_options={FOLLOWS: True}).one_or_none()
    return paper if paper is not None and subject_of(paper) is not None else None


def subject_of(paper: Paper) -> Record | None:
    """The row a paper was made of, if the paper's session may read it."""
    session = object_session(paper)
    model: Any = house().models.get(paper.subject_model)
    if session is None or model is None:
        return None
    return session.scalars(select(model).where(model.id == paper.subject_id)).one_or_none()


def ask_void(paper: Paper, reason: str, user_id: int | None) -> None:
    """Ask that an issued paper be withdrawn; a second person decides.

    Raises:
        Refused: the paper is void already, or no reason is given.
    """
    if paper.state == VOID:
        raise Refused(Refusal(gettext("This paper is void already")))
    if not reason.strip():
        raise Refused(Refusal(gettext("Please give a reason"), link="#reason"))
    paper.void_reason = reason.strip()
    paper.void_asked_by_id = user_id


def approve_void(paper: Paper, user_id: int | None) -> None:
    """Withdraw a paper, and with it the copy that repeats it. It keeps its number; the number is not given again.

    Raises:
        Refused: nobody asked, or the same person did.
    """
    if paper.state == VOID or not paper.void_reason:
        raise Refused(Refusal(gettext("Nobody has asked to withdraw this paper")))
    if user_id is None or paper.void_asked_by_id == user_id:
        raise Refused(Refusal(gettext("A second person must approve the withdrawal")))
    for one in (paper, *_copies_of(paper)):
        one.state, one.voided_by_id, one.voided_at = VOID, user_id, now()
        one.void_reason, one.void_asked_by_id = paper.void_reason, paper.void_asked_by_id


def _copies_of(paper: Paper) -> list[Paper]:
    row = subject_of(paper)
    again = {one.id for one in house().documents.values() if one.again == paper.document}
    made = papers_of(row) if again and row is not None else []
    return [one for one in made if one.document in again and one.state != VOID]


def _number(session: Session, document: Document, unit: Unit | None, year: int) -> Number | None:
    if document.numbered is None:
        return None
    if unit is None:
        raise Refused(Refusal(gettext("No unit is named that issues this paper")))
    return take_number(session, unit, document.numbered, year)


def _stamp(
    document: Document, row: Record, made_at: datetime, *, state: str, number: str = "", uuid: str = ""
) -> Stamp:
    unit = document.unit(row)
    public = str(current_app.config.get("PUBLIC_URL", "")).rstrip("/")
    return Stamp(
        number=number,
        made_at=made_at,
        author=unit.name if unit else "",
        state=state,
        demo=bool(current_app.config.get("DEMO", False)),
        verify_url=f"{public}/verify/{uuid}" if uuid and public else "",
    )


def sheets_of(document: Document, row: Record, stamp: Stamp) -> list[Sheet]:
    """The sheets of a paper, or of all papers bound in it, with the template that holds at the row's place."""
    if document.bundle:
        parts = [house().documents[part] for part in document.bundle]
        return [sheet for part in parts for sheet in sheets_of(part, row, stamp)]
    if document.again:
        return _once_more(document, row, stamp)
    contexts = document.context(row)
    several = [contexts] if isinstance(contexts, Mapping) else contexts
    own = template_of(object_session(row), document, row)
    source = own.source if own else None
    return [Sheet(document.template, context, stamp, source) for context in several]


def _once_more(document: Document, row: Record, stamp: Stamp) -> list[Sheet]:
    """The sheets of the paper in force once more, with what is added to them."""
    first = house().documents[document.again]
    paper = standing(first, papers_of(row))
    if paper is None:
        raise PaperRefused("missing", str(first.name))
    added = document.context(row)
    assert isinstance(added, Mapping), "one copy of one paper"
    return [
        replace(sheet, context={**sheet.context, **added}, stamp=replace(stamp, number=paper.number))
        for sheet in map(Sheet.from_data, json.loads(paper.snapshot))
    ]


def _signed(made: Rendered, document: Document) -> bytes:
    """The file, signed where a certificate is configured."""
    try:
        return signed(made.body, str(document.name))
    except PaperRefused as refusal:
        raise Refused(Refusal(str(refusal))) from refusal


def _make_whole(sheets: list[Sheet]) -> Rendered:
    """A file without missing names and characters; anything else is refused."""
    try:
        made = press.render(sheets)
    except PaperRefused as refusal:
        raise Refused(Refusal(str(refusal))) from refusal
    characters = [lack for lack in made.missing if lack.startswith(CODE)]
    names = [lack for lack in made.missing if lack not in characters]
    found = [
        Refusal(str(PaperRefused(code, "、".join(lacking))))
        for code, lacking in (("missing", names), ("undrawn", characters))
        if lacking
    ]
    if found:
        raise Refused(*found)
    return made
