"""Columns of any table led to another value in one statement: a place that has a new code, two records made one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Update, update

from app.model.base import Record

#: Columns a bulk statement would fill as if somebody had edited the row.
_STAMPS = ("changed_at", "changed_by_id")


def stored_models() -> list[Any]:
    """Every model of the house, kernel and modules, by model id."""
    found = {mapper.class_ for mapper in Record.registry.mappers if hasattr(mapper.class_, "model_id")}
    return sorted(found, key=lambda model: str(model.model_id()))


def carried(model: Any, column: Column[Any], value: Any) -> Update:
    """An update of one column, without its condition.

    Who changed a row last, and when, stays as it was; open forms of the row meet a conflict.

    Args:
        model: the class of the rows.
        column: of its table.
        value: a value or an expression.
    """
    table = model.__table__
    values: dict[str, Any] = {column.key: value} | {name: table.c[name] for name in _STAMPS if name in table.c}
    if "row_version" in table.c:
        values["row_version"] = table.c.row_version + 1
    return update(table).values(values)
