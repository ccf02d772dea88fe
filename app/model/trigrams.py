"""Indexes of trigrams, for finding three characters and more anywhere in a text.

A model says which of its columns are looked through (`searched = ("title", "summary")`). PostgreSQL gets one GIN index
of pg_trgm, which serves the LIKE of `app/view/search.py` as it is; SQLite gets one FTS5 table that follows the rows by
triggers and is asked by `found_in_trigrams`. Neither is part of a revision: both are made from the models whenever
modules are installed, like the row-level security.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, column, inspect, literal_column, select, table, text

from app.model.base import Record

#: Shorter words have no trigram; they are looked for among the rows of the scope.
SHORTEST = 3

#: What the FTS5 table of a table is called.
_SUFFIX = "_search"


def build_trigrams(connection: Connection) -> None:
    """Make, renew or take away the indexes of all models that have been imported. Runs as the owner, in the locked job.

    Args:
        connection: the owner's, in a transaction.
    """
    tables = set(inspect(connection).get_table_names())
    models = [mapper.class_ for mapper in Record.registry.mappers if getattr(mapper.class_, "searched", ())]
    wanted = {model.__table__.name: model.searched for model in models if model.__table__.name in tables}
    if connection.dialect.name == "sqlite":
        _build_fts(connection, wanted)
    elif _has_pg_trgm(connection):
        _build_gin(connection, wanted)


def found_in_trigrams(model: type[Any], columns: tuple[str, ...], words: tuple[str, ...]) -> ColumnElement[bool]:
    """SQLite: one of the columns holds one of the words, as the FTS5 table knows it.

    Args:
        model: the class of the rows, with `searched`.
        columns: some of its `searched`.
        words: of three characters or more.
    """
    name = f"{model.__table__.name}{_SUFFIX}"
    quoted = " OR ".join('"' + word.replace('"', '""') + '"' for word in words)
    asked = literal_column(name).op("MATCH")(f"{{{' '.join(columns)}}} : ({quoted})")
    return model.id.in_(select(column("rowid")).select_from(table(name)).where(asked))  # type: ignore[no-any-return]


def _has_pg_trgm(connection: Connection) -> bool:
    """Whether pg_trgm is there; the owner of a database may put it there, a mere user may not (see `flask doctor`)."""
    if connection.scalar(text("select 1 from pg_extension where extname = 'pg_trgm'")):
        return True
    allowed = text(
        "select has_database_privilege(current_database(), 'CREATE') and trusted"
        " from pg_available_extension_versions where name = 'pg_trgm' order by version desc limit 1"
    )
    if not connection.scalar(allowed):
        return False
    connection.execute(text("create extension pg_trgm"))
    return True


def _build_gin(connection: Connection, wanted: dict[str, tuple[str, ...]]) -> None:
    """One index a table; one whose columns have changed is made anew."""
    quote = connection.dialect.identifier_preparer.quote
    for name, columns in wanted.items():
        index = f"ix_{name}{_SUFFIX}"
        there = connection.execute(
            text("select attname from pg_attribute where attrelid = to_regclass(:index) order by attnum"),
            {"index": index},
        ).scalars()
        if tuple(there) == columns:
            continue
        listed = ", ".join(f"{quote(column)} gin_trgm_ops" for column in columns)
        connection.execute(text(f"drop index if exists {quote(index)}"))
        connection.execute(text(f"create index {quote(index)} on {quote(name)} using gin ({listed})"))


def _build_fts(connection: Connection, wanted: dict[str, tuple[str, ...]]) -> None:
    """One FTS5 table a table, with its triggers; a table rebuilt by a revision has lost them."""
    made = "select name from sqlite_master where sql like 'CREATE VIRTUAL TABLE%'"
    for name in connection.exec_driver_sql(made).scalars().all():
        if name.endswith(_SUFFIX) and not _said(connection, name.removesuffix(_SUFFIX)):
            connection.exec_driver_sql(f"drop table {name}")  # its module has been uninstalled
    for name, columns in wanted.items():
        fts, statements = f"{name}{_SUFFIX}", _fts_statements(name, columns)
        if all(_said(connection, called) == said for called, said in statements.items()):
            continue
        for called in list(statements)[1:]:
            connection.exec_driver_sql(f"drop trigger if exists {called}")
        connection.exec_driver_sql(f"drop table if exists {fts}")
        for said in statements.values():
            connection.exec_driver_sql(said)
        connection.exec_driver_sql(f"insert into {fts}({fts}) values('rebuild')")


def _said(connection: Connection, name: str) -> str:
    """The statement that made something, as SQLite keeps it."""
    query = "select sql from sqlite_master where name = ?"
    return connection.exec_driver_sql(query, (name,)).scalar() or ""


def _fts_statements(name: str, columns: tuple[str, ...]) -> dict[str, str]:
    """By the name of what it makes: the table first, then its three triggers."""
    fts, listed = f"{name}{_SUFFIX}", ", ".join(columns)
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    add = f"insert into {fts}(rowid, {listed}) values (new.id, {new});"
    take = f"insert into {fts}({fts}, rowid, {listed}) values ('delete', old.id, {old});"
    given = f"{listed}, content='{name}', content_rowid='id', tokenize='trigram'"
    return {
        fts: f"CREATE VIRTUAL TABLE {fts} using fts5({given})",
        f"{fts}_added": f"CREATE TRIGGER {fts}_added after insert on {name} begin {add} end",
        f"{fts}_taken": f"CREATE TRIGGER {fts}_taken after delete on {name} begin {take} end",
        f"{fts}_changed": (
            f"CREATE TRIGGER {fts}_changed after update of {listed} on {name} begin {take} {add} end"
        ),
    }
