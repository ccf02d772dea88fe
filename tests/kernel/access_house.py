"""A small house for tests of the door: the kernel's tables, two counties, a few accounts, no modules."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask, request
from flask_appbuilder import AppBuilder
from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import NullPool

from app.access.access import GRANTS, ROLES
from app.access.audit import install_audit
from app.access.door import install_door
from app.access.gate import gated_models, install_gate
from app.access.grants import Grant, PostRole
from app.access.matrix import watch_grants
from app.access.passwords import set_password
from app.access.scope import system
from app.access.security import SecurityManager
from app.access.walls import build_walls
from app.lifecycle.models import KERNEL, SysModule
from app.lifecycle.version import KERNEL_VERSION
from app.model.append_only import append_only_tables, harden, make_append_only
from app.model.base import Record, db, level_of, metadata
from app.model.engine import engine_options, prepare, reading
from app.model.house import House
from app.model.kept import watch_kept
from app.model.trigrams import build_trigrams
from app.org.models import Account, Division, Post
from app.view.drawing import install_drawing
from app.view.late_rule import LateRule
from tests.house.installed import QUICK_HASH

PASSWORD = "Old-Bridge-77"
DIVISIONS = {
    "99": "枫桥省",
    "9901": "枫江市",
    "990102": "枫源县",
    "990103": "云溪县",
    "990102001": "城东街道",
}


@pytest.fixture(scope="session")
def empty_house(built_once: Any) -> Any:
    """A database with the kernel's tables, walls and triggers, and two counties; tests take copies of it."""
    return built_once("empty", _build).urls


def _build(urls: Any) -> None:
    owner = create_engine(urls.admin_url, poolclass=NullPool)
    role = make_url(urls.url).username or ""
    with owner.begin() as connection:
        metadata.create_all(connection)
        tables = append_only_tables(Record.registry)
        for table in tables:
            make_append_only(connection, table)
        build_trigrams(connection)
        build_walls(connection, gated_models(), role)
        harden(connection, role, tables)
    with open_house(urls).app_context():
        _fill()
        db.engine.dispose()


@pytest.fixture
def doors(passing_database: Any, empty_house: Any) -> Iterator[Flask]:
    """An application on a fresh copy, running as the plain role."""
    app = open_house(passing_database(empty_house))
    yield app
    with app.app_context():
        db.engine.dispose()


def open_house(urls: Any, **config: Any) -> Flask:
    """The kernel's doors over a database; rights and sessions as in the real one."""
    app = Flask("app")
    app.url_rule_class = LateRule
    app.config.update(
        SQLALCHEMY_DATABASE_URI=urls.url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(urls.url),
        SECRET_KEY="s" * 64,
        DATA_KEY="d" * 64,
        INDEX_KEY="i" * 64,
        AUDIT_KEY="a" * 64,
        FAB_CREATE_DB=False,
        FAB_UPDATE_PERMS=False,
        FAB_ADD_MENU_API=False,
        FAB_API_KEY_ENABLED=True,
        FAB_PASSWORD_HASH_METHOD=QUICK_HASH,
        SIGN_IN_RATE=1000,
        SECOND_FACTOR_ROLES=("system_admin", "security_admin", "audit_admin"),
        LANGUAGES={"zh_Hans_CN": {"flag": "cn", "name": "简体中文"}, "en": {"flag": "gb", "name": "English"}},
        BABEL_DEFAULT_LOCALE="en",
    )
    app.config.update(config)
    db.init_app(app)
    app.extensions["house"] = House(
        models={
            m.class_.model_id(): m.class_ for m in Record.registry.mappers if hasattr(m.class_, "model_id")
        }
    )

    @app.before_request
    def _note_reading() -> None:
        reading.set(request.method in ("GET", "HEAD"))

    @app.teardown_request
    def _forget_reading(_error: BaseException | None) -> None:
        reading.set(False)

    app.context_processor(lambda: {"account": None})
    with app.app_context():
        prepare(db.engine)
        for watch in (install_gate, watch_kept, watch_grants, install_audit):
            watch(db.session.session_factory)
        install_door(app)
        AppBuilder(app, db.session, security_manager_class=SecurityManager)
        install_drawing(app)
    return app


def _fill() -> None:
    with system("fill") as session:
        session.add(SysModule(name=KERNEL, version=KERNEL_VERSION))
        for code, name in DIVISIONS.items():
            session.add(Division(code=code, name=name, level=level_of(code)))
        for number, role in enumerate(ROLES):
            session.add(PostRole(position=number, **role))
        session.add(PostRole(name="clerk", label="Clerk", kind="business", levels="all", position=10))
        session.add(PostRole(name="admin", label="Administrator", kind="business", levels="all", position=11))
        for row in GRANTS:
            cell = {"role": row.role, "level": row.level, "model": row.model, "rights": row.rights}
            session.add(Grant(**cell, buttons=" ".join(row.buttons), module="kernel"))
        session.commit()


def add_account(username: str, division: str, *roles: str, password: str = PASSWORD, **values: Any) -> int:
    """Make an account with posts in its division and return its key."""
    with system("add account") as session:
        account = Account(
            username=username,
            name=values.pop("name", username),
            first_name=username,
            last_name="-",
            email=f"{username}@example.test",
            active=True,
            division_code=division,
            **values,
        )
        session.add(account)
        session.flush()
        for role in roles:
            session.add(Post(user_id=account.id, role=role, division_code=division))
        set_password(session, account, password)
        session.commit()
        return account.id


@contextmanager
def signed_in(app: Flask, username: str, password: str = PASSWORD) -> Iterator[Any]:
    """A browser of somebody who has signed in."""
    browser = app.test_client()
    answer = sign_in(browser, username, password)
    assert answer.status_code == 302, answer.text
    yield browser


def token_of(browser: Any, path: str = "/login/") -> str:
    """The CSRF token of a page with a form."""
    text = browser.get(path).text
    return text.split('name="csrf_token" value="')[1].split('"')[0]


def sign_in(
    browser: Any, username: str, password: str = PASSWORD, address: str = "127.0.0.1", **form: Any
) -> Any:
    """Post the sign-in form."""
    token = token_of(browser)
    return browser.post(
        "/login/",
        data={"username": username, "password": password, "csrf_token": token, **form},
        environ_base={"REMOTE_ADDR": address},
    )
