"""Files laid to a row: taken in, found, taken away. The caller commits."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from flask import current_app
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, object_session, undefer

from app.access.gate import FOLLOWS
from app.access.scope import scope_of
from app.document.kinds import NotTaken, kind_of
from app.document.models import Attachment
from app.model.base import Record
from app.model.moment import now
from app.model.plain_text import TextError, plain_text

#: Characters of a name that are kept; its ending always is.
LONGEST_NAME = 200

_NO_NAME = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


def attach(row: Any, name: str, body: bytes) -> Attachment:
    """Lay a file to a row.

    Args:
        row: the row, which its session may write.
        name: as the file was called where it came from.
        body: its bytes.

    Raises:
        NotTaken: the file or one file more is not taken, as a sentence.
    """
    most, megabytes = current_app.config["MOST_ATTACHMENTS"], current_app.config["MOST_ATTACHMENT_MB"]
    if len(body) > megabytes * 1024 * 1024:
        raise NotTaken(gettext("The file is larger than %(most)s MB", most=megabytes))
    if len(attachments_of(row)) >= most:
        raise NotTaken(gettext("There are %(most)s files already; take one away first", most=most))
    return lay(row, clean_name(name), body)


def lay(row: Any, name: str, body: bytes) -> Attachment:
    """Lay a file of the house's own making to a row: its name is a name, and it is not counted.

    Raises:
        NotTaken: no kind of file that is taken.
    """
    session = object_session(row)
    assert session is not None, "files are laid to a row in a session"
    attachment = Attachment(
        division_code=row.division_code,
        subject_model=row.model_id(),
        subject_id=row.id,
        name=name,
        media=kind_of(body),
        size=len(body),
        sha256=sha256(body).hexdigest(),
        body=body,
    )
    session.add(attachment)
    session.flush()
    return attachment


def clean_name(name: str) -> str:
    """A name for a file: its last part, without signs no file can have; long ones are cut before the ending."""
    last = name.replace("\\", "/").rpartition("/")[2]
    try:
        text = plain_text(_NO_NAME.sub(" ", unicodedata.normalize("NFC", last)))
    except TextError:
        text = ""
    text = " ".join(text.split()).lstrip(".") or gettext("File")
    if len(text) <= LONGEST_NAME:
        return text
    ending = PurePosixPath(text).suffix[:20]
    return text[: LONGEST_NAME - len(ending) - 1] + "…" + ending


def attachments_of(row: Record) -> list[Attachment]:
    """The files of a row, oldest first, without their bytes; those taken away are among them."""
    session = object_session(row)
    assert session is not None, "files are looked up for a row in a session"
    found = select(Attachment).where(
        Attachment.subject_model == row.model_id(), Attachment.subject_id == row.id
    )
    return list(session.scalars(found.order_by(Attachment.id), execution_options={FOLLOWS: True}))


def find_attachment(session: Session, uuid: str) -> Attachment | None:
    """A file by its uuid with its bytes; whoever asks must still find the row it was laid to."""
    found = select(Attachment).where(Attachment.uuid == uuid)
    found = found.options(undefer(Attachment.body_sealed))  # type: ignore[attr-defined]
    return session.scalars(found, execution_options={FOLLOWS: True}).one_or_none()


def take_away(attachment: Attachment, reason: str) -> None:
    """Take a file out of sight; its bytes stay, and it can be put back."""
    session = object_session(attachment)
    assert session is not None, "a file is taken away in a session"
    attachment.voided_at, attachment.void_reason = now(), reason[:500]
    attachment.voided_by_id = scope_of(session).user_id


def put_back(attachment: Attachment) -> None:
    """Bring a file back that was taken away."""
    attachment.voided_at = attachment.void_reason = attachment.voided_by_id = None
