"""The pages of low-code at `/studio/fields/`: which tables, the fields of one, and their definitions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext
from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wrappers import Response

from app.model.base import Record, db
from app.studio import changes, fields
from app.studio.models import CustomField, ScreenChange
from app.studio.tables import address, blocks_of, models_block
from app.view.doorkeeper import page
from app.view.errors import Conflict, FieldError, Invalid
from app.view.fields import FieldInfo
from app.view.own_page import OwnPage
from app.view.parse import clean_text, key_of
from app.view.screens import screens
from app.view.typing_in import read_values
from app.view.widgets import widget
from app.view.writing import commit


class StudioFields(OwnPage):
    """Fields and screens as an administrator shapes them."""

    route_base = "/studio/fields"
    default_view = "index"
    model = CustomField
    right = "c"

    @page("/", "list")
    def index(self) -> Any:
        """The tables that can have fields of their own."""
        drawn = {"title": gettext("Fields and screens"), "blocks": [models_block(fields.shapeable())]}
        return self.draw("home.html", drawn)

    @page("/<model_id>/", "list")
    def table(self, model_id: str) -> Any:
        """The fields of one table, its screens, and what was changed."""
        model = _model(model_id)
        add = {"label": gettext("Add field"), "url": address(model, "add"), "icon": "plus", "tone": "primary"}
        faults = changes.faults(model)
        notices = [{"text": text, "tone": "amber", "icon": "warning"} for text in faults.values()]
        drawn = {
            "title": str(screens().list(model).title),
            "second": gettext("Fields and screens"),
            "actions": [add] if fields.own_places() else [],
            "notices": notices,
            "blocks": blocks_of(model, faults),
        }
        return self.draw("home.html", drawn)

    @page("/<model_id>/add", "add", methods=("GET", "POST"))
    def add(self, model_id: str) -> Any:
        """Define a field."""
        model = _model(model_id)
        asked = fields.form_fields()
        if request.method == "GET":
            return self._form(model, asked, lambda field: _first(field))
        try:
            fields.define(model, read_values(asked, request.form))
            commit(CustomField)
        except Invalid as wrong:
            return self._form(model, asked, lambda field: request.form.get(field.name), wrong.errors)
        return _back(model, gettext("Saved; the field is on the screens now"))

    @page("/<model_id>/edit/<pk>", "edit", methods=("GET", "POST"))
    def edit(self, model_id: str, pk: str) -> Any:
        """Change a definition."""
        model = _model(model_id)
        field = _row(CustomField, model, pk)
        asked = fields.form_fields(field)
        kept = {known.name: getattr(field, known.name) for known in asked}
        kept["choices"] = "\n".join(field.choices)
        version = field.row_version
        if request.method == "GET":
            return self._form(model, asked, lambda known: kept[known.name], version=version)
        try:
            fields.change(field, read_values(asked, request.form), key_of(request.form.get("row_version")) or 0)
            commit(CustomField)
        except Conflict as stale:
            return self._form(model, asked, lambda known: kept[known.name], {"": [str(stale)]}, version)
        except Invalid as wrong:
            return self._form(model, asked, lambda known: request.form.get(known.name), wrong.errors, version)
        return _back(model, gettext("Saved"))

    @page("/<model_id>/retire/<pk>", "edit", methods=("POST",))
    def retire(self, model_id: str, pk: str) -> Any:
        """Take a field off the screens."""
        model = _model(model_id)
        return _do(model, lambda: fields.retire(_row(CustomField, model, pk)))

    @page("/<model_id>/revive/<pk>", "edit", methods=("POST",))
    def revive(self, model_id: str, pk: str) -> Any:
        """Bring a retired field back."""
        model = _model(model_id)
        return _do(model, lambda: fields.revive(_row(CustomField, model, pk)))

    @page("/<model_id>/label/<field>", "edit", methods=("GET", "POST"))
    def label(self, model_id: str, field: str) -> Any:
        """Call a field something else."""
        model = _model(model_id)
        known = {f.name: f for screen in changes.SCREENS for f in changes.fields_on(model, screen)}
        if field not in known:
            raise NotFound
        asked = (FieldInfo("label", gettext("Label"), required=True, max_length=changes.LONGEST_LABEL),)
        if request.method == "GET":
            return self._form(model, asked, lambda _field: str(known[field].label))
        try:
            changes.relabel(model, field, clean_text(request.form.get("label", "")))
            commit(ScreenChange)
        except Invalid as wrong:
            return self._form(model, asked, lambda _field: request.form.get("label"), wrong.errors)
        except FieldError as wrong:
            return self._form(model, asked, lambda _field: "", {"label": [str(wrong)]})
        return _back(model, gettext("Saved"))

    @page("/<model_id>/<step>/<screen>/<field>", "edit", methods=("POST",))
    def change(self, model_id: str, step: str, screen: str, field: str) -> Any:
        """Move a field `up` or `down`, or `hide` it."""
        model = _model(model_id)
        if screen not in changes.SCREENS or step not in ("up", "down", "hide"):
            raise NotFound
        if step == "hide":
            return _do(model, lambda: changes.hide(model, screen, field))
        return _do(model, lambda: changes.shift(model, screen, field, step))

    @page("/<model_id>/undo/<pk>", "edit", methods=("POST",))
    def undo(self, model_id: str, pk: str) -> Any:
        """Take a change back."""
        model = _model(model_id)
        return _do(model, lambda: changes.undo(_row(ScreenChange, model, pk)))

    def _form(
        self,
        model: type[Record],
        asked: tuple[FieldInfo, ...],
        value_of: Callable[[FieldInfo], Any],
        errors: dict[str, list[str]] | None = None,
        version: int | None = None,
    ) -> Any:
        db.session.rollback()
        errors = errors or {}
        labels = {field.name: str(field.label) for field in asked}
        drawn: dict[str, Any] = {
            "title": gettext("Field of: %(what)s", what=str(screens().list(model).title)),
            "crumbs": [{"label": gettext("Fields and screens"), "url": address(model, "")}],
            "sections": [
                {
                    "name": "field",
                    "title": None,
                    "fields": [
                        widget(CustomField, field, value_of(field), errors=errors.get(field.name)) for field in asked
                    ],
                }
            ],
            "errors": [
                {
                    "id": f"f-{name}" if name else "",
                    "text": gettext("%(label)s: %(text)s", label=labels[name], text=text) if name in labels else text,
                }
                for name, texts in errors.items()
                for text in texts
            ],
            "cancel_url": address(model, ""),
        }
        if version is not None:
            drawn["row_version"] = version
        return self.draw("form.html", drawn, 422 if errors else 200)


def _model(model_id: str) -> type[Record]:
    """The table of an address."""
    found = next((model for model in fields.shapeable() if model.model_id() == model_id), None)
    if found is None:
        raise NotFound
    return found


def _row(cls: Any, model: type[Record], pk: str) -> Any:
    """A definition or change of that table, which the reader may alter."""
    key = key_of(pk)
    row = db.session.get(cls, key) if key is not None else None
    if row is None or row.model != model.model_id():
        raise NotFound
    if not fields.may_change(row.division_code):
        raise Forbidden
    return row


def _first(field: FieldInfo) -> Any:
    """What stands in the form of a new field."""
    return {"type": "text", "scale": 2, "division_code": next(iter(fields.own_places()), "")}.get(field.name)


def _do(model: type[Record], act: Callable[[], Any]) -> Response:
    try:
        act()
        commit(ScreenChange)
    except Invalid as wrong:
        db.session.rollback()
        for texts in wrong.errors.values():
            flash(texts[0], "danger")
        return redirect(address(model, ""), 303)
    return _back(model, gettext("Saved"))


def _back(model: type[Record], text: str) -> Response:
    flash(text, "success")
    return redirect(address(model, ""), 303)
