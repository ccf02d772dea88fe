"""How somebody sees a list: its columns, the height of its rows, and the views they keep and share."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from flask import flash, redirect, render_template, request
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from app.model.base import db
from app.view.doorkeeper import page
from app.view.errors import BadQuery, FieldError
from app.view.interface import read_ask, with_columns
from app.view.kept_views import address_of, drop_view, keep_usual, keep_view, usual
from app.view.links import address
from app.view.models import SavedView
from app.view.parse import key_of
from app.view.screen_view import ScreenView
from app.view.screens import screens
from app.view.writing import commit


class ArrangingViews(ScreenView):
    """Only the reader's own way of seeing is changed here, never a row."""

    @page("/columns", "list", methods=("GET", "POST"))
    def columns(self) -> Any:
        """The inside of the panel of columns; on POST they are kept as the usual ones."""
        if request.method == "GET":
            return self._panel()
        asked = request.form
        if "_usual" in asked:
            keep_usual(self.model, MultiDict())
        else:
            with_columns(screens().list(self.model), asked.getlist("columns"))
            keep_usual(self.model, asked)
        commit(SavedView)
        left = [pair for pair in parse_qsl(asked.get("address", "")) if pair[0] not in ("columns", "density")]
        return redirect(f"{address(self.model, 'list')}?{address_of(MultiDict(left))}".rstrip("?"), 303)

    @page("/views", "list", methods=("POST",))
    def keep(self) -> Any:
        """Keep the list as it stands under a name."""
        said = MultiDict(parse_qsl(request.form.get("address", "")))
        asked = address_of(said)
        try:
            read_ask(screens().list(self.model), said)
            keep_view(self.model, request.form.get("name", ""), asked, "shared" in request.form)
            commit(SavedView)
            flash(gettext("View kept: %(name)s", name=request.form["name"].strip()), "success")
        except FieldError as wrong:
            db.session.rollback()
            flash(str(wrong), "danger")
        except BadQuery as wrong:
            db.session.rollback()
            flash(wrong.said, "danger")
            asked = ""
        return redirect(f"{address(self.model, 'list')}?{asked}".rstrip("?"), 303)

    @page("/views/<pk>/drop", "list", methods=("POST",))
    def drop(self, pk: str) -> Any:
        """Forget a view of one's own."""
        key = key_of(pk)
        if key is None or not drop_view(self.model, key):
            raise NotFound
        commit(SavedView)
        flash(gettext("View forgotten"), "success")
        return redirect(address(self.model, "list"), 303)

    def _panel(self) -> str:
        asked = usual(self.model, request.args)
        chosen = [field.name for field in read_ask(screens().list(self.model), asked).screen.columns]
        known = screens().columns(self.model)
        listed = [*chosen, *(name for name in known if name not in chosen)]
        fields = [{"name": name, "label": known[name].label, "shown": name in chosen} for name in listed]
        return render_template("columns.html", fields=fields, density=asked.get("density", "standard"))
