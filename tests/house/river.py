"""The whole business on a fresh database, with real places and invented people: for journeys and module tests.

The modules are installed once an engine and run; each test works on a copy, as the application's own role.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.grants import Matrix
from app.access.scope import Reach, Scope, acting_as, system
from app.factory import create_app
from app.lifecycle.install import install
from app.model.base import db
from app.org.models import Account, Post, Unit
from tests.house.databases import Built, DatabaseUrls
from tests.house.installed import Standing, settings

MODULES = ("dispatch", "archive", "experts", "teams", "counsel", "patrols", "docking")


@pytest.fixture(scope="session")
def river_database(built_once: Callable[..., Built]) -> DatabaseUrls:
    """A database with the river installed; nobody works on it, tests take copies."""
    return built_once("river", _install).urls


def _install(urls: DatabaseUrls) -> None:
    with create_app(settings(urls)).app_context():
        install(MODULES, say=lambda _step: None)
        db.engine.dispose()


@pytest.fixture(scope="session")
def standing_river(new_database: Callable[..., DatabaseUrls], river_database: DatabaseUrls) -> Standing:
    """The application of the river."""
    return Standing.on(new_database(like=river_database))


@pytest.fixture
def river(
    standing_river: Standing,
    river_database: DatabaseUrls,
    renew_database: Callable[[DatabaseUrls, DatabaseUrls], None],
) -> Iterator[Flask]:
    """The application on a copy of that database, with its context pushed."""
    with standing_river.anew(renew_database, river_database) as application, application.app_context():
        yield application


@pytest.fixture
def as_person(river: Flask) -> Callable[..., AbstractContextManager[Session]]:
    """A function `as_person("clerk", "330402007")`: the with-block works with that post's rights, as one account.

    The account is made at the first call with a name; `unit` is the name of the unit the post is held in.
    """

    @contextmanager
    def enter(role: str, code: str, name: str = "", unit: str = "") -> Iterator[Session]:
        scope = _scope_of(role, code, name or f"{role}_{code}", unit)
        with acting_as(scope) as session:
            yield session

    return enter


def _scope_of(role: str, code: str, name: str, unit_name: str) -> Scope:
    with system("an account for a test") as session:
        account = session.scalar(select(Account).where(Account.username == name))
        unit = session.scalar(select(Unit).where(Unit.name == unit_name)) if unit_name else None
        if account is None:
            account = Account(
                username=name,
                name=name,
                first_name=name,
                last_name=name,
                email=f"{name}@test.invalid",
                division_code=code,
                posts=[
                    Post(
                        role=role,
                        division_code=code,
                        unit_id=unit.id if unit else None,
                        valid_from=date(2000, 1, 1),
                    )
                ],
            )
            session.add(account)
            session.commit()
        return Scope(
            user_id=account.id,
            posts=(Reach(role, code, unit_id=unit.id if unit else None),),
            matrix=Matrix.load(session),
        )
