"""Indexes with a descending column, which Alembic cannot compare on SQLite: compared here, by their names.

Without this they would be left out of every revision, and lists on PostgreSQL would sort a million rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from alembic.operations.ops import CreateIndexOp, DropIndexOp
from sqlalchemy import Column, Connection, Index

from app.model.base import metadata


@dataclass(frozen=True)
class OrderedIndexes:
    """Those of one module.

    Attributes:
        wanted: what the models say, by name.
        there: the tables of those in the database, by name.
    """

    wanted: dict[str, Index]
    there: dict[str, str]

    @classmethod
    def of(cls, connection: Connection, ours: Callable[[str], bool]) -> OrderedIndexes:
        """Find them; on PostgreSQL there are none, because Alembic compares them itself."""
        if connection.dialect.name != "sqlite":
            return cls({}, {})
        query = "select name, tbl_name from sqlite_master where type = 'index' and sql like '% desc%'"
        there = {name: table for name, table in connection.exec_driver_sql(query) if ours(table)}
        wanted = {
            str(index.name): index
            for table in metadata.tables.values()
            if ours(table.name)
            for index in table.indexes
            if any(not isinstance(part, Column) for part in index.expressions)
        }
        return cls(wanted, there)

    @property
    def names(self) -> frozenset[str]:
        """Names Alembic shall not look at."""
        return frozenset({*self.wanted, *self.there})

    def complete(self, found: Any) -> None:
        """Add what differs to Alembic's findings."""
        for name in sorted(self.wanted.keys() - self.there.keys()):
            found.upgrade_ops.ops.append(CreateIndexOp.from_index(self.wanted[name]))
            found.downgrade_ops.ops.insert(0, DropIndexOp.from_index(self.wanted[name]))
        for name in sorted(self.there.keys() - self.wanted.keys()):
            found.upgrade_ops.ops.insert(0, DropIndexOp(name, self.there[name]))
