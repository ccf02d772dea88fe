"""Rows as JSON: the values of the screens, typed, with protected ones masked as on the screens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from app.model.base import Record
from app.org.models import Account
from app.view.display import Maker, cell_makers, key_getter, text_of
from app.view.fields import FieldInfo

Value = Callable[[Any], Any]


def rows_as_json(fields: Iterable[FieldInfo], rows: list[Any]) -> list[dict[str, Any]]:
    """The fields of some rows. Amounts and numbers with decimals are text, days and moments ISO 8601."""
    listed = list(fields)
    makers = [_maker(field, cell) for field, cell in zip(listed, cell_makers(listed, rows, plain=True))]
    names = [field.name for field in listed]
    return [{"id": row.id} | {name: make(row) for name, make in zip(names, makers)} for row in rows]


def row_as_json(fields: Iterable[FieldInfo], row: Any) -> dict[str, Any]:
    """The fields of one row."""
    return rows_as_json(fields, [row])[0]


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%S}+08:00"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        return text_of(value) if "kind" in value else value.get("exact") or value.get("text")
    if isinstance(value, (list, tuple, set)):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


def _maker(field: FieldInfo, cell: Maker) -> Value:
    get = field.getter
    if field.type == "sealed" or field.mask:
        return lambda row: text_of(cell(row)) or None
    if field.type == "relation":
        return _relation(field, cell)
    if field.type == "json":
        return get
    return lambda row: plain(get(row))


def _relation(field: FieldInfo, cell: Maker) -> Value:
    """A related row by its key and what it is called; one outside the reader's area is as if it were not there."""
    get = field.getter
    if field.many:
        return lambda row: [
            {"id": item.id, "text": text} for item, text in zip(get(row), cell(row).get("value") or ())
        ]
    named = field.model is not None and (field.anywhere or issubclass(field.model, Account))
    by_key = named or not field.relation
    kept = key_getter(field)

    def key(row: Any) -> Any:
        if by_key:
            return kept(row)
        item = get(row)
        return item.id if isinstance(item, Record) else None

    def make(row: Any) -> Any:
        number, text = key(row), text_of(cell(row))
        return {"id": number, "text": text} if number is not None and text else None

    return make
