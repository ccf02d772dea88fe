"""CSV files of rows, as seeds and demos use them: read as text, turned into values of a model's columns.

The file is named after its table (`experts_field.csv`). A heading ends in `*` when the column belongs to the key that
finds the row again; `committee_id:mediators_committee.name` means "the key of the committee of that name".
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Date, DateTime, Integer, Numeric, Table, inspect, select
from sqlalchemy.orm import Session

from app.model.base import Record


class RowError(ValueError):
    """A row that cannot be read; the message names file, line and column."""


@dataclass(frozen=True)
class Heading:
    """One column of a file: the attribute, whether it is part of the key, and where its value is looked up."""

    name: str
    key: bool
    target: str = ""

    @classmethod
    def of(cls, text: str) -> Heading:
        """Read `name`, `name*` or `name:table.column`."""
        bare, _, target = text.strip().partition(":")
        return cls(bare.rstrip("*"), text.rstrip().endswith("*"), target.rstrip("*"))


def model_of_table(table: str) -> type[Record]:
    """The mapped class of a table.

    Raises:
        RowError: there is none.
    """
    for mapper in Record.registry.mappers:
        if mapper.local_table is not None and mapper.local_table.name == table:
            return mapper.class_
    raise RowError(f"there is no table {table}")


def read(session: Session, path: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield the rows of a file, each as (key, all values).

    Raises:
        RowError: an unknown table or column, a value of the wrong kind, or a reference to nothing.
    """
    model = model_of_table(path.stem)
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        headings = [Heading.of(text) for text in next(lines)]
        for line in lines:
            values = {}
            for heading, text in zip(headings, line, strict=True):
                try:
                    values[heading.name] = _value(session, model, heading, text.strip())
                except (ValueError, KeyError, ArithmeticError) as error:
                    raise RowError(f"{path.name}:{lines.line_num}: {heading.name}: {error}") from error
            yield {heading.name: values[heading.name] for heading in headings if heading.key}, values


def find(session: Session, model: type[Record], key: dict[str, Any]) -> Any:
    """The row of that key, or None."""
    return session.scalars(select(model).filter_by(**key)).one_or_none()


def _value(session: Session, model: type[Record], heading: Heading, text: str) -> Any:
    if heading.target:
        return _looked_up(session, heading.target, text) if text else None
    attribute = inspect(model).all_orm_descriptors[heading.name]
    column = getattr(attribute, "columns", getattr(attribute, "property", None))
    columns = getattr(column, "columns", ())
    if not columns:
        return text or None  # a sealed or computed attribute takes text
    return _typed(columns[0], text)


def _typed(column: Any, text: str) -> Any:
    kind = column.type
    if not text:
        return None if column.nullable else _empty(kind)
    if isinstance(kind, Boolean):
        return {"1": True, "true": True, "0": False, "false": False}[text.lower()]
    if isinstance(kind, Integer):
        return int(text)
    if isinstance(kind, Numeric):
        return Decimal(text)
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(text)
    if isinstance(kind, Date):
        return date.fromisoformat(text)
    return json.loads(text) if isinstance(kind, JSON) else text


def _empty(kind: Any) -> Any:
    if isinstance(kind, Boolean):
        return False
    return {} if isinstance(kind, JSON) else ""


def _looked_up(session: Session, target: str, text: str) -> int:
    table_name, _, column = target.partition(".")
    table: Table = model_of_table(table_name).__table__  # type: ignore[assignment]
    found = session.execute(select(table.c.id).where(table.c[column] == text)).scalar_one_or_none()
    if found is None:
        raise ValueError(f"no {target} {text!r}")
    return int(found)
