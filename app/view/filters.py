"""The filters of a list: which parameters of an address mean what, and the conditions they give.

For a field `amount` the parameters are `amount` (equal; text: contains) and, for numbers and dates, `amount_min`
and `amount_max`. A place takes in everything below it. Unknown parameters are none of a filter's business.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement
from werkzeug.datastructures import MultiDict

from app.model.base import LEVELS, Record, Scoped, level_of
from app.model.days import ASKED
from app.view.errors import BadQuery, FieldError
from app.view.fields import FieldInfo
from app.view.parse import read
from app.view.search import contains

RANGED = frozenset(("integer", "number", "money", "date", "datetime"))


@dataclass(frozen=True)
class Asked:
    """One filter in force: the parameter, its field, how it compares (`is`, `min`, `max`) and with what."""

    parameter: str
    field: FieldInfo
    how: str
    values: tuple[Any, ...]


def read_filters(fields: tuple[FieldInfo, ...], arguments: MultiDict[str, str]) -> tuple[Asked, ...]:
    """The filters an address asks for.

    Raises:
        BadQuery: a value that its field cannot have.
    """
    found = []
    for field in fields:
        endings = (("", "is"), ("_min", "min"), ("_max", "max")) if field.type in RANGED else (("", "is"),)
        for ending, how in endings:
            texts = [text for text in arguments.getlist(field.name + ending) if text.strip()]
            if texts:
                parameter = field.name + ending
                found.append(Asked(parameter, field, how, _values(parameter, field, texts)))
    return tuple(found)


def condition(model: type[Record], asked: Asked) -> ColumnElement[bool]:
    """The SQL condition of one filter."""
    field, value = asked.field, asked.values[0]
    column = expression(model, field)
    if asked.how == "min":
        found: ColumnElement[bool] = column >= value
    elif asked.how == "max":
        found = column < _after(value) if isinstance(value, datetime) else column <= value
    elif field.type in ("text", "long"):
        found = contains(column, value)
    elif field.type == "division" and issubclass(model, Scoped) and field.name == "division_code":
        found = getattr(model, LEVELS[level_of(value)][1]) == value
    elif field.type == "division":
        found = column.startswith(value, autoescape=True)
    elif field.many:
        found = getattr(model, field.name).any(field.model.id.in_(asked.values))
    elif field.type == "datetime":
        day = value.replace(hour=0, minute=0, second=0)
        found = (column >= day) & (column < day + timedelta(days=1))
    else:
        found = column.in_(asked.values) if len(asked.values) > 1 else column == value
    return found


def expression(model: type[Record], field: FieldInfo) -> Any:
    """The column of a field in SQL; a custom field is read from `extra` with its type."""
    if field.custom:
        kept = model.extra[field.name]  # type: ignore[attr-defined]
        if field.type == "integer":
            return kept.as_integer()
        if field.type in ("number", "money"):
            return kept.as_numeric(18, max(field.scale, 2))
        return kept.as_boolean() if field.type == "boolean" else kept.as_string()
    if field.type == "relation" and field.relation == field.name and not field.many:
        column = next(iter(model.__mapper__.relationships[field.name].local_columns))
        return getattr(model, model.__mapper__.get_property_by_column(column).key)
    return getattr(model, field.name)


def _values(parameter: str, field: FieldInfo, texts: list[str]) -> tuple[Any, ...]:
    try:
        values = [read(replace(field, days=ASKED), text) for text in texts]
    except FieldError as error:
        raise BadQuery(parameter, str(error), field.label) from None
    if any(isinstance(value, datetime) and value.date() == date.max for value in values):
        raise BadQuery(parameter, label=field.label)  # no day comes after it
    if field.custom and field.type in ("date", "datetime"):
        values = [value.isoformat() for value in values]
    if field.many:
        values = [key for keys in values for key in keys]
    return tuple(values)


def _after(moment: datetime) -> datetime:
    """The end of what was typed: a day for a date alone, a minute for a time."""
    whole_day = not (moment.hour or moment.minute or moment.second)
    return moment + (timedelta(days=1) if whole_day else timedelta(minutes=1))
