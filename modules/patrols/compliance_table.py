"""Compliance as it is drawn: the table by worker, its order, the months and counties to choose from, its file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user
from sqlalchemy import select
from werkzeug.exceptions import Forbidden, NotFound

from app.access.export import export_notice
from app.access.grants import UNNAMED
from app.access.scope import Scope
from app.model.base import LEVELS, db
from app.org.models import Division
from app.view.errors import BadQuery
from app.view.export import safe_text
from app.view.links import address
from app.view.names import place_names
from modules.patrols.compliance import Line
from modules.patrols.models import Patrol
from modules.patrols.months import month_of

#: Name, words and value of each column, in their order; the table and its file have the same.
COLUMNS: tuple[tuple[str, Any, Callable[[Line], Any]], ...] = (
    ("name", _("Grid worker"), lambda line: line.name),
    ("place", _("Division"), lambda line: line.place),
    ("days", _("Days with the patrols asked for"), lambda line: line.days),
    ("workdays", _("Workdays to serve"), lambda line: line.workdays),
    ("rate", _("Share of compliant days"), lambda line: -1 if line.rate is None else line.rate),
    ("patrols", _("All patrols"), lambda line: line.patrols),
)

_BY_NAME = {name: value for name, _label, value in COLUMNS}
_COUNTY = LEVELS["county"][0]


def place_asked(scope: Scope, asked: str) -> str:
    """The place an address asks for, or else the widest of the reader.

    Raises:
        Forbidden: the reader sees no patrols but their own.
        NotFound: it lies beyond the reader, or is none.
    """
    posts = scope.reaches(Patrol.model_id(), UNNAMED)
    if not posts:
        raise Forbidden
    code = asked or min((post.code for post in posts), key=len)
    if len(code) not in {digits for digits, _column in LEVELS.values()} or not any(
        post.covers(code) for post in posts
    ):
        raise NotFound
    return code


def places_table(code: str, month: str) -> dict[str, Any] | None:
    """The places just below a city or province, each leading on; nothing at a county or below it."""
    if len(code) >= _COUNTY:
        return None
    digits = next(number for number, _column in LEVELS.values() if number > len(code))
    below = select(Division.code).where(Division.code.startswith(code))
    codes = [found for found in db.session.scalars(below.order_by(Division.code)) if len(found) == digits]
    names = place_names(codes)
    rows = [
        {"pk": one, "url": _here(division_code=one, month=month), "cells": [{"value": names.get(one, one)}]}
        for one in codes
    ]
    columns = [{"name": "place", "label": gettext("Division")}]
    return {
        "name": "places",
        "caption": gettext("Places"),
        "columns": columns,
        "rows": rows,
        "density": "compact",
    }


def ordered(lines: list[Line], order: str) -> list[Line]:
    """The lines in the order asked for, by name without one.

    Raises:
        BadQuery: no such column.
    """
    name = order.removeprefix("-")
    if not order:
        return lines
    if name not in _BY_NAME:
        raise BadQuery("order")
    return sorted(lines, key=_BY_NAME[name], reverse=order.startswith("-"))


def choices(months: list[str], month: str) -> list[dict[str, Any]]:
    """The months one can go to, the one shown among them."""
    listed = months if month in months else [*months, month]
    return [{"label": one, "url": _here(month=one, page=""), "current": one == month} for one in listed]


def table_of(lines: list[Line], month: str) -> dict[str, Any]:
    """The table; days and patrols lead to the patrols of the month."""
    places = place_names(line.place for line in lines)
    return {
        "name": "compliance",
        "caption": gettext("Patrol compliance"),
        "columns": [_column(name, label) for name, label, _value in COLUMNS],
        "rows": [_row(line, month, places.get(line.place, line.place)) for line in lines],
    }


def lines_of(lines: list[Line]) -> list[list[Any]]:
    """The lines of the file: headings, one a worker, and who took it when."""
    places = place_names(line.place for line in lines)
    told = [
        [
            safe_text(line.name),
            places.get(line.place, line.place),
            line.days,
            line.workdays,
            percent(line),
            line.patrols,
        ]
        for line in lines
    ]
    return [[str(label) for _name, label, _value in COLUMNS], *told, [export_notice(current_user)]]


def percent(line: Line) -> str:
    """The rate in words; a dash where there was no workday."""
    return "—" if line.rate is None else f"{line.rate:.1%}"


def _column(name: str, label: Any) -> dict[str, Any]:
    now_by = request.args.get("order", "") or "name"
    current = now_by.removeprefix("-") == name
    drawn: dict[str, Any] = {"name": name, "label": label, "end": name not in ("name", "place")}
    drawn["phone"] = {"name": "title", "place": "line"}.get(name, "named")
    drawn["sort_url"] = _here(order=f"-{name}" if current and not now_by.startswith("-") else name, page="")
    if current:
        drawn["order"] = "desc" if now_by.startswith("-") else "asc"
    return drawn


def _row(line: Line, month: str, place: str) -> dict[str, Any]:
    period = month_of(month)
    first, last = period if period is not None else ("", "")
    url = address(Patrol, "list", asked={"worker_id": line.worker_id, "day_min": first, "day_max": last})
    return {
        "pk": line.worker_id,
        "cells": [
            {"value": line.name},
            {"value": place},
            {"kind": "number", "value": str(line.days), "url": url if line.days else None},
            {"kind": "number", "value": str(line.workdays)},
            {"kind": "number", "value": percent(line)},
            {"kind": "number", "value": str(line.patrols), "url": url if line.patrols else None},
        ],
    }


def _here(**changes: Any) -> str:
    """This page with some parameters changed."""
    kept = {name: value for name, value in (request.args.to_dict() | changes).items() if value}
    return f"?{urlencode(kept)}"
