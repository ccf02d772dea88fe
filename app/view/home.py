"""The first page, different for every post, and the search over everything one may read."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import render_template, request
from flask_appbuilder import BaseView, expose
from flask_babel import format_date, gettext
from flask_login import current_user

from app.access.scope import Scope, current_scope
from app.model.base import Record
from app.model.house import house
from app.model.moment import today
from app.view.doorkeeper import ask_to_sign_in
from app.view.home_parts import MOST_ROWS
from app.view.links import address, has_screens
from app.view.list_page import table_of
from app.view.quick import found_in, offered
from app.view.screens import screens


class HomeView(BaseView):
    """`/` and `/search`."""

    route_base = ""
    default_view = "index"

    @expose("/")
    def index(self) -> Any:
        """The parts meant for the reader, in their order."""
        if not current_user.is_authenticated:
            return ask_to_sign_in()
        scope = current_scope()
        page: dict[str, Any] = {"title": gettext("Workbench"), "second": format_date(today(), "full")}
        page |= {name: [] for name in ("notices", "figures", "blocks", "links")}
        for part in sorted(house().home, key=lambda part: part.position):
            if part.fits(scope):
                for name, things in part.draw(scope).items():
                    page[name] += things
        page["notices"] += _notices(scope, bool(page["figures"] or page["blocks"]))
        return render_template("home.html", page=page)

    @expose("/search")
    def search(self) -> Any:
        """Rows of every table one may read that a word is found in."""
        if not current_user.is_authenticated:
            return ask_to_sign_in()
        text = request.args.get("q", "").strip()
        blocks = []
        for model in house().models.values() if text else ():
            if has_screens(model) and current_scope().may("r", model):
                blocks += _found(model, text)
        page: dict[str, Any] = {"title": gettext("Found for “%(text)s”", text=text), "blocks": blocks}
        if not blocks:
            page["notices"] = [{"text": gettext("Nothing found; try fewer or other words"), "icon": "search"}]
        return render_template("home.html", page=page)

    @expose("/search/quick")
    def quick(self) -> Any:
        """What the search box offers while one types."""
        if not current_user.is_authenticated:
            return ask_to_sign_in()
        text = request.args.get("q", "").strip()
        everything = f"{request.script_root}/search?{urlencode({'q': text})}"
        page = {"groups": offered(text), "text": text, "all_url": everything}
        return render_template("found.html", page=page)


def _found(model: type[Record], text: str) -> list[dict[str, Any]]:
    screen, page = screens().list(model), found_in(model, text, MOST_ROWS)
    if page is None or not page.rows:
        return []
    name = model.model_id().replace(".", "-")
    return [
        {
            "name": name,
            "title": screen.title,
            "count": page.figure,
            "url": address(model, "list", asked={"q": text}),
            "table": table_of(model, screen.columns, page.rows, caption=screen.title, name=name),
        }
    ]


def _notices(scope: Scope, busy: bool) -> list[dict[str, Any]]:
    """Why the page is empty, where it is."""
    if not scope.posts:
        text = gettext("You hold no post today. Ask your administrator if that is wrong.")
        return [{"text": text, "tone": "amber", "icon": "warning"}]
    if busy:
        return []
    text = gettext("Nothing waits for you now; the short cuts lead to the lists")
    return [{"text": text, "icon": "circle-check"}]
