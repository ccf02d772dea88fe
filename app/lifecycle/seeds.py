"""Bringing in a module's reference rows, again and again, without treading on what people changed.

Each seeded row leaves a digest of its values. When the row still has that digest nobody touched it and it follows the
file; when it does not, or was deleted, or was made by people under the same key, it is left alone and listed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.lifecycle import rows
from app.lifecycle.models import SysSeed
from app.model.base import Record


@dataclass
class Report:
    """What seeding did.

    Attributes:
        added: rows made.
        updated: untouched rows that now follow the file.
        kept: rows people touched, as `table key`.
    """

    added: int = 0
    updated: int = 0
    kept: list[str] = field(default_factory=list)


def seed_folder(session: Session, folder: Path) -> Report:
    """Bring in every CSV file of a folder, in the order of their names. The caller commits."""
    report = Report()
    for path in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        seed_file(session, path, report)
    return report


def seed_file(session: Session, path: Path, report: Report) -> None:
    """Bring in one file and add to the report.

    Raises:
        RowError: a row cannot be read.
    """
    model = rows.model_of_table(path.stem)
    known = {seed.key: seed for seed in session.scalars(select(SysSeed).where(SysSeed.table == path.stem))}
    for key, values in rows.read(session, path):
        name = json.dumps(list(key.values()), ensure_ascii=False, default=str)
        _lay(session, model, key, values, name, known.get(name), report)
    session.flush()


def forget(session: Session, tables: list[str]) -> None:
    """Forget the digests of tables that are about to go."""
    session.execute(delete(SysSeed).where(SysSeed.table.in_(tables)))


def untouched(session: Session, model: type[Record]) -> int:
    """How many rows of a model are seeds nobody touched: those do not stand in the way of an uninstall."""
    table = str(model.__tablename__)
    seeds = session.scalars(select(SysSeed).where(SysSeed.table == table))
    return len(seeds.all())


def _lay(
    session: Session,
    model: type[Record],
    key: dict[str, Any],
    values: dict[str, Any],
    name: str,
    seed: SysSeed | None,
    report: Report,
) -> None:
    row = rows.find(session, model, key)
    wanted = digest(values)
    if row is None and seed is None:
        session.add(model(**values))
        session.add(SysSeed(table=model.__tablename__, key=name, digest=wanted))
        report.added += 1
    elif row is None or seed is None:
        report.kept.append(f"{model.__tablename__} {name}")
    elif seed.digest == wanted:
        if digest({column: getattr(row, column) for column in values}) != wanted:
            report.kept.append(f"{model.__tablename__} {name}")
    elif digest({column: getattr(row, column) for column in values}) == seed.digest:
        for column, value in values.items():
            setattr(row, column, value)
        seed.digest = wanted
        report.updated += 1
    else:
        report.kept.append(f"{model.__tablename__} {name}")


def digest(values: dict[str, Any]) -> str:
    """A short name for a set of values, the same whatever their order."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> str:
    """Amounts without the zeros a database adds, everything else as it prints."""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
