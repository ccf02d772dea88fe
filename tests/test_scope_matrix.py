"""Nobody sees or changes a row outside the own place: every registered route, every level, both engines.

The set each route returns is compared with an oracle (`tests/scope/oracle.py`) that reads plain rows and compares plain
text. Screens are asked by a browser; REST by the browser, a token and a key in turn, another one for each model and
level. A table without places (a code list) is the same at every level: its lists are asked for at each, all else at
one, in turn. The matrix proves itself by planted leaks that it must catch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access.api_keys import new_key
from app.access.scope import system
from app.document.models import Paper
from app.model.base import Record, Scoped
from app.model.house import house
from app.org.models import Account
from app.view.fab import screened
from tests.house.databases import Built, DatabaseUrls
from tests.house.installed import PASSWORD, Standing
from tests.planting import plant
from tests.scope.leaks import BEHIND_THE_WALL, LEAKS
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
from tests.scope.naming import Keys, name_on, open_a_case
from tests.scope.narrow import nothing, offers, only_reading, papers
from tests.scope.people import (
    ASKERS,
    HERE_ONLY,
    NEIGHBOUR,
    NOBODY,
    READER,
    STANDS,
    TWO_POSTS,
    Asker,
    settle,
)

Login = Callable[..., FlaskClient]
Renew = Callable[[DatabaseUrls, DatabaseUrls], None]


@pytest.fixture(scope="session")
def planted_database(
    standing_house: Standing,
    installed_database: DatabaseUrls,
    renew_database: Renew,
    built_once: Callable[..., Built],
) -> tuple[DatabaseUrls, Keys]:
    """The demo house with the matrix' accounts and a row of every model in every place, to be copied."""
    made = built_once(
        "planted", lambda urls: _plant(standing_house, renew_database, urls), installed_database
    )
    return made.urls, made.told


def _plant(standing: Standing, renew: Renew, urls: DatabaseUrls) -> Keys:
    """The keys of what is planted."""
    with standing.anew(renew, urls) as app:
        with app.app_context():
            with system("borrow a password") as session:
                known = session.scalar(select(Account.password).where(Account.username == "clerk_county"))
            models = models_of(app)
        settle(app, known or "")
        keys = plant_everywhere(app, models, plant)
    renew(urls, standing.urls)
    return keys


@pytest.fixture
def app(
    standing_house: Standing,
    planted_database: tuple[DatabaseUrls, Keys],
    renew_database: Renew,
    tmp_path: Path,
) -> Iterator[Flask]:
    """The planted house, where a fault of the server is an answer to be judged, not an error."""
    with standing_house.anew(renew_database, planted_database[0]) as planted:
        planted.config.update(STORE_DIR=str(tmp_path / "store"), PROPAGATE_EXCEPTIONS=False)
        yield planted


@pytest.fixture
def planted(app: Flask, planted_database: tuple[DatabaseUrls, Keys]) -> tuple[Flask, Keys]:
    """The house and the keys of what was planted."""
    return app, planted_database[1]


def models_of(app: Flask) -> tuple[type[Record], ...]:
    with app.app_context():
        return tuple(model for model in screened(house()) if model is not Account)


def matrix(app: Flask, login: Login, asker: Asker, keys: Keys, *, machines: bool = False) -> Matrix:
    """The matrix of an account; with `machines` it also asks by a token and a key."""
    asking = Matrix(app, login(asker.username), asker, keys)
    if machines:
        body = {"username": asker.username, "password": PASSWORD, "provider": "db"}
        token = app.test_client().post("/api/v1/security/login", json=body).get_json()["access_token"]
        with app.app_context(), system("give a key") as session:
            account = session.scalars(select(Account).where(Account.username == asker.username)).one()
            key = new_key(session, account, "matrix")
            session.commit()
        asking.machines = [
            (app.test_client(), {"Authorization": f"Bearer {secret}"}) for secret in (token, key)
        ]
    return asking


def faultless(asking: Matrix) -> None:
    assert not asking.faults, "\n".join(asking.faults[:40])


def test_every_route_is_known_to_the_matrix(app: Flask) -> None:
    assert unclassified(app) == []


@pytest.mark.parametrize("level", STANDS)
def test_every_route_at_every_level(planted: tuple[Flask, Keys], login: Login, level: str) -> None:
    app, keys = planted
    asking = matrix(app, login, Asker(level, "matrix_all"), keys, machines=True)
    rest = {f"api{suffix}": probe for suffix, probe in REST.items()}
    turn = list(STANDS).index(level)
    everywhere = [model for model in models_of(app) if not issubclass(model, Scoped)]
    here = everywhere[turn :: len(STANDS)]
    whole = [model for model in models_of(app) if issubclass(model, Scoped) or model in here]
    asking.run(whole, {**SCREENS, **rest, "papers": papers, "offers": offers})
    elsewhere = [model for model in everywhere if model not in here]
    asking.run(elsewhere, {"list": SCREENS["/list/"], "rest": rest_list})
    faultless(asking)
    assert asking.asked > 1000  # about 45 models, 30 requests each


def test_narrower_and_odder_accounts_see_what_is_theirs(planted: tuple[Flask, Keys], login: Login) -> None:
    """Named on files, reading only, without rights, with two posts, here and not below, with a shared case."""
    app, keys = planted
    models = models_of(app)
    files = [model for model in models if getattr(model, "row_rule", "") in ("assigned", "own_grid")]
    assert len(files) >= 5
    few = {"list": SCREENS["/list/"], "rest": rest_list}
    whole = {**few, "rows": one_row, "rest rows": rest_rows}
    for level in ("county", "village"):
        asking = matrix(app, login, Asker(level, "matrix_named"), keys)
        asking.named = name_on(app, asking.asker, files, keys)
        assert all(asking.named.values())
        asking.run(files, whole)
        faultless(asking)
    for asker, probes in (
        (READER, {"rest": rest_list, "writing": only_reading}),
        (NOBODY, {"nothing": nothing}),
        (TWO_POSTS, few),
        (HERE_ONLY, few),
    ):
        asking = matrix(app, login, asker, keys)
        asking.run(models, probes)
        faultless(asking)
    cases = open_a_case(app, keys, "handle")
    asking = matrix(app, login, NEIGHBOUR, keys)
    asking.cases = cases
    asking.run([model for model in models if getattr(model, "share_key", None)], whole)
    faultless(asking)


def test_nobody_sees_anything_without_signing_in(app: Flask) -> None:
    client = app.test_client()
    for model in models_of(app):
        base = f"/{model.model_id().replace('.', '/')}"
        assert client.get(f"{base}/list/").status_code in (302, 303), base
        assert client.get(f"/api/v1{base}/").status_code == 401, base


@pytest.mark.parametrize("behind", [False, True], ids=["one wall at least", "gate alone"])
def test_planted_leaks_are_caught(
    planted: tuple[Flask, Keys],
    login: Login,
    monkeypatch: pytest.MonkeyPatch,
    engine_name: str,
    behind: bool,
) -> None:
    """Leaks the second wall cannot stop are caught on both engines; those it does stop show on SQLite only."""
    app, keys = planted
    chosen = ("cases.case", "dispatch.assignment", "parties.person")
    some = [model for model in models_of(app) if model.model_id() in chosen]
    for leak, probes in (BEHIND_THE_WALL if behind else LEAKS).items():
        with monkeypatch.context() as patch:
            leak(patch)
            asking = matrix(app, login, Asker("county", "matrix_all"), keys)
            asking.run(some, dict(zip("abcd", probes, strict=False)))
        assert bool(asking.faults) != (behind and engine_name == "postgresql"), leak.__name__


def test_papers_are_no_back_door(app: Flask) -> None:
    """Papers have no screens of their own: they are reached through the row they were made of."""
    assert Paper not in models_of(app)
    assert {asker.level for asker in ASKERS if not asker.posts} == set(STANDS)
