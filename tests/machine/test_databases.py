"""The databases tests stand on."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, inspect, make_url, text
from sqlalchemy.exc import OperationalError, ProgrammingError


def test_database_is_empty_and_the_owner_can_make_tables(engine_name, database_urls):
    assert make_url(database_urls.url).get_backend_name() == engine_name
    engine = create_engine(database_urls.admin_url)
    assert inspect(engine).get_table_names() == []
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE word (text VARCHAR(20))"))
        connection.execute(text("INSERT INTO word VALUES ('枫桥𠮷')"))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT text FROM word")) == "枫桥𠮷"
    engine.dispose()


def test_copy_of_a_database_holds_its_rows(passing_database):
    first = passing_database()
    engine = create_engine(first.admin_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE word (text VARCHAR(20))"))
        connection.execute(text("INSERT INTO word VALUES ('one')"))
    engine.dispose()
    copy = create_engine(passing_database(like=first).admin_url)
    with copy.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM word")) == 1
    copy.dispose()


def test_application_role_has_no_power(postgres_server):
    engine = create_engine(postgres_server.url)
    with engine.connect() as connection:
        powers = connection.execute(
            text(
                "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles "
                "WHERE rolname = current_user"
            )
        ).one()
        assert not any(powers)
        with pytest.raises(ProgrammingError, match="permission denied"):
            connection.execute(text("CREATE TABLE mine (n INTEGER)"))
    engine.dispose()


def test_text_is_compared_byte_by_byte_and_knows_chinese_letters(postgres_server):
    engine = create_engine(postgres_server.url)
    with engine.connect() as connection:
        assert connection.scalar(text("SHOW server_encoding")) == "UTF8"
        assert connection.scalar(text("SELECT 'Z' < 'a'")) is True
        assert connection.scalar(text("SELECT '枫' ~ '[[:alpha:]]'")) is True
    engine.dispose()


def test_a_database_is_laid_anew_and_dropped(databases):
    first, second = databases.new(), databases.new()
    for number, urls in enumerate((first, second)):
        engine = create_engine(urls.admin_url)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE word (n INTEGER)"))
            connection.execute(text(f"INSERT INTO word VALUES ({number})"))
        engine.dispose()
    databases.renew(second, first)
    engine = create_engine(second.admin_url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT n FROM word")) == 0
    engine.dispose()
    assert _tables(first) == ["word"]
    for urls in (first, second, first):
        databases.drop(urls)
        assert _tables(urls) == []


def _tables(urls):
    """The tables of a database; none where there is no database."""
    engine = create_engine(urls.admin_url)
    try:
        return inspect(engine).get_table_names()
    except OperationalError:
        return []
    finally:
        engine.dispose()
