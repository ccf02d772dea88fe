"""A house with screens and resources: the banks of people, experts, mediators and grids in two counties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select

from app.access.api_keys import new_key
from app.access.grants import Grant, PostRole
from app.access.keepers import settled
from app.access.scope import system
from app.lifecycle.loader import declared, load
from app.lifecycle.manifest import discover
from app.model.base import db
from app.model.kept import kept_changed
from app.org.models import Account
from app.studio.overlay import overlay
from app.view.fab import register
from tests.house.installed import Standing
from tests.kernel.access_house import add_account, open_house, signed_in
from tests.planting import plant

MODULES = ("parties", "experts", "mediators", "grids")
HERE, THERE, CITY, TOWN = "990102", "990103", "9901", "990102001"

#: Accounts: name, division, role. `city` is above, `other` beside.
PEOPLE = (
    ("admin", HERE, "admin"),
    ("second", HERE, "admin"),
    ("clerk", HERE, "clerk"),
    ("other", THERE, "admin"),
    ("town", TOWN, "clerk"),
    ("city", CITY, "admin"),
)


# Their tables and row rules must be known before the first test makes a database.
load(MODULES, discover())


@pytest.fixture(scope="session")
def rows_database(built_once: Any, empty_house: Any) -> Any:
    """A database with the grants of the banks and a few accounts; tests take copies of it."""
    return built_once("rows", _build, empty_house).urls


def _build(urls: Any) -> None:
    with open_house(urls).app_context():
        _store(discover())
        for name, code, role in PEOPLE:
            add_account(name, code, role)
        db.engine.dispose()


@pytest.fixture(scope="session")
def standing_rows(new_database: Any, rows_database: Any) -> Standing:
    """One application for all tests of an engine."""
    return Standing.on(new_database(rows_database), open_rows)


@pytest.fixture
def rows_app(standing_rows: Standing, rows_database: Any, renew_database: Any) -> Iterator[Flask]:
    """An application with screens and resources on a fresh copy."""
    with standing_rows.anew(renew_database, rows_database) as application:
        yield application


def open_rows(urls: Any, **config: Any) -> Flask:
    """The application over a database."""
    app = open_house(urls, **config)
    house = load(MODULES, discover())
    app.extensions["house"] = house
    with app.app_context():
        register(app.extensions["appbuilder"], house, overlay())
    return app


def _store(known: Any) -> None:
    """The roles and grants of the modules and of Studio."""
    said = [*(declared(known[name].package) for name in MODULES), declared("app.studio")]
    with system("grants") as session:
        there = set(session.scalars(select(PostRole.name)))
        for part in said:
            for role in part.get("access", "ROLES"):
                if role["name"] not in there:
                    session.add(PostRole(kind="business", position=20, **role))
        rows = [
            {
                "role": row.role,
                "level": row.level,
                "model": row.model,
                "rights": row.rights,
                "buttons": " ".join(row.buttons),
                "module": row.model.partition(".")[0],
                "customised": False,
            }
            for row in settled(row for part in said for row in part.get("access", "GRANTS"))
        ]
        session.execute(insert(Grant), rows)
        kept_changed(session)
        session.commit()


def grow(app: Flask, model: type, place: str, /, **values: Any) -> int:
    """A row of a model in a division; its key."""
    with app.app_context(), system("plant") as session:
        row = plant(session, model, place, **values)
        session.commit()
        return int(row.id)


class Machine:
    """Somebody who comes with an API key.

    Args:
        app: the application.
        username: whose key it is.
    """

    def __init__(self, app: Flask, username: str) -> None:
        with app.app_context(), system("key") as session:
            account = session.scalars(select(Account).where(Account.username == username)).one()
            key = new_key(session, account, "test")
            session.commit()
        self.client = app.test_client()
        self.headers = {"Authorization": f"Bearer {key}"}

    def __call__(self, method: str, path: str, **sent: Any) -> Any:
        """Ask; the answer must not be an error of ours."""
        headers = self.headers | sent.pop("headers", {})
        answer = self.client.open(f"/api/v1{path}", method=method, headers=headers, **sent)
        assert answer.status_code < 500, answer.text
        return answer


__all__ = ["CITY", "HERE", "THERE", "TOWN", "Machine", "grow", "open_rows", "signed_in"]
