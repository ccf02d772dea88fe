"""Rows for tests, made from the tables themselves: `plant(session, Model, code)` fills what a row must have.

Used by the scope matrix and by the generic module tests, so that a new model needs no factory of its own.
"""

from __future__ import annotations

import itertools
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Date, DateTime, Integer, LargeBinary, Numeric, String, inspect
from sqlalchemy import types as sqltypes
from sqlalchemy.orm import Session

from app.model.base import Record, Scoped

#: Columns that may be empty by themselves, but of which a CHECK of the table wants one.
NEEDED = {"cases.case_party": ("person_id",)}

_serial = itertools.count(1)


def plant(session: Session, model: type[Record], code: str, **given: Any) -> Any:
    """Add one valid row of a model in a division, with the rows its required foreign keys need, and flush it.

    Args:
        session: a system session.
        model: the class.
        code: division code of the row and of every row made for it.
        given: attribute values that matter to the test.
    """
    mapper = inspect(model)
    values: dict[str, Any] = dict(given)
    for column in mapper.columns:
        attribute = mapper.get_property_by_column(column).key
        if attribute in values or column.computed is not None or column.autoincrement is True:
            continue
        if attribute == "division_code":
            values[attribute] = code
        elif _fills_itself(column) and attribute not in NEEDED.get(model.model_id(), ()):
            continue
        elif column.foreign_keys:
            values[attribute] = _target_key(session, mapper, column, code)
        elif isinstance(choices := getattr(model, "CHOICES", {}).get(attribute), dict):
            values[attribute] = next(iter(choices))
        else:
            values[attribute] = _value(column, code)
    row = model(**values)
    session.add(row)
    session.flush()
    return row


def _fills_itself(column: Any) -> bool:
    """Whether a new row needs nothing here."""
    if column.primary_key:
        return not column.foreign_keys
    return bool(column.nullable or column.default is not None or column.server_default is not None)


def _target_key(session: Session, mapper: Any, column: Any, code: str) -> Any:
    """The key of a fresh row of the table a foreign key points at."""
    table = next(iter(column.foreign_keys)).column.table
    target = next(
        m.class_
        for m in mapper.registry.mappers
        if m.local_table is table and issubclass(m.class_, Record | Scoped)
    )
    return plant(session, target, code).id


def _value(column: Any, code: str) -> Any:
    serial = next(_serial)
    kind = column.type
    if isinstance(kind, sqltypes.JSON):
        return {}
    if isinstance(kind, Boolean):
        return False
    if isinstance(kind, Integer):
        return serial
    if isinstance(kind, Numeric):
        return Decimal(1)
    if isinstance(kind, DateTime):
        return datetime(2026, 11, 20, 9, 0)
    if isinstance(kind, Date):
        return date(2026, 11, 20)
    if isinstance(kind, LargeBinary):
        return b"x"
    if isinstance(kind, String):
        text = f"p{serial}-{code}"
        return text[: kind.length] if kind.length else text
    raise TypeError(f"no test value for {column}")
