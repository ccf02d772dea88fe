"""Many rows at once, in the browser: what is to be done, how it would end, then progress and result."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, request, send_file
from flask_babel import gettext
from werkzeug.exceptions import Forbidden, NotFound

from app.access.safe_next import safe_next
from app.document.refusal import PaperRefused
from app.model.base import Record, db
from app.model.house import house
from app.model.moment import now
from app.view.batches import drawing, running, slips
from app.view.batches.choosing import chosen_keys, too_many
from app.view.batches.editing import Edit, editable, field_of
from app.view.batches.known import ACTS
from app.view.batches.models import CHOOSING, DONE, RUNNING, UNDOING, Batch
from app.view.batches.printing import PrintPapers, paper_of
from app.view.doorkeeper import page
from app.view.errors import Invalid
from app.view.export_job import expired, file_of
from app.view.links import address, batch_address
from app.view.making import bar
from app.view.own_page import OwnPage
from app.view.parse import key_of
from app.view.typing_in import read_values
from app.view.writing import begin_writing, commit


class BatchPage(OwnPage):
    """`/batches/`: a batch is seen by whoever chose its rows, and done by whoever may do the act to the model."""

    route_base = "/batches"
    default_view = "show"
    model = Batch

    @page("/<model_id>/<act>", methods=("POST",))
    def choose(self, model_id: str, act: str) -> Any:
        """Begin with the rows chosen in a list."""
        model = house().models.get(model_id)
        if model is None or act not in ACTS:
            raise NotFound
        _require(model, act)
        most = ACTS[act].most
        keys = chosen_keys(model, most)
        if not keys or len(keys) > most:
            flash(too_many(most) if keys else gettext("Choose rows first"), "danger")
            return redirect(safe_next(address(model, "list")), 303)
        batch = Batch(model=model_id, act=act, keys=keys)
        db.session.add(batch)
        commit(Batch)
        return redirect(batch_address(batch.id), 303)

    @page("/<int:pk>", methods=("GET", "POST"))
    def show(self, pk: int) -> Any:
        """The preview; a POST does it. Afterwards how far it is, and the result."""
        batch, model = _find(pk)
        if batch.state != CHOOSING:
            if request.method == "POST":
                return redirect(batch_address(pk), 303)
            if ACTS[batch.act].job:
                return self.draw("task.html", drawing.printed_page(batch, running.job_of(batch)))
            return self.draw("task.html", drawing.result_page(batch, slips.waiting(batch)))
        if batch.act == Edit.name and field_of(batch) is None:
            return redirect(batch_address(pk, "field"), 303)
        if request.method == "GET":
            chosen = {name: request.args[name] for name in ("role", "paper") if request.args.get(name)}
            if chosen and chosen.items() - batch.settings.items():
                begin_writing()
                batch = db.session.get_one(Batch, pk)
                batch.settings = batch.settings | chosen
                commit(Batch)
            planned = running.plan(pk)
            return self.draw("task.html", drawing.preview_page(db.session.get_one(Batch, pk), planned))
        running.start(batch)
        commit(model)
        return redirect(batch_address(pk), 303)

    @page("/<int:pk>/field", methods=("GET", "POST"))
    def field(self, pk: int) -> Any:
        """Which field of the rows is set."""
        batch, model = _find(pk, CHOOSING, Edit.name)
        chosen = request.form.get("field", "")
        if request.method == "POST" and chosen in {field.name for field in editable(model)}:
            batch.settings = {"chosen": chosen}
            commit(Batch)
            return redirect(batch_address(pk, "value"), 303)
        wrong = gettext("Please choose one of the list") if request.method == "POST" else ""
        return self.draw(
            "form.html", drawing.field_page(batch, editable(model), wrong), 422 if wrong else 200
        )

    @page("/<int:pk>/value", methods=("GET", "POST"))
    def value(self, pk: int) -> Any:
        """What it is set to."""
        batch, model = _find(pk, CHOOSING, Edit.name)
        named = batch.settings.get("chosen")
        field = next((field for field in editable(model) if field.name == named), None)
        if field is None:
            return redirect(batch_address(pk, "field"), 303)
        if request.method == "GET":
            return self.draw("form.html", drawing.value_page(batch, field, batch.settings.get("typed", "")))
        text = request.form.get(field.name, "")
        try:
            read_values([field], {field.name: text})
        except Invalid as wrong:
            return self.draw("form.html", drawing.value_page(batch, field, text, wrong.errors), 422)
        batch.settings = {"chosen": named, "field": named, "typed": text}
        commit(Batch)
        return redirect(batch_address(pk), 303)

    @page("/<int:pk>/progress")
    def progress(self, pk: int) -> Any:
        """The progress alone; when it is over the page is told to load itself again."""
        batch, _model = _find(pk)
        job = running.job_of(batch) if ACTS[batch.act].job else None
        if job is not None:
            return bar(job, batch_address(pk, "progress"), batch_address(pk, "stop"))
        answer = Response(drawing.progress(batch))
        if batch.state not in (RUNNING, UNDOING):
            answer.headers["HX-Refresh"] = "true"
        return answer

    @page("/<int:pk>/stop", methods=("POST",))
    def stop(self, pk: int) -> Any:
        """Give up a file that is being made; nothing of it is kept."""
        begin_writing()
        batch, _model = _find(pk, act=PrintPapers.name)
        running.stop(batch)
        commit(Batch)
        return redirect(batch_address(pk), 303)

    @page("/<int:pk>/file")
    def file(self, pk: int) -> Any:
        """The papers printed together, for a day."""
        batch, _model = _find(pk, DONE, PrintPapers.name)
        job = running.job_of(batch)
        if job is None or expired(job) or not file_of(job).is_file():
            raise NotFound
        name = f"{paper_of(batch).name}-{job.finished_at:%Y%m%d-%H%M}.pdf"
        answer = send_file(file_of(job), "application/pdf", as_attachment=True, download_name=name)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @page("/<int:pk>/back", methods=("POST",))
    def back(self, pk: int) -> Any:
        """Set every row back that nobody has changed since."""
        batch, model = _find(pk, DONE, Edit.name)
        running.start_back(batch)
        commit(model)
        return redirect(batch_address(pk), 303)

    @page("/<int:pk>/slips", methods=("POST",))
    def slips(self, pk: int) -> Any:
        """The next slips with first passwords. They are made for this answer and stored nowhere."""
        batch, _model = _find(pk, DONE)
        try:
            pdf = slips.print_some(batch)
            commit(Batch)
        except PaperRefused as refused:
            db.session.rollback()
            flash(str(refused), "danger")
            return redirect(batch_address(pk), 303)
        if pdf is None:
            flash(gettext("These passwords were printed; make new ones where a slip is lost"), "warning")
            return redirect(batch_address(pk), 303)
        answer = Response(pdf, mimetype="application/pdf")
        answer.headers["Content-Disposition"] = f'attachment; filename="passwords-{now():%Y%m%d-%H%M}.pdf"'
        answer.headers["Cache-Control"] = "no-store"
        return answer


def _find(pk: int, state: str = "", act: str = "") -> tuple[Batch, type[Record]]:
    """A batch of the reader's own, and what its rows are.

    Raises:
        NotFound: none such, or not in that state or of that act.
        Forbidden: the act is no longer the reader's.
    """
    batch = db.session.get(Batch, pk) if key_of(pk) else None
    model = house().models.get(batch.model) if batch is not None else None
    if batch is None or model is None or (state and batch.state != state) or (act and batch.act != act):
        raise NotFound
    _require(model, batch.act)
    return batch, model


def _require(model: type[Record], act: str) -> None:
    if not ACTS[act].offered(model):
        raise Forbidden
