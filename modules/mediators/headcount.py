"""How many organisations and mediators a place and the places below it have.

The statement of organisations, staff and funds (人民调解组织队伍经费保障情况统计表), as far as its facts are kept here.
A figure is counted by the very list it leads to, so the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import func
from werkzeug.datastructures import MultiDict

from app.access.scope import Scope
from app.model.base import LEVELS, db, level_of
from app.view.interface import Interface, read_ask
from app.view.links import address
from app.view.names import place_names
from app.view.screens import screens
from modules.mediators.models import COMMITTEE_KINDS, Committee, Mediator, Posting, Subsidy, Training
from modules.mediators.models.committee import STUDIO
from modules.mediators.models.mediator import MEMBERS


@dataclass(frozen=True)
class Measure:
    """One column: what is counted, and what its list is asked for."""

    label: Any
    model: type[Any]
    asked: dict[str, Any]


MEASURES = (
    Measure(
        _("Committees"),
        Committee,
        {"active": "y", "kind": [kind for kind in COMMITTEE_KINDS if kind != STUDIO]},
    ),
    Measure(_("Industry committees"), Committee, {"active": "y", "kind": "industry_professional"}),
    Measure(_("Studios"), Committee, {"active": "y", "kind": STUDIO}),
    Measure(_("Mediators"), Mediator, {"view": "serving"}),
    Measure(_("Mediators in industry committees"), Mediator, {"view": "industry"}),
    Measure(_("Committee members"), Mediator, {"view": "serving", "post": list(MEMBERS)}),
    Measure(_("Hired"), Mediator, {"view": "serving", "post": "hired"}),
    Measure(_("Full-time"), Mediator, {"view": "serving", "full_time": "y"}),
    Measure(_("On the roster of the court"), Mediator, {"view": "roster"}),
    Measure(_("Now posted elsewhere"), Posting, {"view": "open"}),
    Measure(_("Trainings"), Training, {}),
)


def headcount(scope: Scope) -> dict[str, Any]:
    """The table for the widest place of a reader of the page: the place as a whole, then those just below it."""
    here = min((post.code for post in scope.reaches(Subsidy.model_id())), key=len)
    counted = [_by_place(measure, here) for measure in MEASURES]
    below = sorted({code for numbers in counted for code in numbers if len(code) > len(here)})
    names = place_names([here, *below])
    rows = [_row(here, names.get(here, here), [sum(numbers.values()) for numbers in counted])]
    rows += [
        _row(code, names.get(code, code), [numbers.get(code, 0) for numbers in counted]) for code in below
    ]
    columns = [{"name": "place", "label": gettext("Division"), "phone": "title"}]
    columns += [
        {"name": f"n{place}", "label": measure.label, "end": True, "phone": "named"}
        for place, measure in enumerate(MEASURES)
    ]
    return {
        "name": "headcount",
        "caption": gettext("Organisations and staff"),
        "columns": columns,
        "rows": rows,
    }


def _by_place(measure: Measure, here: str) -> dict[str, int]:
    """How many rows of a measure lie in each place just below, and at the place itself."""
    asked = MultiDict([*_pairs(measure.asked), ("division_code", here)])
    rows = Interface(measure.model).filtered(read_ask(screens().list(measure.model), asked))
    levels = list(LEVELS)
    place = levels.index(level_of(here))
    column = getattr(measure.model, LEVELS[levels[min(place + 1, len(levels) - 1)]][1])
    counted = db.session.execute(rows.with_only_columns(column, func.count()).group_by(column))
    return {row[0]: row[1] for row in counted}


def _pairs(asked: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in asked.items():
        yield from ((name, one) for one in (value if isinstance(value, list) else [value]))


def _row(code: str, name: str, numbers: list[int]) -> dict[str, Any]:
    figures = [
        {
            "kind": "number",
            "value": f"{number:,}",
            "url": address(measure.model, "list", asked={**measure.asked, "division_code": code})
            if number
            else None,
        }
        for measure, number in zip(MEASURES, numbers, strict=True)
    ]
    return {"pk": code, "cells": [{"value": name}, *figures]}
