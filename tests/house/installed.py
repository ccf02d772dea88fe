"""The house as a visitor meets it: every module installed, the demo county loaded, on either engine.

Building it takes seconds, so it is built once a run and engine, and each test gets a copy of the database.
"""

from __future__ import annotations

import lzma
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.factory import create_app
from app.lifecycle import demo
from app.lifecycle.divisions import SHIPPED
from app.lifecycle.install import install
from app.lifecycle.manifest import discover
from app.model.base import db
from tests.house.databases import Built, DatabaseUrls
from tests.house.keys import KEYS

#: The password of every demo account in tests; usernames are `<role>_<place>` in `app/org/demo/people.csv`.
PASSWORD = "Fengqiao-2026"

#: A real hash is slow on purpose; this one is not kept from anybody. `test_access_sign_in.py` sees to the real one.
QUICK_HASH = "pbkdf2:sha256:1000"

#: Cities whose divisions tests know; a list of 110,000 would be copied with every database.
CITIES = ("3304", "3711", "6201", "6208")


@cache
def few_divisions() -> Path:
    """The shipped list cut to a few real cities."""
    with lzma.open(SHIPPED, "rt", encoding="utf-8") as file:
        heading, *lines = file.read().splitlines()
    kept = [
        line for line in lines if line.startswith(CITIES) or line.partition(",")[0] in {c[:2] for c in CITIES}
    ]
    path = Path(tempfile.mkdtemp()) / "divisions.csv"
    path.write_text("\n".join([heading, *kept]) + "\n", encoding="utf-8")
    return path


def settings(urls: DatabaseUrls, **more: Any) -> dict[str, Any]:
    """Configuration for an application on a test database. No CSRF token, second factor or rate limit, quick hashes."""
    return {
        **KEYS,
        "TESTING": True,
        "DATABASE_URL": urls.url,
        "DATABASE_ADMIN_URL": urls.admin_url,
        "DIVISIONS": str(few_divisions()),
        "WTF_CSRF_ENABLED": False,
        "SIGN_IN_RATE": 1000,
        "SECOND_FACTOR_ROLES": (),
        "FAB_PASSWORD_HASH_METHOD": QUICK_HASH,
        **more,
    }


@pytest.fixture(scope="session")
def kernel_database(built_once: Callable[..., Built]) -> DatabaseUrls:
    """A database with the kernel installed and nothing else, to be copied."""
    return built_once("kernel", lambda urls: _build(urls, ())).urls


@pytest.fixture(scope="session")
def installed_database(built_once: Callable[..., Built]) -> DatabaseUrls:
    """A database with every module installed and the demo loaded, to be copied."""
    return built_once("installed", lambda urls: _build(urls, None)).urls


@pytest.fixture
def bare_house(
    passing_database: Callable[..., DatabaseUrls], kernel_database: DatabaseUrls
) -> Iterator[Callable[..., Flask]]:
    """A function `bare_house(*modules)` giving an application with only those modules installed, without demo."""
    made: list[Flask] = []

    def build(*modules: str) -> Flask:
        urls = passing_database(like=kernel_database)
        if modules:
            kernel = create_app(settings(urls))
            with kernel.app_context():
                install(modules, say=_quietly)
                _let_go()
        made.append(create_app(settings(urls)))
        return made[-1]

    yield build
    for application in made:
        _close(application)


class Standing(NamedTuple):
    """One application for all tests of a run and engine, its database, and what it knew when it was made.

    Making an application takes seconds, so its database is laid anew for each test, and what it has learned meanwhile
    is forgotten.
    """

    application: Flask
    urls: DatabaseUrls
    config: dict[str, Any]
    extensions: dict[str, Any]

    @classmethod
    def on(cls, urls: DatabaseUrls, make: Callable[[DatabaseUrls], Flask] | None = None) -> Standing:
        """Make the application: of everything that is installed, unless told how."""
        application = make(urls) if make else create_app(settings(urls))
        return cls(application, urls, dict(application.config), dict(application.extensions))

    @contextmanager
    def anew(
        self, renew: Callable[[DatabaseUrls, DatabaseUrls], None], like: DatabaseUrls
    ) -> Iterator[Flask]:
        """The application on a copy of a database nobody has touched."""
        _close(self.application)
        renew(self.urls, like)
        known = self.application.config, self.application.extensions
        for now_known, first in zip(known, (self.config, self.extensions)):
            now_known.clear()
            now_known.update(first)
        yield self.application
        _close(self.application)


@pytest.fixture(scope="session")
def standing_house(new_database: Callable[..., DatabaseUrls], installed_database: DatabaseUrls) -> Standing:
    """The application of the whole house."""
    return Standing.on(new_database(like=installed_database))


@pytest.fixture
def app(
    standing_house: Standing,
    installed_database: DatabaseUrls,
    renew_database: Callable[[DatabaseUrls, DatabaseUrls], None],
    tmp_path: Any,
) -> Iterator[Flask]:
    """The whole house with its demo, on a database nobody has touched."""
    with standing_house.anew(renew_database, installed_database) as application:
        application.config["STORE_DIR"] = str(tmp_path / "store")
        yield application


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser nobody has signed in with."""
    return app.test_client()


@pytest.fixture
def login(app: Flask) -> Callable[..., FlaskClient]:
    """A function `login(username, client=None)` giving a client in which that demo account has signed in."""

    def sign_in(username: str, client: FlaskClient | None = None) -> FlaskClient:
        client = client or app.test_client()
        answer = client.post("/login/", data={"username": username, "password": PASSWORD})
        assert answer.status_code == 302, f"{username} cannot sign in: {answer.status_code}"
        return client

    return sign_in


def _build(urls: DatabaseUrls, modules: tuple[str, ...] | None) -> None:
    kernel = create_app(settings(urls))
    with kernel.app_context():
        install(tuple(discover()) if modules is None else modules, say=_quietly)
        _let_go()
    if modules is None:
        whole = create_app(settings(urls))
        with whole.app_context():
            demo.load(PASSWORD, say=_quietly)
            _let_go()


def _close(application: Flask) -> None:
    with application.app_context():
        _let_go()


def _let_go() -> None:
    """Give all connections back, so that the database may be copied or dropped."""
    db.session.remove()
    db.engine.dispose()


def _quietly(_step: str) -> None:
    """Tests need no progress."""
