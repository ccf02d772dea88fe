"""Fresh databases on both engines.

A test that asks for `engine_name`, or for anything built on it, runs once on SQLite and once on PostgreSQL.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from app.lifecycle.machine.postgres import temporary_cluster
from app.lifecycle.machine.scratch import scratch_folder

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


class Databases(Protocol):
    """Makes and drops databases on one engine."""

    def new(self, like: DatabaseUrls | None = None) -> DatabaseUrls:
        """An empty database, or a copy of `like`, to which nobody may be connected meanwhile."""

    def shared(self, name: str, folder: Path, like: DatabaseUrls | None = None) -> DatabaseUrls:
        """The same under a name, or in a folder, that all workers of a run know."""

    def renew(self, urls: DatabaseUrls, like: DatabaseUrls) -> None:
        """Lay a database anew as a copy of `like`; nobody may be connected to either."""

    def drop(self, urls: DatabaseUrls) -> None:
        """Throw a database away, whoever is connected."""


class SqliteDatabases:
    """Files in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def new(self, like: DatabaseUrls | None = None) -> DatabaseUrls:
        """See `Databases`."""
        return self._at(self.folder / f"test_{next(_numbers)}.sqlite", like)

    def shared(self, name: str, folder: Path, like: DatabaseUrls | None = None) -> DatabaseUrls:
        """See `Databases`."""
        return self._at(folder / f"{name}.sqlite", like)

    def _at(self, path: Path, like: DatabaseUrls | None) -> DatabaseUrls:
        urls = DatabaseUrls(f"sqlite:///{path}", f"sqlite:///{path}")
        if like:
            self.renew(urls, like)
        return urls

    def renew(self, urls: DatabaseUrls, like: DatabaseUrls) -> None:
        """See `Databases`."""
        with closing(sqlite3.connect(_path_of(like))) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.drop(urls)
        shutil.copyfile(_path_of(like), _path_of(urls))

    def drop(self, urls: DatabaseUrls) -> None:
        """See `Databases`."""
        for suffix in ("", "-wal", "-shm"):
            Path(f"{_path_of(urls)}{suffix}").unlink(missing_ok=True)


class PostgresDatabases:
    """Databases of one cluster."""

    def __init__(self, server: PostgresServer) -> None:
        self.server = server

    def new(self, like: DatabaseUrls | None = None) -> DatabaseUrls:
        """See `Databases`."""
        return self._named(f"test_{os.getpid()}_{next(_numbers)}", like)

    def shared(self, name: str, folder: Path, like: DatabaseUrls | None = None) -> DatabaseUrls:
        """See `Databases`."""
        return self._named(f"test_{_run()}_{name}", like)

    def _named(self, name: str, like: DatabaseUrls | None) -> DatabaseUrls:
        self._create(name, like)
        return self.server.urls_of(name)

    def renew(self, urls: DatabaseUrls, like: DatabaseUrls) -> None:
        """See `Databases`."""
        self.drop(urls)
        self._create(_name_of(urls), like)

    def drop(self, urls: DatabaseUrls) -> None:
        """See `Databases`."""
        self.server.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", _name_of(urls))

    def _create(self, name: str, like: DatabaseUrls | None) -> None:
        template = _name_of(like) if like else "template1"
        # A copy of the files takes half the time of a copy through the log, which is the default.
        self.server.execute(f'CREATE DATABASE {{}} TEMPLATE "{template}" STRATEGY FILE_COPY', name)


@pytest.fixture(scope="session")
def databases(engine_name: str, request: pytest.FixtureRequest) -> Iterator[Databases]:
    """What makes databases on this engine."""
    if engine_name == "sqlite":
        with scratch_folder() as folder:
            yield SqliteDatabases(folder)
    else:
        yield PostgresDatabases(request.getfixturevalue("postgres_server"))


@pytest.fixture(scope="session")
def new_database(databases: Databases) -> Iterator[Callable[..., DatabaseUrls]]:
    """A function `new_database(like=None)`: a database for the whole run on this engine, empty or a copy."""
    with _dropping(databases) as new:
        yield new


class Built(NamedTuple):
    """A database to be copied, and what its builder told of it, as plain data."""

    urls: DatabaseUrls
    told: Any


@pytest.fixture(scope="session")
def built_once(
    databases: Databases, engine_name: str, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Built]:
    """A function `built_once(name, build, like=None)`: the first worker of the run that asks calls `build(urls)`."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder

    def once(name: str, build: Callable[[DatabaseUrls], Any], like: DatabaseUrls | None = None) -> Built:
        told = folder / f"{engine_name}-{name}.json"
        with told.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # the others wait here instead of building the same
            if not told.exists():
                urls = databases.shared(name, folder, like)
                told.write_text(json.dumps([urls, build(urls)]))
            urls, said = json.loads(told.read_text())
        return Built(DatabaseUrls(*urls), said)

    return once


@pytest.fixture
def passing_database(databases: Databases) -> Iterator[Callable[..., DatabaseUrls]]:
    """The same for one test. A run makes hundreds of them, so each is dropped with its test."""
    with _dropping(databases) as new:
        yield new


@pytest.fixture(scope="session")
def renew_database(databases: Databases) -> Callable[[DatabaseUrls, DatabaseUrls], None]:
    """A function `renew_database(urls, like)` that lays a database anew as a copy; nobody may be connected to it."""
    return databases.renew


@pytest.fixture
def database_urls(passing_database: Callable[..., DatabaseUrls]) -> DatabaseUrls:
    """An empty database of this test's own: (DATABASE_URL, DATABASE_ADMIN_URL)."""
    return passing_database()


@contextmanager
def _dropping(databases: Databases) -> Iterator[Callable[..., DatabaseUrls]]:
    made: list[DatabaseUrls] = []

    def new(like: DatabaseUrls | None = None) -> DatabaseUrls:
        made.append(databases.new(like))
        return made[-1]

    yield new
    for urls in made:
        databases.drop(urls)


def _run() -> str:
    """What tells this run from others that use the same server."""
    return os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]


def _path_of(urls: DatabaseUrls) -> Path:
    return Path(_name_of(urls))


def _name_of(urls: DatabaseUrls) -> str:
    return make_url(urls.url).database or ""
