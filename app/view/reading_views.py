"""The pages that only read: list, page of a row, board, calendar, map, print and the picker of related rows."""

from __future__ import annotations

from typing import Any

from flask import jsonify, render_template, request
from werkzeug.exceptions import NotFound

from app.access.scope import current_scope
from app.view import picker
from app.view.batches.choosing import batch_actions, select_all
from app.view.board_page import board_page
from app.view.calendar_page import calendar_page
from app.view.calling import called
from app.view.doorkeeper import page
from app.view.interface import read_ask
from app.view.kept_views import usual
from app.view.list_page import filter_panel, list_page
from app.view.map_page import map_page
from app.view.screen_view import ScreenView
from app.view.screens import screens
from app.view.show_page import crumbs, plain_facts, show_page


class ReadingViews(ScreenView):
    """Reads; nothing here changes anything."""

    @page("/list/", "list")
    def list(self) -> Any:
        """A page of rows."""
        asked = usual(self.model, request.args)
        ask = read_ask(screens().list(self.model), asked)
        found = self.rows.page(ask)
        batches = batch_actions(self.model)
        return self.draw(
            "list.html", list_page(self.model, ask, found, asked, batches, select_all(found))
        )

    @page("/filters", "list")
    def filters(self) -> Any:
        """The inside of the filter panel, fetched when it is opened."""
        return render_template("filters.html", fields=filter_panel(self.model, request.args))

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

    @page("/calendar/", "list")
    def calendar(self) -> Any:
        """The rows on the days of a month."""
        spec = screens().calendar(self.model)
        if spec is None:
            raise NotFound
        return self.draw("calendar.html", calendar_page(self.model, spec, self.rows))

    @page("/map/", "list")
    def map(self) -> Any:
        """The rows where they lie."""
        spec = screens().map(self.model)
        if spec is None:
            raise NotFound
        return self.draw("map.html", map_page(self.model, spec, self.rows))

    @page("/print/<pk>", "show")
    def print(self, pk: str) -> Any:
        """One row on paper, as this reader sees it."""
        row = self.rows.get_row(pk)
        title = called(row)
        sheet = {"title": title, "kind": screens().label(self.model), "sections": plain_facts(row)}
        return self.draw("print.html", sheet | {"crumbs": crumbs(self.model, title)})

    @page("/related/<field>")
    def related(self, field: str) -> Any:
        """Rows to choose from for a field of this model's form, filter or arrow."""
        found = picker.field_of(self.model, field, request.args.get("arrow", ""))
        if found is None or not picker.may_pick(self.model, current_scope()):
            raise NotFound
        return jsonify(picker.options(self.model, found, request.args))
