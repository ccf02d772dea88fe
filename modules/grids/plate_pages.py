"""Printing plates, and the page that the code on a plate leads to."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import redirect, render_template, request, send_file, url_for
from flask_appbuilder import BaseView, expose
from flask_babel import gettext, ngettext
from sqlalchemy import select
from werkzeug.exceptions import Conflict as NotNow
from werkzeug.exceptions import NotFound, TooManyRequests
from werkzeug.wrappers import Response

from app.access import attempts
from app.access.identity import beyond_scope
from app.access.safe_next import safe_next
from app.access.scope import system
from app.document.refusal import PaperRefused
from app.model.base import db
from app.view.batches.choosing import chosen_keys
from app.view.doorkeeper import page
from app.view.links import address
from app.view.own_page import OwnPage
from app.view.parse import key_of
from modules.grids.models import Grid
from modules.grids.plates import A_FILE, A_PAGE, MOST_CHOSEN, grids_asked, number_of, public_url, sheet_of


def to_plate(grid: Grid) -> dict[str, Any] | None:
    """The button on the page of a grid in use."""
    if not grid.active:
        return None
    return {"label": gettext("QR plate"), "url": url_for("grids_plates.plates", pk=grid.id), "icon": "qr"}


class Plates(OwnPage):
    """`/grids/plates/`: the plates of chosen grids, or of all a list of grids shows, as files to print."""

    route_base = "/grids/plates"
    default_view = "plates"
    model = Grid
    right = "u"
    class_permission_name = "grids.grid"

    @page("/", "edit")
    def plates(self) -> Any:
        """How many plates there are, in which files, and what stands in the way."""
        number = number_of(grids_asked(request.args))
        parts = range(1, -(-number // A_FILE) + 1)
        drawn = {
            "title": gettext("QR plates"),
            "second": ngettext("%(num)s plate", "%(num)s plates", number),
            "crumbs": [
                {"label": gettext("Grids"), "url": address(Grid, "list")},
                {"label": gettext("QR plates")},
            ],
            "notices": [self._notice(number)],
            "table_title": gettext("Files to print on A4 and cut, six plates a page"),
            "table": {
                "name": "files",
                "caption": gettext("Files"),
                "columns": [
                    {"name": "plates", "label": gettext("Plates"), "phone": "title"},
                    {"name": "pages", "label": gettext("Sheets of paper"), "end": True, "phone": "named"},
                    {"name": "open", "label": gettext("File"), "phone": "line"},
                ],
                "rows": [self._file(part, number) for part in parts],
                "density": "compact",
            },
        }
        if not number or not public_url():
            drawn["table"] = None
        return self.draw("task.html", drawn)

    @page("/chosen", "edit", methods=("POST",))
    def chosen(self) -> Response:
        """The page for the rows chosen on the list, or for all it shows."""
        shown = safe_next(address(Grid, "list"))
        if request.form.get("all"):
            return redirect(f"{url_for('grids_plates.plates')}?{urlsplit(shown).query}", 303)
        keys = chosen_keys(Grid, MOST_CHOSEN)[:MOST_CHOSEN]
        return redirect(url_for("grids_plates.plates", pk=keys) if keys else shown, 303)

    @page("/sheet", "edit")
    def sheet(self) -> Response:
        """One file."""
        found, part = grids_asked(request.args), key_of(request.args.get("part", "1")) or 1
        if not public_url():
            raise NotNow
        if number_of(found) <= (part - 1) * A_FILE:
            raise NotFound
        try:
            body = sheet_of(found, part)
        except PaperRefused as refusal:
            raise NotNow(str(refusal)) from refusal
        name = f"{gettext('QR plates')}-{part}.pdf"
        answer = send_file(BytesIO(body), "application/pdf", download_name=name)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def _notice(self, number: int) -> dict[str, Any]:
        if not public_url():
            text = gettext("The code needs the public address of this site; PUBLIC_URL is not set")
            return {"text": text, "tone": "red", "icon": "stop"}
        if not number:
            return {"text": gettext("No grid in use is among them"), "tone": "amber", "icon": "warning"}
        text = gettext("Each code leads to %(url)s", url=f"{public_url()}/g/…")
        return {"text": text, "tone": "neutral", "icon": "qr"}

    def _file(self, part: int, number: int) -> dict[str, Any]:
        first, last = (part - 1) * A_FILE + 1, min(part * A_FILE, number)
        asked = [pair for pair in request.args.items(multi=True) if pair[0] != "part"]
        url = f"{url_for('grids_plates.sheet')}?{urlencode([*asked, ('part', part)])}"
        pages = -(-(last - first + 1) // A_PAGE)
        return {
            "pk": part,
            "url": url,
            "cells": [
                {"value": f"{first}–{last}"},
                {"kind": "number", "value": str(pages)},
                {"kind": "actions", "value": [{"label": gettext("Open"), "url": url, "icon": "print"}]},
            ],
        }


class PlatePage(BaseView):
    """`/g/<code>`: what a plate leads to, for anybody; names the grid and where to turn, and nobody."""

    route_base = "/g"
    default_view = "plate"

    @expose("/<code>")
    def plate(self, code: str) -> Any:
        """The grid of a plate; whatever is no grid in use is answered alike.

        Raises:
            TooManyRequests: the address has asked too often.
            NotFound: there is no such grid in use.
        """
        with system("count a look at a plate") as session:
            pace = attempts.take(session, f"public:{request.remote_addr}", attempts.public_limit())
            session.commit()
        if pace.locked_until:
            raise TooManyRequests
        with beyond_scope(db.session(), "show a plate"):
            grid = db.session.scalar(select(Grid).where(Grid.code == code, Grid.active))
            if grid is None:
                raise NotFound
            name = grid.name
        return render_template("plate.html", page={"title": name, "code": code})
