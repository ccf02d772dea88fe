"""Taking a list away as a file: at once, or made in the background and fetched within a day."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, urlencode

from flask import Response, redirect, request, send_file, stream_with_context
from flask_babel import get_locale, gettext
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from app.access.export import export_notice, log_export
from app.access.gate import bind_scope
from app.access.scope import Scope, current_scope
from app.job.models import DONE, QUEUED, RUNNING, Job
from app.model.base import db
from app.model.engine import reading
from app.model.house import house
from app.model.moment import now
from app.view.doorkeeper import page
from app.view.export import MOST_ROWS, Line, form_of, lines_of
from app.view.export_files import MEDIA, csv_parts, write_xlsx
from app.view.export_job import EXPORT, ask_for, expired, file_of
from app.view.interface import Ask, read_ask
from app.view.making import bar, making
from app.view.own_page import OwnPage
from app.view.parse import key_of
from app.view.screen_view import ScreenView
from app.view.screens import screens
from app.view.show_page import crumbs
from app.view.writing import begin_writing, commit


class ExportingViews(ScreenView):
    """The rows of a list under its filters, as a file."""

    @page("/export", "export", methods=("GET", "POST"))
    def export(self) -> Any:
        """A file at once when it is short; otherwise a page that says so, and on POST a job."""
        asked = _asked()
        ask = read_ask(screens().list(self.model), asked)
        form = form_of(request.args.get("format", ""))
        count = self.rows.count(ask)
        if count <= MOST_ROWS:
            return self._now(ask, asked, form, count)
        if request.method == "GET":
            return self._offer(form)
        job = ask_for(self.model, asked, form, str(get_locale()))
        commit(Job)
        return redirect(f"{request.script_root}/exports/{job.id}", 303)

    def _now(self, ask: Ask, asked: MultiDict[str, str], form: str, count: int) -> Response:
        """The file itself."""
        lines = lines_of(self.rows, ask, export_notice(current_user))
        title = str(screens().list(self.model).title)
        return hand_out(self.model, lines, count, asked, form, title)

    def _offer(self, form: str) -> Any:
        later = {
            "label": gettext("Make the file"),
            "url": f"?{urlencode(list(request.args.items(multi=True)))}",
            "method": "post",
            "tone": "primary",
        }
        drawn = {
            "title": gettext("Export: %(what)s", what=str(screens().list(self.model).title)),
            "crumbs": crumbs(self.model, gettext("Export")),
            "notices": [
                {
                    "text": gettext(
                        "More than %(most)s rows: the file is made in the background and kept for a day.",
                        most=f"{MOST_ROWS:,}",
                    ),
                    "icon": "info",
                }
            ],
            "actions": [later],
        }
        return self.draw("task.html", drawn)


class Exports(OwnPage):
    """`/exports/<job>`: how far a file is, and the file. Only whoever asked for it gets it."""

    route_base = "/exports"
    default_view = "progress"
    model = Job

    @page("/<pk>")
    def progress(self, pk: str) -> Any:
        """The page of one export."""
        job = _own(pk)
        model = house().models.get(job.args["model"])
        title = str(screens().list(model).title) if model is not None else ""
        drawn: dict[str, Any] = {
            "title": gettext("Export: %(what)s", what=title),
            "job": making(job, _poll(job)),
        }
        if model is not None:
            drawn["crumbs"] = crumbs(model, gettext("Export"))
        if job.state == DONE and not expired(job):
            url = f"{request.script_root}/exports/{job.id}/file"
            drawn["actions"] = [
                {"label": gettext("Download"), "url": url, "icon": "download", "tone": "primary"}
            ]
        elif job.state == DONE:
            drawn["notices"] = [
                {"text": gettext("This file has been deleted; please export again"), "icon": "info"}
            ]
        elif job.state not in (QUEUED, RUNNING):
            drawn["notices"] = [
                {"text": gettext("This file could not be made"), "tone": "red", "icon": "warning"}
            ]
        return self.draw("task.html", drawn)

    @page("/<pk>/poll")
    def poll(self, pk: str) -> Any:
        """The bar alone; the page is asked for anew when the file is there."""
        job = _own(pk)
        return bar(job, _poll(job))

    @page("/<pk>/file")
    def file(self, pk: str) -> Any:
        """The file, while the right on its rows is still held."""
        job = _own(pk)
        model = house().models.get(job.args["model"])
        if job.state != DONE or expired(job) or not file_of(job).is_file():
            raise NotFound
        if model is None or not current_scope().may("r", model):
            raise NotFound
        form = job.args["form"]
        return send_file(file_of(job), MEDIA[form], as_attachment=True, download_name=file_name(model, form))


def hand_out(
    model: Any, lines: Iterable[Line], count: int, asked: MultiDict[str, str], form: str, title: str
) -> Response:
    """Lines as a file; who takes it stands in the trail before the first byte leaves.

    Args:
        model: whose rows these are.
        lines: headings, rows and watermark.
        count: how many rows.
        asked: what they were asked for.
        form: the kind of file.
        title: what the file is called.
    """
    begin_writing()
    log_export(current_user, model, count, asked.to_dict(flat=False), form)
    if form == "csv":
        parts = _under(current_scope(), csv_parts(lines))
        answer = Response(stream_with_context(parts), mimetype=MEDIA[form])
    else:
        written = io.BytesIO()
        write_xlsx(lines, written)
        answer = Response(written.getvalue(), mimetype=MEDIA[form])
    name = f"{title}-{now():%Y%m%d-%H%M}.{form}"
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


def file_name(model: Any, form: str) -> str:
    """The name a file is kept under."""
    return f"{screens().list(model).title}-{now():%Y%m%d-%H%M}.{form}"


def _under(scope: Scope, parts: Iterator[bytes]) -> Iterator[bytes]:
    """Parts read under a scope: when they are asked for, the request's own session is already gone."""
    bind_scope(db.session(), scope)
    reading.set(True)
    yield from parts


def _asked() -> MultiDict[str, str]:
    """The parameters of the list, without those of the file and of the place in the list."""
    return MultiDict(
        [pair for pair in request.args.items(multi=True) if pair[0] not in ("format", "cursor", "psize")]
    )


def _own(pk: str) -> Job:
    key = key_of(pk)
    job = db.session.get(Job, key) if key is not None else None
    if job is None or job.name != EXPORT or job.owner_id != current_scope().user_id:
        raise NotFound
    return job


def _poll(job: Job) -> str:
    return f"{request.script_root}/exports/{job.id}/poll"
