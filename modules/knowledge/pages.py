"""The versions of a row beside each other, and writing the next one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext
from werkzeug.exceptions import NotFound

from app.access.scope import current_scope
from app.model.base import db
from app.model.moment import today
from app.view.beside import differences
from app.view.calling import called
from app.view.doorkeeper import page, require
from app.view.errors import Conflict, FieldError, Invalid
from app.view.fields import FieldInfo
from app.view.interface import Interface
from app.view.links import address
from app.view.own_page import OwnPage
from app.view.parse import key_of, read
from app.view.screen_view import say_refused
from app.view.show_page import crumbs
from app.view.writing import commit, refusals_in_words
from app.workflow.engine import Refused
from modules.knowledge.models import LegalBasis
from modules.knowledge.services import revise
from modules.knowledge.versions import VERSIONED, days_of, held_on, versions_address

_KINDS = {model.model_id().partition(".")[2]: model for model in VERSIONED}


class Versions(OwnPage):
    """`/knowledge/versions/<kind>/<pk>`: which version held when, two of them side by side."""

    route_base = "/knowledge/versions"
    default_view = "compare"
    model = LegalBasis
    class_permission_name = "knowledge.legal_basis"

    @page("/<kind>/<pk>", "list")
    def compare(self, kind: str, pk: str) -> Any:
        """The versions, and two of them beside each other: those asked for, or this one and the one before it."""
        row = _row(kind, pk)
        versions = list(db.session.scalars(row.versions()))
        wrong, day = _day(request.args.get("on", ""))
        older, newer = _chosen(versions, row)
        held = held_on(versions, day) if day else None
        drawn: dict[str, Any] = {
            "title": gettext("Versions"),
            "second": called(row),
            "crumbs": [*crumbs(type(row)), {"label": called(row), "url": address(type(row), "show", row.id)}],
            "url": versions_address(row),
            "versions": [_line(version) for version in versions],
            "older": older.id,
            "newer": newer.id,
            "on": request.args.get("on", ""),
            "wrong": wrong,
            "facts": differences(older, newer) if older is not newer else [],
            "heads": (days_of(older), days_of(newer)),
        }
        if day:
            drawn["answer"] = {"day": f"{day:%Y-%m-%d}", "held": _line(held) if held is not None else None}
        if versions[0] is row and current_scope().may("u", row) and current_scope().may("c", row):
            drawn["next"] = {"url": f"{versions_address(row)}/next", "first": _usual_first_day(row)}
        return self.draw("versions.html", drawn)

    @page("/<kind>/<pk>/next", methods=("POST",))
    def next(self, kind: str, pk: str) -> Any:
        """Write the next version of a row and go to its form."""
        row = _row(kind, pk, lock=True)
        require(row, "u")
        require(row, "c")
        back = redirect(versions_address(row), 303)
        wrong, first = _day(request.form.get("first", ""))
        if wrong or first is None:
            flash(wrong or gettext("Say from which day it holds"), "danger")
            return back
        try:
            with refusals_in_words(type(row)):
                key = revise(row, first).id
            commit(type(row))
        except Refused as refused:
            db.session.rollback()
            say_refused(refused)
        except (Invalid, Conflict) as said:
            flash(str(said), "danger")
        else:
            flash(gettext("The new version takes over these words; change what is new"), "success")
            return redirect(address(_KINDS[kind], "edit", key), 303)
        return back


def _row(kind: str, pk: str, lock: bool = False) -> Any:
    model = _KINDS.get(kind)
    if model is None:
        raise NotFound
    require(model, "r")
    return Interface(model).get_row(pk, lock=lock)


def _chosen(versions: Sequence[Any], row: Any) -> tuple[Any, Any]:
    """The two versions to be compared, the older first."""
    by_key = {version.id: version for version in versions}
    place = versions.index(row)
    before = versions[place + 1] if place + 1 < len(versions) else versions[max(place - 1, 0)]
    one = by_key.get(key_of(request.args.get("a", "")) or 0, before)
    two = by_key.get(key_of(request.args.get("b", "")) or 0, row)
    older, newer = sorted((one, two), key=lambda version: (version.valid_from, version.id))
    return older, newer


def _line(row: Any) -> dict[str, Any]:
    """A version as it is named in a list."""
    drafted = getattr(row, "status", "") == "draft"
    return {
        "key": row.id,
        "url": address(type(row), "show", row.id),
        "title": called(row),
        "days": gettext("Draft") if drafted else days_of(row),
        "now": held_on([row], today()) is not None,
    }


def _usual_first_day(row: Any) -> str:
    return f"{max(today(), row.valid_from) + timedelta(days=1):%Y-%m-%d}"


def _day(text: str) -> tuple[str, date | None]:
    """What is wrong with a day, or the day; nothing typed is neither."""
    try:
        return "", read(FieldInfo("on", gettext("Day"), type="date"), text)
    except FieldError as error:
        return str(error), None
