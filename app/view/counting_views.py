"""How many rows of a list have each value of a field: by category, by state, by place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import render_template, request
from flask_babel import gettext
from sqlalchemy import func
from werkzeug.exceptions import NotFound

from app.model.base import Record, db
from app.view.charts import Bar, chart
from app.view.doorkeeper import page
from app.view.faces import in_force
from app.view.fields import FieldInfo
from app.view.filters import expression
from app.view.interface import Ask, read_ask
from app.view.links import address
from app.view.names import place_names
from app.view.screen_view import ScreenView
from app.view.screens import screens

#: Values told apart; a field with more is no field to count by.
MOST_VALUES = 200

#: Values shown beside the list; the page of counts has them all.
MOST_FACETS = 12

#: Fields whose values are few and have words.
COUNTED_BY = frozenset(("choice", "boolean", "division"))


class CountingViews(ScreenView):
    """Counts over the rows of a list, under its filters and the reader's scope."""

    @page("/counts/<field>", "list")
    def counts(self, field: str) -> Any:
        """The values of one field and how many rows have each, the most frequent first."""
        screen = screens().list(self.model)
        ask = read_ask(screen, request.args)
        by = self._by(field)
        title = gettext("Counts: %(what)s", what=str(screen.title))
        return self.draw(
            "task.html",
            {
                "title": title,
                "crumbs": [
                    {"label": screen.title, "url": address(self.model, "list", asked=in_force())},
                    {"label": title},
                ],
                "views": _links(self.model, field),
                **_counted(self.model, by, self._count(ask, by)),
                "table_title": by.label,
            },
        )

    @page("/facets/<field>", "list")
    def facets(self, field: str) -> Any:
        """The same beside the list, as ways to narrow it; what the field itself is asked for is left aside."""
        by = self._by(field)
        ask = read_ask(screens().list(self.model), request.args)
        others = tuple(asked for asked in ask.filters if asked.field.name != field)
        counted = self._count(replace(ask, filters=others), by)
        words, asked_now = _words(by, [value for value, _number in counted]), request.args.getlist(field)
        return render_template(
            "facets.html",
            fields=_links(self.model, field),
            values=[
                {
                    "label": words.get(value, value) if value is not None else gettext("Not given"),
                    "count": f"{number:,}",
                    "url": None if value is None else _narrowed(self.model, by, value),
                    "current": value is not None and str(_asked(value)) in asked_now,
                }
                for value, number in counted[:MOST_FACETS]
            ],
            more=len(counted) > MOST_FACETS,
            url=address(self.model, f"counts/{field}", asked=in_force()),
        )

    def _by(self, field: str) -> FieldInfo:
        """The field to count by.

        Raises:
            NotFound: rows cannot be counted by it.
        """
        by = next((known for known in countable(self.model) if known.name == field), None)
        if by is None:
            raise NotFound
        return by

    def _count(self, ask: Ask, by: FieldInfo) -> list[tuple[Any, int]]:
        """Pairs of value and number of rows, counted by the database."""
        value, rows = expression(self.model, by), func.count()
        counted = self.rows.filtered(ask).with_only_columns(value, rows).group_by(value)
        found = db.session.execute(counted.order_by(rows.desc(), value).limit(MOST_VALUES)).all()
        return [(found_value, number) for found_value, number in found]


def countable(model: type[Record]) -> tuple[FieldInfo, ...]:
    """The filters of a list whose values can be counted."""
    return tuple(
        field for field in screens().list(model).filters if field.type in COUNTED_BY and "." not in field.name
    )


def _counted(model: type[Record], by: FieldInfo, counted: list[tuple[Any, int]]) -> dict[str, Any]:
    """The picture and its table, whose last line is the sum."""
    words = _words(by, [value for value, _number in counted])
    bars = [
        Bar(
            words.get(value, value) if value is not None else gettext("Not given"),
            ((number, None if value is None else _narrowed(model, by, value)),),
        )
        for value, number in counted
    ]
    drawn = chart("counts", by.label, by.label, (gettext("Rows"),), bars)
    total = sum(number for _value, number in counted)
    cells = [{"value": gettext("Together")}, {"kind": "number", "value": f"{total:,}"}]
    drawn["table"]["rows"].append({"pk": "total", "cells": cells})
    return drawn


def _links(model: type[Record], field: str) -> list[dict[str, Any]]:
    """The fields the same rows can be counted by."""
    return [
        {
            "label": known.label,
            "url": address(model, f"counts/{known.name}", asked=in_force()),
            "part_url": address(model, f"facets/{known.name}", asked=in_force()),
            "current": known.name == field,
        }
        for known in countable(model)
    ]


def _narrowed(model: type[Record], by: FieldInfo, value: Any) -> str:
    """The list of the rows that have a value."""
    return address(model, "list", asked={**in_force(), by.name: _asked(value)})


def _asked(value: Any) -> Any:
    """A value as a filter is asked for it."""
    return ("y" if value else "n") if isinstance(value, bool) else value


def _words(by: FieldInfo, values: list[Any]) -> dict[Any, Any]:
    if by.type == "division":
        return dict(place_names(values))
    if by.type == "boolean":
        return {True: gettext("Yes"), False: gettext("No")}
    return dict(by.choices)
