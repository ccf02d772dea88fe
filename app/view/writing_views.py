"""The pages that write a row: new, edit, delete, note, make void. One commit at the end of each."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext
from sqlalchemy import inspect
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from app.access.safe_next import safe_next
from app.access.scope import current_scope
from app.model.base import Scoped, db
from app.model.moment import now
from app.notify.follow import let_follow
from app.view import voiding
from app.view.arrows import clean_note
from app.view.doorkeeper import page, require
from app.view.drafts import kept_form
from app.view.errors import Conflict, FieldError, Invalid
from app.view.following_views import can_follow
from app.view.form_page import (
    SEEN,
    conflict_page,
    edit_form,
    form_page,
    new_form,
    places_of,
    without_dropped,
)
from app.view.hinting_views import beside
from app.view.lines import read_lines, save_lines
from app.view.links import address
from app.view.mentions import MENTIONS, read_mentions
from app.view.placing import give_place
from app.view.screen_view import ScreenView, say_refused
from app.view.screens import FormScreen
from app.view.show_page import show_page
from app.view.typed import Press, SentBefore, taken_up
from app.view.typing_in import read_values
from app.view.writing import commit, create, delete, locked_reason, update
from app.workflow.engine import Refused, record


class WritingViews(ScreenView):
    """Writes; only a POST changes anything."""

    @page("/add", "add", methods=("GET", "POST"))
    def add(self) -> Any:
        """A new row."""
        form = new_form(self.model)
        back = safe_next("")
        if request.method == "GET":
            raw = taken_up()
            drawn = form_page(form, values=self._first_values(form), raw=raw, back=back)
            return self.draw_form(drawn | kept_form(form.fields, raw) | beside(self.model))
        try:
            press = Press()
            values, lines = _read(form)
            give_place(self.model, values)
            row = create(self.model, values)
            self._save(row, lines, press, back)
        except SentBefore as before:
            return before.answer
        except Invalid as wrong:
            return self._again(form, wrong.errors, back)
        except Refused as refused:
            return self._again(form, _in_words(refused), back)
        flash(gettext("Saved"), "success")
        return redirect(back, 303) if back else self.to_row(row)

    @page("/edit/<pk>", "edit", methods=("GET", "POST"))
    def edit(self, pk: str) -> Any:
        """A row that is already there."""
        row = self.rows.get_row(pk, "u", lock=request.method == "POST")
        form, back = edit_form(self.model), safe_next("")
        closed = locked_reason(row)
        if closed:
            flash(closed, "danger")
            return self.to_row(row)
        if request.method == "GET":
            raw = taken_up()
            opened = _opened(raw) if raw else {}
            drawn = form_page(form, row=row, raw=raw, back=back, **opened)
            return self.draw_form(drawn | kept_form(form.fields, raw) | beside(self.model, pk), row=row)
        mine = without_dropped(form, request.form)
        values: dict[str, Any] = {}
        try:
            press = Press()
            values, lines = _read(mine, row)
            update(row, values, _version(request.form))
            self._save(row, lines, press, back)
        except SentBefore as before:
            return before.answer
        except Conflict:
            return self._conflict(pk, form, values)
        except Invalid as wrong:
            return self._again(form, wrong.errors, back, pk)
        except Refused as refused:
            return self._again(form, _in_words(refused), back, pk)
        flash(gettext("Saved"), "success")
        return redirect(back, 303) if back else self.to_row(row)

    @page("/delete/<pk>", "delete", methods=("POST",))
    def delete(self, pk: str) -> Any:
        """Delete an unused row."""
        row = self.rows.get_row(pk, "d", lock=True)
        try:
            delete(row)
            commit(self.model)
        except Invalid as wrong:
            for texts in wrong.errors.values():
                flash(texts[0], "danger")
            return redirect(address(self.model, "show", pk), 303)
        flash(gettext("Deleted"), "success")
        return redirect(safe_next(address(self.model, "list")), 303)

    @page("/note/<pk>", "edit", methods=("POST",))
    def note(self, pk: str) -> Any:
        """A remark in a row's history, with the colleagues it calls."""
        row = self.rows.get_row(pk, "u", lock=True)
        typed, keys = request.form.get("text", ""), request.form.getlist("called")
        try:
            text = clean_note(typed)
            called = read_mentions(row, text, keys)
        except (FieldError, Invalid) as wrong:
            drawn = show_page(row)
            drawn["note"] = {**drawn.get("note", {}), "text": typed, "called": keys, "errors": [str(wrong)]}
            return self.draw("show.html", drawn, 422)
        if text and not locked_reason(row) and issubclass(self.model, Scoped):
            record(row, "note", note=text, data={MENTIONS: called} if called else None)
            if can_follow(row):
                let_follow(db.session(), row, [current_scope().user_id or 0], now())
            commit(self.model)
        return self.to_row(row)

    @page("/void/<step>/<pk>", methods=("POST",))
    def void(self, step: str, pk: str) -> Any:
        """Ask for a row to be made void, approve it as a second person, or keep the row."""
        if step not in (voiding.ASK, voiding.APPROVE, "drop_void"):
            raise NotFound
        row = self.rows.get_row(pk, lock=True)
        asked = voiding.ASK if step == voiding.ASK else voiding.APPROVE
        require(row, *voiding.rights(asked))
        try:
            if step == voiding.ASK:
                voiding.ask(row, clean_note(request.form.get("reason", "")))
            elif step == voiding.APPROVE:
                voiding.approve(row)
            else:
                voiding.drop(row)
            commit(self.model)
        except Refused as refused:
            db.session.rollback()
            say_refused(refused)
        except FieldError as wrong:
            flash(str(wrong), "danger")
        return redirect(address(self.model, "show", pk), 303)

    def _first_values(self, form: FormScreen) -> dict[str, Any]:
        """What the table and the model give by themselves, what the address prefills, and the reader's own place.

        A relation may be prefilled by its key, as the links below a row do; what cannot be read is left empty.
        """
        asked = request.args.copy()
        given: dict[str, Any] = getattr(self.model, "first_values", dict)()
        for field in form.fields:
            default = getattr(self.model.__table__.c.get(field.name), "default", None)
            if default is not None and default.is_scalar:
                given.setdefault(field.name, default.arg)
            if field.type == "relation" and (key := asked.get(f"{field.name}_id")):
                asked.setdefault(field.name, key)
            try:
                given |= read_values([field], asked, partial=True)
            except Invalid:
                continue
        places = places_of(self.model)
        if len(places) == 1:
            given.setdefault("division_code", places[0])
        return given

    def _save(self, row: Any, lines: list[Any], press: Press, back: str) -> None:
        for part, typed in lines:
            save_lines(part, row, typed)
        press.settle(back or address(self.model, "show", inspect(row).identity[0]))
        commit(self.model)

    def _again(self, form: FormScreen, errors: dict[str, list[str]], back: str, pk: str = "") -> Any:
        """The form with what was typed and what is wrong with it; its version stays the one it was opened with."""
        db.session.rollback()
        row = self.rows.get_row(pk, "u") if pk else None
        opened = _opened(request.form)
        drawn = form_page(form, row=row, raw=request.form, errors=errors, back=back, **opened)
        return self.draw_form(drawn | kept_form(form.fields, request.form) | beside(self.model, pk), 422, row=row)

    def _conflict(self, pk: str, form: FormScreen, values: dict[str, Any]) -> Any:
        """Both versions beside each other; nothing was overwritten."""
        db.session.rollback()
        row = self.rows.get_row(pk, "u")
        both = conflict_page(form, row, values, request.form)
        return self.draw_form(form_page(form, row=row, conflict=both, back=safe_next("")), 409, row=row)


def _read(form: FormScreen, row: Any = None) -> tuple[dict[str, Any], list[Any]]:
    """Values and lines of the request's form, with the errors of both."""
    errors: dict[str, list[str]] = {}
    values: dict[str, Any] = {}
    lines = []
    try:
        values = read_values(form.fields, request.form, row=row)
    except Invalid as wrong:
        errors |= wrong.errors
    for part in form.lines:
        try:
            lines.append((part, read_lines(part, request.form)))
        except Invalid as wrong:
            errors |= wrong.errors
    if errors:
        raise Invalid(errors)
    return values, lines


def _opened(raw: MultiDict[str, str]) -> dict[str, Any]:
    """What the form knew of the row when it was opened."""
    return {"version": _version(raw), "seen": raw.get(SEEN, "")}


def _version(raw: MultiDict[str, str]) -> int:
    text = raw.get("row_version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _in_words(refused: Refused) -> dict[str, list[str]]:
    return {"": [refusal.said for refusal in refused.refusals]}
