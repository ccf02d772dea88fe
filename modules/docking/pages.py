"""The page of the two rates: what courts had before suit, what they diverted, what succeeded; and its file."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.exceptions import Forbidden, NotFound

from app.access.export import export_notice
from app.access.scope import current_scope
from app.model.base import LEVELS, db
from app.model.moment import today
from app.view.doorkeeper import page, require
from app.view.errors import BadQuery
from app.view.export import form_of, safe_text
from app.view.exporting_views import hand_out
from app.view.links import address
from app.view.names import place_names
from app.view.own_page import OwnPage
from modules.docking.models import Entrustment, PreSuitCount
from modules.docking.rates import Line, percent, rates, total


class Rates(OwnPage):
    """`/docking/rates/`: diversion and success of mediation before suit, by court, for months and a place."""

    route_base = "/docking/rates"
    default_view = "index"
    model = PreSuitCount
    class_permission_name = "docking.pre_suit_count"

    @page("/", "list")
    def index(self) -> Any:
        """The figures of the months and the place asked for."""
        asked = _asked()
        lines = rates(db.session(), asked.place, asked.first, asked.last)
        whole = total(lines)
        title = gettext("Rates of diversion and success")
        formulas = gettext(
            "Rate of diversion = diverted ÷ all before suit; rate of success = successful ÷ diverted."
        )
        note = gettext(
            "Diverted: delegated by courts before suit and received in these months, without what was taken back or not"
            " accepted. A dash means there is nothing to divide by."
        )
        drawn = {
            "title": title,
            "crumbs": [{"label": title}],
            "actions": _files(),
            "notices": [{"text": f"{formulas}{note}", "icon": "info"}],
            "asked": asked.drawn(),
            "figures": [
                {"label": gettext("Rate of diversion"), "value": percent(whole.diversion)},
                {"label": gettext("Rate of success"), "value": percent(whole.success)},
                *(
                    {"label": label, "value": f"{number:,}", "url": url}
                    for label, number, url in asked.figures(whole)
                ),
            ],
            "table_title": gettext("By court"),
            "table": _table(lines, asked),
        }
        return self.draw("task.html", drawn)

    @page("/export", "list")
    def export(self) -> Any:
        """The same table as a file."""
        asked, form = _asked(), form_of(request.args.get("format", ""))
        lines = rates(db.session(), asked.place, asked.first, asked.last)
        whole = total(lines)
        rows = [
            [str(label) for _name, label in _columns()],
            *([safe_text(one.court), *_said(one)] for one in lines),
        ]
        rows += [[gettext("All courts"), *_said(whole)], [export_notice(current_user)]]
        title = f"{gettext('Rates of diversion and success')} {asked.first:%Y-%m}–{asked.last:%Y-%m}"
        return hand_out(PreSuitCount, rows, len(lines), request.args, form, title)


class _Asked:
    """The months and the place an address asks for, checked."""

    def __init__(self, first: date, last: date, place: str) -> None:
        self.first, self.last, self.place = first, last, place

    def drawn(self) -> dict[str, Any]:
        """The little form above the figures."""
        months = (
            ("from", gettext("First month"), f"{self.first:%Y-%m}"),
            ("to", gettext("Last month"), f"{self.last:%Y-%m}"),
        )
        fields = [
            {"name": name, "label": label, "kind": "text", "value": value} for name, label, value in months
        ]
        places = {
            "name": "division_code",
            "label": gettext("Division"),
            "kind": "choice",
            "no_blank": True,
            "value": self.place,
        }
        return {
            "action_url": url_for(".index"),
            "fields": [*fields, places | {"choices": _places(self.place)}],
            "label": gettext("Look"),
        }

    def figures(self, line: Line) -> list[tuple[str, int, str | None]]:
        """The three numbers of a line with their words and the rows each counts."""
        court = {"court_id": line.court_id} if line.court_id else {}
        of_court: dict[str, Any] = {"division_code": self.place, **court}
        months = {"month_min": self.first, "month_max": self.last}
        days = {"received_on_min": self.first, "received_on_max": self.last}
        return [
            (
                gettext("Before suit"),
                line.pre_suit,
                address(PreSuitCount, "list", asked=of_court | months),
            ),
            (
                gettext("Diverted"),
                line.diverted,
                address(Entrustment, "list", asked=of_court | days | {"view": "diverted"}),
            ),
            (
                gettext("Successful"),
                line.successful,
                address(Entrustment, "list", asked=of_court | days | {"view": "successful"}),
            ),
        ]


def _asked() -> _Asked:
    """What the address asks for; without months the year up to this one.

    Raises:
        BadQuery: no such month, or the last lies before the first.
        NotFound: the place lies beyond the reader, or is none.
    """
    require(Entrustment, "r")
    first = _month("from", date(today().year, 1, 1))
    last = _month("to", today())
    if last < first:
        raise BadQuery("to")
    posts = current_scope().reaches(PreSuitCount.model_id(), "r")
    if not posts:
        raise Forbidden
    place = request.args.get("division_code", "") or min((post.code for post in posts), key=len)
    digits = {number for number, _column in LEVELS.values()}
    if len(place) not in digits or not any(post.covers(place) for post in posts):
        raise NotFound
    return _Asked(first, last.replace(day=monthrange(last.year, last.month)[1]), place)


def _month(name: str, otherwise: date) -> date:
    text = request.args.get(name, "").strip()
    try:
        return date.fromisoformat(f"{text}-01") if text else otherwise.replace(day=1)
    except ValueError:
        raise BadQuery(name) from None


def _places(place: str) -> list[dict[str, str]]:
    """The places of the reader's posts and the counties of the rows, to choose from."""
    posts = current_scope().reaches(PreSuitCount.model_id(), "r")
    codes = {place, *(post.code for post in posts), *db.session.scalars(PreSuitCount.places())}
    names = place_names(codes)
    return [{"value": code, "label": names.get(code, code)} for code in sorted(codes)]


def _columns() -> list[tuple[str, str]]:
    return [
        ("court", gettext("Court")),
        ("pre_suit", gettext("Before suit")),
        ("diverted", gettext("Diverted")),
        ("diversion", gettext("Rate of diversion")),
        ("successful", gettext("Successful")),
        ("success", gettext("Rate of success")),
    ]


def _said(line: Line) -> list[Any]:
    return [line.pre_suit, line.diverted, percent(line.diversion), line.successful, percent(line.success)]


def _table(lines: list[Line], asked: _Asked) -> dict[str, Any]:
    """A line a court; each number leads to its rows."""
    rows = []
    for line in lines:
        before, gone, well = (
            {"kind": "number", "value": f"{number:,}", "url": url if number else None}
            for _label, number, url in asked.figures(line)
        )
        shares = ({"kind": "number", "value": percent(rate)} for rate in (line.diversion, line.success))
        diversion, success = shares
        rows.append(
            {"pk": line.court_id, "cells": [{"value": line.court}, before, gone, diversion, well, success]}
        )
    columns = [
        {"name": name, "label": label, "end": place > 0, "phone": "named" if place else "title"}
        for place, (name, label) in enumerate(_columns())
    ]
    return {"name": "rates", "caption": gettext("By court"), "columns": columns, "rows": rows}


def _files() -> list[dict[str, Any]]:
    kept = {name: value for name, value in request.args.items() if value}
    return [
        {
            "label": label,
            "url": f"{url_for('.export')}?{urlencode(kept | {'format': form})}",
            "icon": "export",
        }
        for form, label in (("xlsx", gettext("Excel (xlsx)")), ("csv", gettext("Text (csv)")))
    ]
