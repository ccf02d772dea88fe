"""Nobody sees or changes a row outside the own place: every registered route, every level, both engines.

The set each route returns is compared with an oracle (`tests/scope/oracle.py`) that reads plain rows and compares plain
text. The matrix proves itself by planted leaks that it must catch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access import gate
from app.access.api_keys import new_key
from app.access.scope import Scope, system
from app.document.models import Paper
from app.model.base import Record, db
from app.model.house import house
from app.org.models import Account
from app.view.fab import screened
from app.view.interface import Interface
from tests.house.installed import PASSWORD
from tests.planting import plant
from tests.scope.matrix import (
    REST,
    SCREENS,
    Matrix,
    one_row,
    plant_everywhere,
    rest_list,
    rest_rows,
    unclassified,
)
from tests.scope.people import ASKERS, STANDS, Asker, settle

Login = Callable[..., FlaskClient]


@pytest.fixture
def planted(app: Flask) -> Iterator[tuple[Flask, dict[str, dict[str, int]]]]:
    """The demo house with the matrix' accounts, and a row of every model in every place."""
    with app.app_context():
        with system("borrow a password") as session:
            known = session.scalar(select(Account.password).where(Account.username == "clerk_county"))
        models = models_of(app)
    app.config["PROPAGATE_EXCEPTIONS"] = False  # a fault of the server is an answer to be judged, not an error
    settle(app, known or "")
    yield app, plant_everywhere(app, models, plant)


def models_of(app: Flask) -> tuple[type[Record], ...]:
    with app.app_context():
        return tuple(model for model in screened(house()) if model is not Account)


def matrix(app: Flask, login: Login, asker: Asker, keys: dict[str, dict[str, int]]) -> Matrix:
    return Matrix(app, login(asker.username), asker, keys)


def test_every_route_is_known_to_the_matrix(app: Flask) -> None:
    assert unclassified(app) == []


@pytest.mark.parametrize("level", STANDS)
def test_every_route_at_every_level(
    planted: tuple[Flask, dict[str, dict[str, int]]], login: Login, level: str
) -> None:
    app, keys = planted
    asking = matrix(app, login, Asker(level, "matrix_all"), keys)
    asking.run(models_of(app), {**SCREENS, **{f"api{suffix}": probe for suffix, probe in REST.items()}})
    assert not asking.faults, "\n".join(asking.faults[:40])
    assert asking.asked > 500  # about 35 models, 20 routes each


def test_files_show_only_to_those_named(
    planted: tuple[Flask, dict[str, dict[str, int]]], login: Login
) -> None:
    app, keys = planted
    files = [model for model in models_of(app) if getattr(model, "row_rule", "") in ("assigned", "own_grid")]
    assert len(files) >= 5
    for level in ("county", "village"):
        asking = matrix(app, login, Asker(level, "matrix_named"), keys)
        asking.run(
            files, {"list": SCREENS["/list/"], "rows": one_row, "rest": rest_list, "rest rows": rest_rows}
        )
        assert not asking.faults, "\n".join(asking.faults[:40])


@pytest.mark.parametrize("how", ["token", "key"])
def test_machines_see_what_their_account_sees(
    planted: tuple[Flask, dict[str, dict[str, int]]], how: str
) -> None:
    app, keys = planted
    asker = Asker("township", "matrix_all")
    client = app.test_client()
    if how == "token":
        body = {"username": asker.username, "password": PASSWORD, "provider": "db"}
        secret = client.post("/api/v1/security/login", json=body).get_json()["access_token"]
    else:
        with app.app_context(), system("give a key") as session:
            account = session.scalars(select(Account).where(Account.username == asker.username)).one()
            secret = new_key(session, account, "matrix")
            session.commit()
    asking = Matrix(app, app.test_client(), asker, keys, headers={"Authorization": f"Bearer {secret}"})
    asking.run(models_of(app), {"list": rest_list, "rows": rest_rows})
    assert not asking.faults, "\n".join(asking.faults[:40])


def test_nobody_sees_anything_without_signing_in(planted: tuple[Flask, dict[str, dict[str, int]]]) -> None:
    app, keys = planted
    client = app.test_client()
    for model in models_of(app):
        base = f"/{model.model_id().replace('.', '/')}"
        assert client.get(f"{base}/list/").status_code in (302, 303), base
        assert client.get(f"/api/v1{base}/").status_code == 401, base


# --- the matrix must catch what it is there for ---------------------------------------------------


def gate_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_criteria", lambda scope, models, right: ())


def siblings_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Scope._places
    monkeypatch.setattr(
        Scope,
        "_places",
        lambda self, cls, posts: right(self, cls, posts) | (cls.scope_city == posts[0].code[:4]),
    )


def rows_fetched_past_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    def get_row(self: Interface, key: str, right: str = "r", *, lock: bool = False) -> Record:
        with system("a leak") as session:
            row = session.get(self.obj, int(key))
            session.expunge_all()
        return db.session.merge(row, load=False)  # type: ignore[arg-type]

    monkeypatch.setattr(Interface, "get_row", get_row)


def counts_taken_past_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    def count(self: Interface, ask: object) -> int:
        with system("a leak") as session:
            return len(session.scalars(select(self.obj.id)).all())

    monkeypatch.setattr(Interface, "count", count)


LEAKS = (gate_left_open, siblings_let_in, rows_fetched_past_the_gate, counts_taken_past_the_gate)


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.__name__)
def test_a_planted_leak_is_caught(
    planted: tuple[Flask, dict[str, dict[str, int]]],
    login: Login,
    monkeypatch: pytest.MonkeyPatch,
    engine_name: str,
    leak: Callable[[pytest.MonkeyPatch], None],
) -> None:
    app, keys = planted
    asking = matrix(app, login, Asker("county", "matrix_all"), keys)
    some = [model for model in models_of(app) if model.model_id() in ("cases.case", "dispatch.assignment")]
    leak(monkeypatch)
    asking.run(some, {"list": SCREENS["/list/"], "rows": one_row, "rest": rest_list, "rest rows": rest_rows})
    behind_the_wall = engine_name == "postgresql" and leak in (gate_left_open, siblings_let_in)
    # On PostgreSQL the second wall keeps these two leaks shut: then there is nothing to catch.
    assert bool(asking.faults) != behind_the_wall


def test_papers_are_no_back_door(app: Flask) -> None:
    """Papers have no screens of their own: they are reached through the row they were made of."""
    assert Paper not in models_of(app)
    assert {asker.level for asker in ASKERS} == set(STANDS)
