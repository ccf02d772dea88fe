"""Taking in a workbook in the browser: upload, columns, preview, then a job with its progress, then the result."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, request, send_file, url_for
from flask_babel import gettext
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from app.access.scope import current_scope
from app.job.queue import enqueue
from app.model.base import db
from app.view.doorkeeper import page
from app.view.errors import Invalid
from app.view.own_page import OwnPage
from app.view.parse import key_of
from app.view.screens import FormScreen, SectionScreen, screens
from app.view.typing_in import read_values
from app.view.writing import commit
from modules.cases.importing import drawing, store
from modules.cases.importing.columns import Mapped, objections, targets
from modules.cases.importing.take_in import begin, bring, preview, suggested
from modules.cases.importing.values import may_register
from modules.cases.importing.workbook import Sheet, Unreadable, look_at
from modules.cases.models import Case
from modules.cases.models.case_import import CHOOSING, DONE, RUNNING, CaseImport

#: The name of the job that takes a workbook in.
JOB = "cases.import"


class ImportPage(OwnPage):
    """`/cases/import/`."""

    route_base = "/cases/import"
    default_view = "upload"
    model = CaseImport
    right = "c"
    class_permission_name = "cases.case_import"

    @page("/", "add", methods=("GET", "POST"))
    def upload(self) -> Any:
        """Bring a file, and say where its rows belong."""
        form = _upload_form()
        if request.method == "GET":
            return self.draw("form.html", drawing.upload_page(form, _recent()))
        try:
            row = _bring(form)
        except Invalid as wrong:
            drawn = drawing.upload_page(form, _recent(), raw=request.form, errors=wrong.errors)
            return self.draw("form.html", drawn, 422)
        return redirect(_to("columns", row), 303)

    @page("/<pk>/columns", "add", methods=("GET", "POST"))
    def columns(self, pk: str) -> Any:
        """Say what each column means."""
        row = _row(pk, CHOOSING)
        sheet = _sheet(row)
        if request.method == "GET":
            mapping = row.columns if row.mapping else suggested(row, sheet)
            return self.draw("form.html", drawing.columns_page(row, sheet, mapping))
        mapping = _chosen(sheet)
        wrong = objections(mapping)
        if wrong:
            return self.draw("form.html", drawing.columns_page(row, sheet, mapping, wrong), 422)
        row.mapping = {str(column): name for column, name in mapping.items()}
        row.accept = bool(request.form.get("accept"))
        commit(CaseImport)
        return redirect(_to("preview", row), 303)

    @page("/<pk>/preview", "add", methods=("GET", "POST"))
    def preview(self, pk: str) -> Any:
        """The first rows as they would be taken; a POST takes them all."""
        row = _row(pk, CHOOSING)
        if not row.mapping:
            return redirect(_to("columns", row), 303)
        if request.method == "GET":
            sheet = _sheet(row)
            rows = preview(row, sheet, current_scope())
            return self.draw("task.html", drawing.preview_page(row, sheet, rows, _to("columns", row)))
        begin(row, row.columns)
        enqueue(
            db.session(),
            JOB,
            {"import_id": row.id},
            key=f"{JOB}:{row.id}",
            division_code=row.division_code,
        )
        commit(CaseImport)
        return redirect(_to("result", row), 303)

    @page("/<pk>", "add")
    def result(self, pk: str) -> Any:
        """How far it is, and what became of it."""
        row = _row(pk)
        if row.state == CHOOSING:
            return redirect(_to("columns", row), 303)
        return self.draw("task.html", drawing.result_page(row, _to("progress", row), _to("problems", row)))

    @page("/<pk>/progress", "add")
    def progress(self, pk: str) -> Any:
        """The progress alone; when it is over the page is told to load itself again."""
        row = _row(pk)
        answer = Response(drawing.progress(row, _to("progress", row)))
        if row.state != RUNNING:
            answer.headers["HX-Refresh"] = "true"
        return answer

    @page("/<pk>/problems.xlsx", "add")
    def problems(self, pk: str) -> Any:
        """The rows that were not taken, with why."""
        row = _row(pk, DONE)
        path = store.returned(row)
        if not path.exists():
            raise NotFound
        name = gettext("Rows not taken of %(name)s", name=row.file_name.removesuffix(".xlsx"))
        return send_file(path, as_attachment=True, download_name=f"{name}.xlsx")


def _upload_form() -> FormScreen:
    known = screens()
    fields = (known.field(Case, "division_code:division*"), known.field(Case, "channel*"))
    return FormScreen(Case, gettext("Import cases"), (SectionScreen("file", None, fields),))


def _bring(form: FormScreen) -> CaseImport:
    """Keep the uploaded file and note it.

    Raises:
        Invalid: no file, one that is not read, or a place outside the reader's own.
    """
    values = read_values(form.fields, request.form)
    if not may_register(current_scope(), values["division_code"]):
        raise Invalid({"division_code": [gettext("This place lies outside your area")]})
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Invalid({"file": [gettext("Please choose a file")]})
    path = store.new_file()
    sent.save(path)
    try:
        sheet = look_at(path)
        row = bring(path, sheet, file_name=sent.filename, accept=False, **values)
        commit(CaseImport)
    except Unreadable as error:
        path.unlink()
        raise Invalid({"file": [str(error)]}) from None
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return row


def _chosen(sheet: Sheet) -> Mapped:
    """What was chosen for each column; unknown words count as nothing."""
    known = targets()
    chosen = {column: request.form.get(f"column-{column}", "") for column in range(len(sheet.headings))}
    return {column: name for column, name in chosen.items() if name in known}


def _row(pk: str, state: str = "") -> CaseImport:
    """One import of the reader's own."""
    key = key_of(pk)
    row = db.session.get(CaseImport, key) if key else None
    if row is None or (state and row.state != state):
        raise NotFound
    return row


def _recent() -> list[CaseImport]:
    return list(db.session.scalars(select(CaseImport).order_by(CaseImport.id.desc()).limit(5)))


def _sheet(row: CaseImport) -> Sheet:
    try:
        return look_at(store.brought(row))
    except (Unreadable, FileNotFoundError):
        flash(gettext("The file is no longer kept; please bring it again"), "danger")
        raise NotFound from None


def _to(step: str, row: CaseImport) -> str:
    return url_for(f"cases_import.{step}", pk=row.id)
