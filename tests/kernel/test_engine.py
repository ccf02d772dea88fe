"""Statements that travel with the next one, and connections the server has closed."""

from __future__ import annotations

import os

import psycopg
import pytest
from sqlalchemy import JSON, Column, Engine, Integer, MetaData, Table, create_engine, insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from app.model.engine import engine_options, prepare
from app.model.trips import Travelling, send_with_next
from tests.house.databases import DatabaseUrls

_ADD = text("insert into line (key) values (:key)")
_MOVE = text("update line set key = :to where key = :of")
_KEYS = text("select key from line order by key")


@pytest.fixture
def engine(database_urls: DatabaseUrls):
    """A prepared engine with one empty table of keys."""
    made = create_engine(database_urls.admin_url, **engine_options(database_urls.admin_url))
    prepare(made)
    with made.begin() as connection:
        connection.execute(text("create table line (key integer primary key)"))
    yield made
    made.dispose()


def keys(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        return list(connection.scalars(_KEYS))


def test_what_waits_is_done_before_the_next_statement(engine):
    with engine.begin() as connection:
        for key in (1, 2):
            send_with_next(connection, _ADD, {"key": key})
        assert list(connection.scalars(_KEYS)) == [1, 2]
        send_with_next(connection, _MOVE, {"of": 2, "to": 3})
        connection.execute(_ADD, [{"key": 2}, {"key": 4}])
        send_with_next(connection, _ADD, {"key": 5})
        assert connection.exec_driver_sql("select count(*) from line").scalar() == 5
    assert keys(engine) == [1, 2, 3, 4, 5]


def test_rows_of_one_insert_keep_their_order_and_their_types(engine):
    told = Table("told", MetaData(), Column("key", Integer, primary_key=True), Column("facts", JSON))
    told.create(engine)
    add = insert(told)
    with engine.begin() as connection:
        send_with_next(connection, add, {"facts": {"of": "一"}}, {"facts": ["二", None]})
        send_with_next(connection, add, {"facts": {"of": "三"}})
        send_with_next(connection, add, {"key": 9, "facts": None})
        send_with_next(connection, _ADD, {"key": 1})
        assert [tuple(row) for row in connection.execute(select(told).order_by(told.c.key))] == [
            (1, {"of": "一"}),
            (2, ["二", None]),
            (3, {"of": "三"}),
            (9, None),
        ]
    assert keys(engine) == [1]


def test_what_waits_is_seen_by_a_cursor_the_server_keeps(engine):
    with engine.begin() as connection:
        send_with_next(connection, _ADD, {"key": 1})
        found = connection.execution_options(stream_results=True).scalars(_KEYS)
        assert list(found) == [1]


@pytest.mark.parametrize("many", [False, True])
def test_what_the_database_refuses_is_raised_as_ever(engine, many):
    with engine.connect() as connection:
        connection.execute(_ADD, {"key": 1})
        connection.commit()
        with pytest.raises(IntegrityError):  # SQLite says it at once, PostgreSQL with the next statement
            send_with_next(connection, _ADD, {"key": 2})
            connection.execute(_ADD, [{"key": 1}, {"key": 3}] if many else {"key": 1})
        connection.rollback()
        with pytest.raises(IntegrityError):
            send_with_next(connection, _ADD, {"key": 1})
            connection.execute(_ADD, {"key": 2})
        connection.rollback()
        assert list(connection.scalars(_KEYS)) == [1]


def test_a_savepoint_undoes_what_was_sent_within_it(engine):
    with engine.begin() as connection:
        send_with_next(connection, _ADD, {"key": 1})  # goes with the savepoint, before it
        inner = connection.begin_nested()
        send_with_next(connection, _ADD, {"key": 2})
        with pytest.raises(IntegrityError):
            connection.execute(_ADD, {"key": 1})
        inner.rollback()
        connection.execute(_ADD, {"key": 3})
    assert keys(engine) == [1, 3]


def test_after_an_error_what_waits_lets_the_end_pass(engine):
    with engine.begin() as connection:
        inner = connection.begin_nested()
        with pytest.raises(IntegrityError):
            connection.execute(_ADD, [{"key": 1}, {"key": 1}])
        if engine.dialect.name == "postgresql":
            send_with_next(connection, _ADD, {"key": 2})
        inner.rollback()
        if engine.dialect.name == "sqlite":
            send_with_next(connection, _ADD, {"key": 2})
        connection.execute(_ADD, {"key": 3})
    assert keys(engine) == [2, 3]


def test_what_waits_does_not_outlive_its_transaction(engine):
    with engine.connect() as connection:
        connection.begin()
        send_with_next(connection, _ADD, {"key": 1})
        connection.rollback()
        assert list(connection.scalars(_KEYS)) == []
    assert keys(engine) == []


def test_a_commit_leaves_nothing_waiting(engine):
    with engine.begin() as connection:
        send_with_next(connection, _ADD, {"key": 1})
    assert keys(engine) == [1]


def test_an_engine_that_was_not_prepared_waits_with_nothing(database_urls, engine):
    plain = create_engine(database_urls.admin_url)
    with plain.begin() as connection:
        send_with_next(connection, _ADD, {"key": 1})
    plain.dispose()
    assert keys(engine) == [1]


def test_a_statement_is_prepared_anew_after_a_refusal_in_its_trip(engine):
    with engine.begin() as connection:
        for key in range(12):  # the driver prepares what it has seen five times
            send_with_next(connection, _ADD, {"key": key})
            assert connection.scalar(text("select max(key) from line")) == key
            inner = connection.begin_nested()
            with pytest.raises(IntegrityError):
                send_with_next(connection, _ADD, {"key": key})
                connection.execute(_MOVE, {"of": key, "to": 99})
            inner.rollback()
    assert keys(engine) == list(range(12))


def test_a_long_trip_is_written_and_read_to_its_end(engine):
    long = "枫" * 2_000_000
    length = text("select length(:long)")
    with engine.begin() as connection:
        for _ in range(3):
            send_with_next(connection, length, {"long": long})
        assert connection.scalar(text("select cast(:long as text)"), {"long": long}) == long
        send_with_next(connection, _ADD, {"key": 1})
    assert keys(engine) == [1]


def test_a_server_that_goes_away_under_way_ends_the_connection(engine):
    if engine.dialect.name == "sqlite":
        assert keys(engine) == []  # a file does not go away
        return
    with engine.connect() as connection:
        with pytest.raises(OperationalError) as told:
            send_with_next(connection, _ADD, {"key": 1})
            connection.execute(text("select pg_terminate_backend(pg_backend_pid()), :key"), {"key": 1})
        assert told.value.connection_invalidated
    assert keys(engine) == []


def test_a_commit_the_server_does_not_confirm_is_an_error(engine, monkeypatch):
    if engine.dialect.name == "sqlite":
        assert keys(engine) == []  # nothing travels there
        return
    with engine.connect() as connection:
        connection.execute(_ADD, {"key": 1})
        send_with_next(connection, _ADD, {"key": 2})
        monkeypatch.setattr(Travelling, "travel", lambda _self, *_last: [])
        with pytest.raises(OperationalError) as told:
            connection.commit()
        assert told.value.connection_invalidated
    monkeypatch.undo()
    assert keys(engine) == []


def test_a_forked_process_opens_its_own_connections(engine):
    with engine.connect() as one, engine.connect() as two:
        inherited = {id(each.connection.driver_connection) for each in (one, two)}
        kept = [each.connection.driver_connection for each in (one, two)]
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with engine.connect() as one, engine.connect() as two:
                own = {id(each.connection.driver_connection) for each in (one, two)}
                right = not own & inherited and one.scalar(text("select 1")) == 1
            os.write(writing, b"own" if right else b"inherited")
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    assert os.read(reading, 20) == b"own"
    os.close(reading)
    with engine.connect() as one:  # what the parent had open still answers
        assert id(one.connection.driver_connection) in inherited and one.scalar(text("select 1")) == 1
    assert len(kept) == 2


def test_a_connection_the_server_closed_is_opened_anew(engine, database_urls):
    if engine.dialect.name == "sqlite":
        assert keys(engine) == []  # a file does not go away
        return
    with engine.connect() as one, engine.connect() as two:
        pids = [each.scalar(text("select pg_backend_pid()")) for each in (one, two)]
    url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as other:
        for pid in pids:
            other.execute("select pg_terminate_backend(%s, 5000)", (pid,))
    for _ in range(2):
        assert keys(engine) == []
