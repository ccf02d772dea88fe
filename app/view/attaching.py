"""`/attachments/…`: files laid to a row, for whoever handles it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import Response, flash, redirect, request, send_file
from flask_appbuilder import BaseView
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from app.access.scope import current_scope
from app.document import attachments
from app.document.kinds import SHOWN, NotTaken
from app.document.models import Attachment
from app.model.base import db
from app.model.house import house
from app.view.arrows import clean_note
from app.view.calling import handles
from app.view.doorkeeper import page, require
from app.view.due import short_moment
from app.view.errors import FieldError
from app.view.interface import Interface
from app.view.links import address
from app.view.names import people_names
from app.view.parse import uuid_of
from app.view.writing import locked_reason
from app.workflow.engine import record

BASE = "/attachments"


def attachment_panel(row: Any) -> dict[str, Any] | None:
    """The files of a row's page; None where none belong or the reader does not handle it."""
    if not type(row).attachable or not handles(row, current_scope()):
        return None
    files = attachments.attachments_of(row)
    names = people_names({file.created_by_id for file in files})
    writes = current_scope().may("u", row) and not locked_reason(row)
    return {
        "files": [_drawn(file, names, writes) for file in files if file.voided_at is None],
        "gone": [_drawn(file, names, writes) for file in files if file.voided_at is not None],
        "add_url": f"{BASE}/add/{row.model_id()}/{row.id}" if writes else None,
    }


class AttachmentsView(BaseView):
    """Only a POST changes anything."""

    route_base = BASE

    @page("/add/<model>/<pk>", methods=("POST",))
    def add(self, model: str, pk: str) -> Response:
        """Take in one file or several; what is not taken is said by name, the others stay."""
        row = _row(model, pk)
        taken = []
        for file in request.files.getlist("files"):
            name = file.filename or ""
            if not name:
                continue
            try:
                taken.append(attachments.attach(row, name, file.read()).name)
            except NotTaken as error:
                flash(
                    gettext("%(name)s: %(why)s", name=attachments.clean_name(name), why=str(error)), "danger"
                )
        if taken:
            record(row, "attached", note="、".join(taken)[:2000])
            db.session.commit()
            flash(gettext("Added: %(what)s", what="、".join(taken)), "success")
        return _back(row)

    @page("/<uuid>")
    def file(self, uuid: str) -> Response:
        """The file; what a browser can show by itself is shown, the rest is saved."""
        file, _row_of = _found(uuid)
        answer = send_file(
            BytesIO(file.body), file.media, as_attachment=file.media not in SHOWN, download_name=file.name
        )
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @page("/<uuid>/away", methods=("POST",))
    def away(self, uuid: str) -> Response:
        """Take a file away, with a reason."""
        file, row = _found(uuid, writes=True)
        try:
            reason = clean_note(request.form.get("reason", ""))
        except FieldError as wrong:
            flash(str(wrong), "danger")
            return _back(row)
        if file.voided_at is None:
            attachments.take_away(file, reason)
            record(row, "file_taken_away", note=f"{file.name} {reason}".strip())
            db.session.commit()
            flash(gettext("Taken away: %(what)s", what=file.name), "success")
        return _back(row)

    @page("/<uuid>/back", methods=("POST",))
    def back(self, uuid: str) -> Response:
        """Put a file back that was taken away."""
        file, row = _found(uuid, writes=True)
        if file.voided_at is not None:
            attachments.put_back(file)
            record(row, "file_put_back", note=file.name)
            db.session.commit()
        return _back(row)


def _row(model: str, pk: str) -> Any:
    """The row files are laid to; 404 where the reader finds none, and where it takes none."""
    cls: Any = house().models.get(model)
    if cls is None or not getattr(cls, "attachable", False):
        raise NotFound
    row = Interface(cls).get_row(pk)
    _may_write(row)
    return row


def _found(uuid: str, *, writes: bool = False) -> tuple[Attachment, Any]:
    file = attachments.find_attachment(db.session(), uuid_of(uuid))
    cls: Any = house().models.get(file.subject_model) if file is not None else None
    if file is None or cls is None:
        raise NotFound
    row = Interface(cls).get_row(file.subject_id)
    if not handles(row, current_scope()):
        raise NotFound
    if writes:
        _may_write(row)
    return file, row


def _may_write(row: Any) -> None:
    require(row, "u")
    if locked_reason(row):
        raise NotFound


def _drawn(file: Attachment, names: dict[int, str], writes: bool) -> dict[str, Any]:
    drawn: dict[str, Any] = {
        "name": file.name,
        "url": f"{request.script_root}{BASE}/{file.uuid}",
        "second": " · ".join(
            (_size(file.size), names.get(file.created_by_id or 0, ""), short_moment(file.created_at))
        ),
        "picture": file.media in SHOWN and file.media.startswith("image/"),
        "shown": file.media in SHOWN,
    }
    if writes and file.voided_at is None:
        drawn["action"] = {
            "label": gettext("Take away"),
            "url": f"{request.script_root}{BASE}/{file.uuid}/away",
            "method": "post",
            "tone": "danger",
            "confirm": {"title": gettext("Take away"), "object": file.name},
            "reason": {"label": gettext("Reason")},
        }
    elif writes:
        url = f"{request.script_root}{BASE}/{file.uuid}/back"
        drawn["action"] = {"label": gettext("Put back"), "url": url, "method": "post"}
    return drawn


def _size(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, size // 1024)} KB"


def _back(row: Any) -> Response:
    answer: Any = redirect(f"{address(type(row), 'show', row.id)}#files", 303)
    return answer
