"""A house of real modules with their screens, and people who sign in to a browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, event, make_url
from sqlalchemy.pool import NullPool

from app.access.gate import gated_models
from app.access.passwords import set_password
from app.access.scope import system
from app.access.walls import build_walls
from app.lifecycle.graph import order
from app.lifecycle.loader import declared, load
from app.lifecycle.manifest import discover
from app.lifecycle.matrix import store_grants, store_roles
from app.lifecycle.seeds import seed_folder
from app.model.base import db, metadata
from app.model.trigrams import build_trigrams
from app.org.models import Account, Division, Post
from app.view.fab import register
from tests.house.databases import Built, DatabaseUrls
from tests.house.installed import Standing
from tests.kernel.access_house import PASSWORD, open_house, sign_in
from tests.planting import plant

HERE, THERE, TOWN = "990102", "990103", "990102001"
MODULES = ("parties", "mediators", "experts", "grids", "cases", "dispatch")


@pytest.fixture(scope="session")
def screens_database(built_once: Callable[..., Built], empty_house: DatabaseUrls) -> DatabaseUrls:
    """A database with the tables, seeds and grants of the modules; tests take copies of it."""
    return built_once("screens", _build, empty_house).urls


def _build(urls: DatabaseUrls) -> None:
    known = discover()
    load(MODULES, known)
    owner = create_engine(urls.admin_url, poolclass=NullPool)
    with owner.begin() as connection:
        metadata.create_all(connection)
        build_trigrams(connection)
        build_walls(connection, gated_models(), make_url(urls.url).username or "")
    with _open(urls).app_context(), system("modules") as session:
        packages = ["app.access", *(known[name].package for name in order(MODULES, known))]
        said = [declared(package) for package in packages]
        store_roles(session, said)
        store_grants(session, said)
        for package in packages[1:]:
            seed_folder(session, Path(*package.split("."), "seeds"))
        session.add(
            Division(code="990102001001", name="建设社区", level="village", parent_code=TOWN, local=True)
        )
        session.commit()
        db.engine.dispose()


@pytest.fixture(scope="session")
def standing_screens(new_database: Callable[..., DatabaseUrls], screens_database: DatabaseUrls) -> Standing:
    """One application for all tests of an engine."""
    return Standing.on(new_database(like=screens_database), _open)


@pytest.fixture
def house(
    standing_screens: Standing,
    screens_database: DatabaseUrls,
    renew_database: Callable[[DatabaseUrls, DatabaseUrls], None],
) -> Iterator[Flask]:
    """The application, no context pushed: every request opens its own, as on a server."""
    with standing_screens.anew(renew_database, screens_database) as application:
        yield application


def _open(urls: DatabaseUrls) -> Flask:
    app = open_house(urls, FAB_INDEX_VIEW="app.view.home.HomeView")
    loaded = load(MODULES, discover())
    own = [page for page in loaded.pages if page.name == "inbox" or page.view.startswith("modules.")]
    loaded.pages = tuple(own)
    app.extensions["house"] = loaded
    with app.app_context():
        register(app.extensions["appbuilder"], loaded)
    return app


@pytest.fixture
def enter(house: Flask) -> Callable[..., Any]:
    """A function `enter("clerk", "990102")`: a browser in which somebody with that post has signed in."""

    def sign_in_as(role: str, code: str = HERE, name: str = "", *more: tuple[str, str]) -> Any:
        username = name or f"{role}{code}"
        with house.app_context(), system("account") as session:
            account = Account(
                username=username,
                name=username,
                first_name=username,
                last_name="-",
                email=f"{username}@example.test",
                division_code=code,
            )
            session.add(account)
            session.flush()
            for post_role, place in ((role, code), *more):
                session.add(Post(user_id=account.id, role=post_role, division_code=place))
            set_password(session, account, PASSWORD)
            session.commit()
        browser = house.test_client()
        answer = sign_in(browser, username)
        assert answer.status_code == 302, answer.text
        return Person(browser)

    return sign_in_as


@pytest.fixture
def grow(house: Flask) -> Callable[..., int]:
    """A function `grow(Model, "990102", name=…)` that plants a row and gives its key."""

    def planted(model: Any, code: str = HERE, **values: Any) -> int:
        with house.app_context(), system("plant") as session:
            row = plant(session, model, code, **values)
            session.commit()
            return int(row.id)

    return planted


class Person:
    """Somebody at a browser, who sends the token with every form and never meets an error of ours."""

    def __init__(self, browser: Any) -> None:
        self.browser = browser
        self.token = ""

    def get(self, path: str, **options: Any) -> Any:
        answer = self.browser.get(path, **options)
        assert answer.status_code < 500, (path, answer.text[-3000:])
        html = answer.text if answer.mimetype == "text/html" else ""
        found = re.search(r'name="csrf-token" content="([^"]+)"', html)
        self.token = found[1] if found else self.token
        return answer

    def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> Any:
        if not self.token:
            self.get("/")
        answer = self.browser.post(path, data={"csrf_token": self.token, **(data or {})}, **options)
        assert answer.status_code < 500, (path, answer.text[-3000:])
        return answer


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """The SELECTs sent while the block runs."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, text: str, *_rest: Any) -> None:
        if text.lstrip().upper().startswith(("SELECT", "WITH", "INSERT", "UPDATE", "DELETE")):
            seen.append(text)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def stored(app: Flask, model: Any, key: int) -> Any:
    """A row as it stands in the database, detached."""
    with app.app_context(), system("look") as session:
        row = session.get(model, key)
        if row is not None:
            session.refresh(row)
            session.expunge(row)
        return row


class _Form(HTMLParser):
    """The controls of the main form of a page, as a browser would send them untouched."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self._inside = False
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        name = given.get("name") or ""
        if tag == "form" and "fq-form" in (given.get("class") or ""):
            self._inside = True
        if not self._inside:
            return
        if tag == "template":
            self._inside = False
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            self.values.setdefault(self._select, []).append(given.get("value") or "")
        elif tag == "textarea":
            self._area = name
            self.values[name] = [""]
        elif tag == "input" and name:
            kind = given.get("type")
            if kind not in ("checkbox", "radio") or "checked" in given:
                self.values.setdefault(name, []).append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "template":
            self._inside = True
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area][0] += data


def filled(answer: Any, **typed: Any) -> dict[str, Any]:
    """What a browser sends for the form of a page after some fields were typed in."""
    reader = _Form()
    reader.feed(answer.text)
    return {**reader.values, **typed}
