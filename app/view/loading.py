"""Which related rows are read together with the rows of a list: one statement a relation, never one a row."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Text
from sqlalchemy.orm import defer, selectinload

from app.org.models import Account
from app.view.fields import FieldInfo, named_through

#: Steps a name may be away from the row that bears it (a party is called by a mediator's person).
_DEEP = 2


def loads(model: Any, columns: Iterable[FieldInfo]) -> list[Any]:
    """Loader options for the rows of a list with these columns; long texts that are not shown stay where they are."""
    listed = list(columns)
    shown = {column.name for column in listed}
    options: list[Any] = [
        defer(attribute.class_attribute)
        for attribute in model.__mapper__.column_attrs
        if attribute.key not in shown and isinstance(attribute.columns[0].type, Text)
    ]
    paths: dict[tuple[str, ...], None] = {}
    for column in listed:
        if column.type == "computed":
            paths |= dict.fromkeys(_paths_of_name(model, _DEEP))
        path = _relations(model, column)
        if path:
            paths[path] = None
            end = _end(model, path)
            if not issubclass(end, Account):
                paths |= dict.fromkeys((*path, *more) for more in _paths_of_name(end, _DEEP))
    return options + [_option(model, path) for path in paths]


def naming_loads(model: Any) -> list[Any]:
    """Loader options for rows of which only the name is shown."""
    return [_option(model, path) for path in _paths_of_name(model, _DEEP)]


@cache
def _paths_of_name(model: Any, deep: int) -> tuple[tuple[str, ...], ...]:
    found: list[tuple[str, ...]] = []
    for step in named_through(model) if deep else ():
        target = _end(model, (step,))
        if not issubclass(target, Account):
            found += [(step,), *((step, *more) for more in _paths_of_name(target, deep - 1))]
    return tuple(found)


def _relations(model: Any, column: FieldInfo) -> tuple[str, ...]:
    """The relationships a column needs, outermost first."""
    steps = [] if column.custom else (column.name if "." in column.name else column.relation).split(".")
    found = []
    for step in steps:
        relation = model.__mapper__.relationships.get(step)
        if relation is None or issubclass(relation.mapper.class_, Account):
            break
        found.append(step)
        model = relation.mapper.class_
    return tuple(found)


def _end(model: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        model = model.__mapper__.relationships[step].mapper.class_
    return model


def _option(model: Any, path: tuple[str, ...]) -> Any:
    load: Any = None
    for step in path:
        attribute = getattr(model, step)
        load = selectinload(attribute) if load is None else load.selectinload(attribute)
        model = attribute.property.mapper.class_
    return load
