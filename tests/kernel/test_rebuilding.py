"""A table rebuilt on SQLite keeps its rows, its computed columns, its indexes and its triggers."""

from __future__ import annotations

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import StaticPool, create_engine
from sqlalchemy.exc import IntegrityError

from app.lifecycle import migrate

SCHEMA = (
    "create table brook (id integer primary key, place varchar(12) not null, depth integer, gone text,"
    " county varchar(6) not null generated always as (substr(place, 1, 6)) stored)",
    "create index ix_brook_deepest on brook (county, depth desc)",
    "create index ix_brook_gone on brook (gone)",
    "create trigger brook_no_delete before delete on brook begin select raise(abort, 'a brook stays: :always'); end",
    "insert into brook (place, depth, gone) values ('620102001', 3, 'x'), ('620103002', 5, 'y')",
)
WHAT_HANGS_ON_IT = "select name, sql from sqlite_master where tbl_name = 'brook' and name != 'brook'"


def test_it_keeps_what_hung_on_the_old_one():
    assert migrate  # it is what brings the rebuilding with it
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.begin() as connection:
        for statement in SCHEMA:
            connection.exec_driver_sql(statement)
        before = set(connection.exec_driver_sql(WHAT_HANGS_ON_IT).all())
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("brook") as brook:
            brook.drop_index("ix_brook_gone")
            brook.drop_column("gone")
            brook.create_index("ix_brook_depth", ["depth"])
        after = set(connection.exec_driver_sql(WHAT_HANGS_ON_IT).all())
        rows = connection.exec_driver_sql("select * from brook order by id").all()
    assert {name for name, _sql in before - after} == {"ix_brook_gone"}
    assert {name for name, _sql in after - before} == {"ix_brook_depth"}
    assert [tuple(row) for row in rows] == [(1, "620102001", 3, "620102"), (2, "620103002", 5, "620103")]
    with engine.begin() as connection, pytest.raises(IntegrityError, match="a brook stays: :always"):
        connection.exec_driver_sql("delete from brook")
