"""Fresh databases on both engines.

A test that asks for `engine_name`, or for anything built on it, runs once on SQLite and once on PostgreSQL.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from app.lifecycle.machine.postgres import temporary_cluster

ENGINES = ("sqlite", "postgresql")

_numbers = count(1)


class DatabaseUrls(NamedTuple):
    """Where a database is, for the application and for migrations (one and the same on SQLite)."""

    url: str
    admin_url: str


class PostgresServer(NamedTuple):
    """SQLAlchemy URLs of a cluster's first database, by role."""

    url: str
    admin_url: str

    def urls_of(self, database: str) -> DatabaseUrls:
        """Return the URLs of `database` in this cluster."""
        return DatabaseUrls(
            *(make_url(url).set(database=database).render_as_string(hide_password=False) for url in self)
        )

    def execute(self, statement: str, database: str) -> None:
        """Run one statement with a `{}` for the name of `database`, as the owner, outside any transaction."""
        url = make_url(self.admin_url).set(drivername="postgresql").render_as_string(hide_password=False)
        with closing(psycopg.connect(url, autocommit=True)) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(database)))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The cluster `run.py test` started, or one of our own when pytest was called directly."""
    admin_url = os.environ.get("TEST_POSTGRES_ADMIN_URL")
    if admin_url:
        yield PostgresServer(os.environ["TEST_POSTGRES_URL"], admin_url)
        return
    with temporary_cluster() as cluster:
        yield PostgresServer(cluster.url, cluster.admin_url)


@pytest.fixture(scope="session", params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """`sqlite`, then `postgresql`."""
    return str(request.param)


@pytest.fixture(scope="session")
def new_database(
    engine_name: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., DatabaseUrls]]:
    """A function `new_database(like=None)` that makes a database and returns its URLs.

    It is empty, or a copy of the database `like` (nobody may be connected to that one meanwhile). All are
    dropped after the last test of the run on this engine.
    """
    if engine_name == "sqlite":
        folder = tmp_path_factory.mktemp("databases")
        yield lambda like=None: _new_sqlite(folder, like)
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    made: list[str] = []

    def new_postgres(like: DatabaseUrls | None = None) -> DatabaseUrls:
        made.append(f"test_{os.getpid()}_{next(_numbers)}")
        template = make_url(like.url).database if like else "template0"
        server.execute(f'CREATE DATABASE {{}} TEMPLATE "{template}"', made[-1])
        return server.urls_of(made[-1])

    yield new_postgres
    for name in made:
        server.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


@pytest.fixture(scope="session")
def renew_database(
    engine_name: str, request: pytest.FixtureRequest
) -> Callable[[DatabaseUrls, DatabaseUrls], None]:
    """A function `renew_database(urls, like)` that lays a database anew as a copy; nobody may be connected to it."""
    if engine_name == "sqlite":
        return lambda urls, like: _copy_sqlite(_path_of(like), _path_of(urls))
    server: PostgresServer = request.getfixturevalue("postgres_server")

    def renew(urls: DatabaseUrls, like: DatabaseUrls) -> None:
        name = make_url(urls.url).database or ""
        server.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        server.execute(f'CREATE DATABASE {{}} TEMPLATE "{make_url(like.url).database}"', name)

    return renew


@pytest.fixture
def database_urls(new_database: Callable[..., DatabaseUrls]) -> DatabaseUrls:
    """An empty database of this test's own: (DATABASE_URL, DATABASE_ADMIN_URL)."""
    return new_database()


def _new_sqlite(folder: Path, like: DatabaseUrls | None) -> DatabaseUrls:
    path = folder / f"test_{next(_numbers)}.sqlite"
    if like:
        _copy_sqlite(_path_of(like), path)
    url = f"sqlite:///{path}"
    return DatabaseUrls(url, url)


def _path_of(urls: DatabaseUrls) -> Path:
    return Path(make_url(urls.url).database or "")


def _copy_sqlite(source: Path, path: Path) -> None:
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for leftover in ("-wal", "-shm"):
        Path(f"{path}{leftover}").unlink(missing_ok=True)
    shutil.copyfile(source, path)
