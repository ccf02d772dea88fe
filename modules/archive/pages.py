"""`/archive/files/…`: the whole file of a volume and how far it is. `/archive/pieces/…`: moving pieces."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import redirect, send_file, url_for
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from app.access.audit import note
from app.access.scope import current_scope
from app.job.models import DONE, QUEUED, RUNNING, Job
from app.model.base import db
from app.view.calling import called, handles
from app.view.doorkeeper import page, require
from app.view.interface import Interface
from app.view.links import address
from app.view.making import bar, making
from app.view.own_page import OwnPage
from app.view.screen_view import say_refused
from app.view.show_page import crumbs
from app.view.writing import begin_writing, commit
from app.workflow.engine import Refused
from app.workflow.spec import Refusal
from modules.archive.effects import job_of
from modules.archive.gathering import move
from modules.archive.models import Piece, Volume
from modules.archive.proofs import file_of


class Files(OwnPage):
    """The whole file, for whoever handles the volume; each time it is handed out the trail says so."""

    route_base = "/archive/files"
    default_view = "file"
    model = Volume
    class_permission_name = "archive.volume"

    @page("/<pk>", "show")
    def file(self, pk: str) -> Any:
        """The bytes as they are kept."""
        begin_writing()
        volume = _handled(pk)
        file = file_of(volume)
        if file is None:
            raise NotFound
        note("print", volume, {"number": volume.number, "sha256": file.sha256})
        body, title = file.body, volume.number or gettext("Draft")
        db.session.commit()
        answer = send_file(BytesIO(body), "application/pdf", download_name=f"{title}.pdf")
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @page("/<pk>/making", "show")
    def making(self, pk: str) -> Any:
        """How far it is."""
        volume = _handled(pk)
        job = _job(volume)
        back = {"label": gettext("Back to the volume"), "url": address(Volume, "show", volume.id)}
        drawn: dict[str, Any] = {
            "title": gettext("The whole file (PDF/A)"),
            "crumbs": crumbs(Volume, called(volume)),
            "job": making(job, _progress(volume)),
            "actions": [back | {"icon": "arrow-back"}],
        }
        if job.state == DONE:
            url = url_for("archive_files.file", pk=volume.id)
            opened = {"label": gettext("Open the whole file"), "url": url, "icon": "paper", "tone": "primary"}
            drawn["actions"].insert(0, opened)
        elif job.state not in (QUEUED, RUNNING):
            why = gettext("It could not be made: %(why)s", why=job.last_error or "")
            drawn["notices"] = [{"text": why, "tone": "red", "icon": "warning"}]
        return self.draw("task.html", drawn)

    @page("/<pk>/progress", "show")
    def progress(self, pk: str) -> Any:
        """The bar alone; the page is asked for anew when the file is there."""
        volume = _handled(pk)
        job = _job(volume)
        return bar(job, _progress(volume))


class Pieces(OwnPage):
    """Moving one piece up or down."""

    route_base = "/archive/pieces"
    default_view = "move"
    model = Piece
    class_permission_name = "archive.piece"

    @page("/<pk>/<any(up, down):way>", "edit", methods=("POST",))
    def move(self, pk: str, way: str) -> Any:
        """One place up or down; every page number follows."""
        piece = Interface(Piece).get_row(pk, "u", lock=True)
        volume = piece.volume
        require(volume, "u")
        try:
            if closed := volume.locked_reason():
                raise Refused(Refusal(closed))
            move(piece, -1 if way == "up" else 1)
            commit(Piece)
        except Refused as refused:
            db.session.rollback()
            say_refused(refused)
        return redirect(f"{address(Volume, 'show', volume.id)}#pieces", 303)


def _handled(pk: str) -> Volume:
    volume: Volume = Interface(Volume).get_row(pk)
    if not handles(volume, current_scope()):
        raise NotFound
    return volume


def _job(volume: Volume) -> Job:
    job = job_of(volume)
    if job is None:
        raise NotFound
    return job


def _progress(volume: Volume) -> str:
    return url_for("archive_files.progress", pk=volume.id)
