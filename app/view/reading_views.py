"""The pages that only read: list, page of a row, board, print, export and the picker of related rows."""

from __future__ import annotations

from typing import Any

from flask import flash, jsonify, redirect, request
from flask_babel import gettext, ngettext
from flask_login import current_user
from werkzeug.exceptions import NotFound

from app.access.export import log_export
from app.access.scope import current_scope
from app.view import export, picker
from app.view.board_page import board_page
from app.view.calling import called
from app.view.doorkeeper import page
from app.view.interface import read_ask
from app.view.links import address
from app.view.list_page import list_page
from app.view.screen_view import ScreenView
from app.view.screens import screens
from app.view.show_page import crumbs, plain_facts, show_page
from app.view.writing import begin_writing


class ReadingViews(ScreenView):
    """Reads; a GET here changes nothing but the log of exports."""

    @page("/list/", "list")
    def list(self) -> Any:
        """A page of rows."""
        ask = read_ask(screens().list(self.model), request.args)
        return self.draw("list.html", list_page(self.model, ask, self.rows.page(ask)))

    @page("/show/<pk>", "show")
    def show(self, pk: str) -> Any:
        """One row."""
        return self.draw("show.html", show_page(self.rows.get_row(pk)))

    @page("/board/", "list")
    def board(self) -> Any:
        """The rows as cards, a column a state."""
        spec = screens().board(self.model)
        if spec is None:
            raise NotFound
        return self.draw("board.html", board_page(self.model, spec, self.rows))

    @page("/print/<pk>", "show")
    def print(self, pk: str) -> Any:
        """One row on paper, as this reader sees it."""
        row = self.rows.get_row(pk)
        title = called(row)
        sheet = {"title": title, "kind": screens().label(self.model), "sections": plain_facts(row)}
        return self.draw("print.html", sheet | {"crumbs": crumbs(self.model, title)})

    @page("/export", "export")
    def export(self) -> Any:
        """The rows of a list as a file, as far as it may be made while one waits."""
        screen = screens().list(self.model)
        ask = read_ask(screen, request.args)
        rows = self.rows.some(ask, export.MOST_ROWS + 1)
        if len(rows) > export.MOST_ROWS:
            most = ngettext("%(num)s row", "%(num)s rows", export.MOST_ROWS)
            flash(
                gettext("A file holds at most %(most)s; please narrow the list first", most=most), "warning"
            )
            kept = [pair for pair in request.args.items(multi=True) if pair[0] not in ("format", "cursor")]
            asked: dict[str, Any] = {name: request.args.getlist(name) for name, _text in kept}
            return redirect(address(self.model, "list", asked=asked), 303)
        answer = export.answer(screen, rows, request.args.get("format", "xlsx"))
        begin_writing()
        log_export(
            current_user, self.model, len(rows), request.args.to_dict(), request.args.get("format", "xlsx")
        )
        return answer

    @page("/related/<field>")
    def related(self, field: str) -> Any:
        """Rows to choose from for a field of this model's form, filter or arrow."""
        found = picker.field_of(self.model, field, request.args.get("arrow", ""))
        if found is None or not picker.may_pick(self.model, current_scope()):
            raise NotFound
        return jsonify(picker.options(self.model, found, request.args.get("q", "")))
