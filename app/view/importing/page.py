"""Taking a workbook in, in the browser: upload, columns, preview, then a job with its progress, then the result."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import Response, flash, redirect, request, send_file
from flask_babel import gettext
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from app.access.scope import current_scope
from app.job.queue import enqueue
from app.model.base import db
from app.model.house import house
from app.view.doorkeeper import page, require
from app.view.errors import Invalid
from app.view.export_files import write_xlsx
from app.view.importing import drawing, store, take_back
from app.view.importing.columns import Mapped, asked_fields, objections, targets, understands
from app.view.importing.job import TAKE_BACK, TAKE_IN
from app.view.importing.models import CHOOSING, DONE, RUNNING, UNDOING, Workbook
from app.view.importing.take_in import begin, bring, preview, suggested
from app.view.importing.values import may_make
from app.view.importing.workbook import Sheet, Unreadable, look_at
from app.view.links import import_address
from app.view.own_page import OwnPage
from app.view.parse import key_of
from app.view.screens import FormScreen, SectionScreen, screens
from app.view.spec import Import
from app.view.typing_in import read_values
from app.view.writing import commit


class ImportPage(OwnPage):
    """`/imports/<model>/`: for whoever may make rows of the model; an import is seen by whoever brought it."""

    route_base = "/imports"
    default_view = "upload"
    model = Workbook

    @page("/<model_id>/", methods=("GET", "POST"))
    def upload(self, model_id: str) -> Any:
        """Bring a file, and say what holds for rows that do not say it."""
        spec = _spec(model_id)
        form = FormScreen(spec.model, drawing.title(spec), (SectionScreen("file", None, asked_fields(spec)),))
        if request.method == "GET":
            return self.draw("form.html", drawing.upload_page(spec, form, _recent(spec)))
        try:
            book = _bring(spec, form)
        except Invalid as wrong:
            drawn = drawing.upload_page(spec, form, _recent(spec), raw=request.form, errors=wrong.errors)
            return self.draw("form.html", drawn, 422)
        return redirect(import_address(spec.model, book.id, "columns"), 303)

    @page("/<model_id>/empty.xlsx")
    def empty(self, model_id: str) -> Any:
        """An empty table with every heading that is understood."""
        spec = _spec(model_id)
        written = BytesIO()
        write_xlsx([[str(field.label) for field in targets(spec).values()]], written)
        written.seek(0)
        return send_file(
            written, as_attachment=True, download_name=f"{screens().list(spec.model).title}.xlsx"
        )

    @page("/<model_id>/<pk>/columns", methods=("GET", "POST"))
    def columns(self, model_id: str, pk: str) -> Any:
        """Say what each column means."""
        spec = _spec(model_id)
        book = _book(spec, pk, CHOOSING)
        sheet = _sheet(spec, book)
        if request.method == "GET":
            mapping = book.columns if book.mapping else suggested(book, sheet)
            return self.draw("form.html", drawing.columns_page(spec, book, sheet, mapping))
        mapping = _chosen(spec, sheet)
        wrong = objections(spec, mapping)
        if wrong:
            return self.draw("form.html", drawing.columns_page(spec, book, sheet, mapping, wrong), 422)
        book.mapping = {str(column): name for column, name in mapping.items()}
        answers = {name: bool(request.form.get(name)) for name, _label, _help in spec.questions}
        book.settings = book.settings | answers
        commit(Workbook)
        return redirect(import_address(spec.model, book.id, "preview"), 303)

    @page("/<model_id>/<pk>/preview", methods=("GET", "POST"))
    def preview(self, model_id: str, pk: str) -> Any:
        """The first rows as they would be taken; a POST takes them all."""
        spec = _spec(model_id)
        book = _book(spec, pk, CHOOSING)
        if not book.mapping:
            return redirect(import_address(spec.model, book.id, "columns"), 303)
        if request.method == "GET":
            sheet = _sheet(spec, book)
            return self.draw(
                "task.html", drawing.preview_page(spec, book, sheet, preview(book, sheet, current_scope()))
            )
        begin(book, book.columns)
        return _enqueued(spec, book, TAKE_IN)

    @page("/<model_id>/<pk>")
    def result(self, model_id: str, pk: str) -> Any:
        """How far it is, and what became of it."""
        spec = _spec(model_id)
        book = _book(spec, pk)
        if book.state == CHOOSING:
            return redirect(import_address(spec.model, book.id, "columns"), 303)
        return self.draw("task.html", drawing.result_page(spec, book))

    @page("/<model_id>/<pk>/progress")
    def progress(self, model_id: str, pk: str) -> Any:
        """The progress alone; when it is over the page is told to load itself again."""
        spec = _spec(model_id)
        book = _book(spec, pk)
        answer = Response(drawing.progress(spec, book))
        if book.state not in (RUNNING, UNDOING):
            answer.headers["HX-Refresh"] = "true"
        return answer

    @page("/<model_id>/<pk>/problems.xlsx")
    def problems(self, model_id: str, pk: str) -> Any:
        """The rows that were not taken, with why."""
        book = _book(_spec(model_id), pk)
        if not book.stored or not store.returned(book).exists():
            raise NotFound
        name = gettext("Rows not taken of %(name)s", name=book.file_name.rpartition(".")[0] or book.file_name)
        return send_file(store.returned(book), as_attachment=True, download_name=f"{name}.xlsx")

    @page("/<model_id>/<pk>/back", methods=("POST",))
    def back(self, model_id: str, pk: str) -> Any:
        """Take the whole import back."""
        spec = _spec(model_id)
        require(spec.model, "d")
        if spec.changes:
            require(spec.model, "u")
        book = _book(spec, pk, DONE)
        if not take_back.can_be_taken_back(book):
            flash(gettext("This import can no longer be taken back"), "danger")
            return redirect(import_address(spec.model, book.id), 303)
        take_back.begin(book)
        return _enqueued(spec, book, TAKE_BACK)


def _spec(model_id: str) -> Import:
    """How rows of a model are taken in, for whoever may make one.

    Raises:
        NotFound: no such model, or none that is taken from workbooks.
    """
    model = house().models.get(model_id)
    spec = screens().importing(model) if model is not None else None
    if spec is None:
        raise NotFound
    require(spec.model, "c")
    return spec


def _bring(spec: Import, form: FormScreen) -> Workbook:
    """Keep the uploaded file and note it.

    Raises:
        Invalid: no file, one that is not read, or a place outside the reader's own.
    """
    values = read_values(form.fields, request.form)
    place = values.get("division_code")
    if place and not may_make(current_scope(), spec.model, place):
        raise Invalid({"division_code": [gettext("This place lies outside your area")]})
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Invalid({"file": [gettext("Please choose a file")]})
    path = store.new_file()
    sent.save(path)
    try:
        book = bring(spec, path, look_at(path, understands(spec)), file_name=sent.filename, settings=values)
        commit(Workbook)
    except Unreadable as error:
        path.unlink()
        raise Invalid({"file": [str(error)]}) from None
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return book


def _chosen(spec: Import, sheet: Sheet) -> Mapped:
    """What was chosen for each column; unknown words count as nothing."""
    known = targets(spec)
    chosen = {column: request.form.get(f"column-{column}", "") for column in range(len(sheet.headings))}
    return {column: name for column, name in chosen.items() if name in known}


def _book(spec: Import, pk: str, state: str = "") -> Workbook:
    """One import of the reader's own."""
    key = key_of(pk)
    book = db.session.get(Workbook, key) if key else None
    if book is None or book.model != spec.model.model_id() or (state and book.state != state):
        raise NotFound
    return book


def _recent(spec: Import) -> list[Workbook]:
    asked = select(Workbook).where(Workbook.model == spec.model.model_id())
    return list(db.session.scalars(asked.order_by(Workbook.id.desc()).limit(5)))


def _sheet(spec: Import, book: Workbook) -> Sheet:
    try:
        return look_at(store.brought(book), understands(spec))
    except (Unreadable, FileNotFoundError):
        flash(gettext("The file is no longer kept; please bring it again"), "danger")
        raise NotFound from None


def _enqueued(spec: Import, book: Workbook, job: str) -> Any:
    """Leave the work to a job, and show how far it is."""
    place = book.settings.get("division_code")
    enqueue(db.session(), job, {"workbook_id": book.id}, key=f"{job}:{book.id}", division_code=place)
    commit(Workbook)
    return redirect(import_address(spec.model, book.id), 303)
