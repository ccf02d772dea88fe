"""Tables that may only grow: database triggers refuse to change or delete their rows.

A model says so with `append_only = True`; `make_append_only` is called by the installing process after the migrations.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, text

#: Statements by dialect that make a table append-only; `{table}` is its name.
APPEND_ONLY_SQL: dict[str, tuple[str, ...]] = {
    "sqlite": (
        "create trigger {table}_no_update before update on {table} begin select raise(abort, 'append-only'); end",
        "create trigger {table}_no_delete before delete on {table} begin select raise(abort, 'append-only'); end",
    ),
    "postgresql": (
        "create or replace function refuse_change() returns trigger language plpgsql as"
        " $$ begin raise exception 'append-only'; end $$",
        "create trigger {table}_append_only before update or delete on {table}"
        " for each row execute function refuse_change()",
        "create trigger {table}_no_truncate before truncate on {table}"
        " for each statement execute function refuse_change()",
    ),
}


def append_only_tables(registry: Any) -> tuple[str, ...]:
    """Names of the tables whose models say `append_only`."""
    return tuple(
        sorted(m.local_table.name for m in registry.mappers if getattr(m.class_, "append_only", False))
    )


def make_append_only(connection: Connection, table: str) -> None:
    """Put the triggers on one table."""
    for statement in APPEND_ONLY_SQL[connection.dialect.name]:
        connection.execute(text(statement.format(table=table)))


def harden(connection: Connection, role: str, tables: tuple[str, ...]) -> None:
    """Take from the application role even the right to try (PostgreSQL). Runs as the owner, after `build_walls`."""
    if connection.dialect.name != "postgresql":
        return
    quote = connection.dialect.identifier_preparer.quote
    for table in tables:
        connection.execute(text(f"revoke update, delete, truncate on {quote(table)} from {quote(role)}"))
