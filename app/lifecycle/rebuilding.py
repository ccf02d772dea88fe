"""Rebuilding a table on SQLite, which Alembic does where SQLite cannot change it in place.

Rows are copied into a new table of the right shape. What Alembic does not carry over is carried over here, once for
all revisions: computed columns are not copied but computed again, an index keeps the order of its columns, and
triggers come back.
"""

from __future__ import annotations

from typing import Any

from alembic.ddl.sqlite import SQLiteImpl
from alembic.operations.batch import ApplyBatchImpl
from sqlalchemy import Index, Table

_INDEXES = "select name, sql from sqlite_master where type = 'index' and tbl_name = ? and sql is not null"
_TRIGGERS = "select sql from sqlite_master where type = 'trigger' and tbl_name = ?"


class RebuildingSQLite(SQLiteImpl):
    """Alembic's SQLite; it takes the last one declared for an engine, so importing this file is enough."""

    __dialect__ = "sqlite"

    def prep_table_for_batch(self, batch_impl: ApplyBatchImpl, table: Table) -> None:
        """Note what hangs on the old table, and copy no column that the new one computes for itself."""
        assert self.connection is not None
        indexes = self.connection.exec_driver_sql(_INDEXES, (table.name,)).all()
        self._kept = {name: sql for name, sql in indexes if name in batch_impl.indexes}
        self._triggers = self.connection.exec_driver_sql(_TRIGGERS, (table.name,)).scalars().all()
        for column in table.columns:
            if column.computed is not None:
                batch_impl.column_transfers[column.name].pop("expr", None)

    def rename_table(self, old_table_name: str, new_table_name: Any, schema: Any = None) -> None:
        """Give the new table the old name, and its triggers."""
        super().rename_table(old_table_name, new_table_name, schema)
        for trigger in self.__dict__.pop("_triggers", ()):
            self._as_written(trigger)

    def create_index(self, index: Index, **kw: Any) -> None:
        """Make an index that was there before as it was written then."""
        kept = self.__dict__.get("_kept", {}).pop(index.name, None)
        if kept is None:
            super().create_index(index, **kw)
        else:
            self._as_written(kept)

    def _as_written(self, statement: str) -> None:
        """Run a statement in which a colon is a colon."""
        assert self.connection is not None
        self.connection.exec_driver_sql(statement)
