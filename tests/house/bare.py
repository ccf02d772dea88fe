"""An application with tables and nothing else: for tests of rooms that need a database but no screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

import app.access.gate  # noqa: F401  loads the tables every other table points at
import app.org.models  # noqa: F401
from app.access.scope import system
from app.model.base import db, metadata
from app.model.engine import engine_options, prepare
from tests.house.databases import DatabaseUrls
from tests.house.keys import KEYS


@pytest.fixture(scope="session")
def laid_tables(new_database: Callable[..., DatabaseUrls]) -> Callable[[], DatabaseUrls]:
    """A function `laid_tables()`: a database with every table loaded so far, to be copied."""
    laid: dict[int, DatabaseUrls] = {}

    def with_all() -> DatabaseUrls:
        known = len(metadata.tables)
        if known not in laid:
            laid[known] = new_database()
            with create_engine(laid[known].admin_url, poolclass=NullPool).begin() as connection:
                metadata.create_all(connection)
        return laid[known]

    return with_all


@pytest.fixture
def bare_app(
    passing_database: Callable[..., DatabaseUrls], laid_tables: Callable[[], DatabaseUrls]
) -> Iterator[Flask]:
    """A Flask application on an empty database of its own, with every table loaded so far created."""
    database_urls = passing_database(like=laid_tables())
    application = Flask("bare")
    application.config.update(KEYS)
    application.config["SQLALCHEMY_DATABASE_URI"] = database_urls.admin_url
    application.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(database_urls.admin_url)
    db.init_app(application)
    with application.app_context():
        prepare(db.engine)
        yield application
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def system_session(bare_app: Flask) -> Iterator[Session]:
    """A system session on the database of `bare_app`."""
    with system("test") as session:
        yield session
