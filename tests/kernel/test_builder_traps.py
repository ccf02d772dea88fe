"""Traps of Flask-AppBuilder and SQLAlchemy that would open a hole in silence, each held shut here."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import String, UniqueConstraint, func, select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Mapped, mapped_column

from app.access.api_keys import new_key
from app.access.scope import system
from app.model.base import Record, db
from app.org.models import Account, Unit
from tests.house.installed import PASSWORD

CASES = "/api/v1/cases/case/"


@pytest.mark.parametrize("sister", ["bulk_save_objects", "bulk_insert_mappings", "bulk_update_mappings"])
def test_no_session_saves_in_bulk_past_gate_and_trail(app: Flask, sister: str) -> None:
    row = {"name": "外面", "short_name": "外", "kind": "centre", "division_code": "990103"}
    given: tuple[Any, ...] = ([Unit(**row)],) if sister == "bulk_save_objects" else (Unit, [row])
    with app.app_context(), pytest.raises(TypeError, match="one statement"):
        getattr(db.session, sister)(*given)


@pytest.mark.parametrize("more", [None, (UniqueConstraint("word"),)])
def test_two_owners_of_a_table_are_a_mistake_and_not_merged(more: Any) -> None:
    columns = set(Unit.__table__.c.keys())
    body: dict[str, Any] = {
        "__module__": "app.org.twin",
        "__tablename__": "org_unit",
        "__annotations__": {"word": Mapped[str]},
        "word": mapped_column(String(10)),
    }
    with pytest.raises(InvalidRequestError, match="already defined"):
        type(f"TwinOfUnit{bool(more)}", (Record,), body | ({"__table_args__": more} if more else {}))
    assert set(Unit.__table__.c.keys()) == columns
    gc.collect()  # the class half made goes now, before somebody looks through all of them


def test_an_application_that_starts_makes_no_tables_and_no_permissions(app: Flask) -> None:
    assert app.config["FAB_CREATE_DB"] is False and app.config["FAB_UPDATE_PERMS"] is False
    assert app.config["FAB_ADD_SECURITY_VIEWS"] is False and app.config["FAB_ADD_SECURITY_API"] is False
    permission = app.appbuilder.sm.permission_model  # type: ignore[attr-defined]
    with app.app_context(), system("count", reads=True) as session:
        assert session.scalar(select(func.count()).select_from(permission)) == 0


def test_machines_are_given_no_cookie(app: Flask, login: Callable[..., FlaskClient]) -> None:
    assert "Set-Cookie" not in app.test_client().get(CASES).headers
    body = {"username": "clerk_county", "password": PASSWORD, "provider": "db"}
    signed = app.test_client().post("/api/v1/security/login", json=body)
    with app.app_context(), system("give a key") as session:
        account = session.scalars(select(Account).where(Account.username == "clerk_county")).one()
        key = new_key(session, account, "hotline")
        session.commit()
    for secret in (signed.get_json()["access_token"], key):
        machine = app.test_client()
        headers = {"Authorization": f"Bearer {secret}"}
        for answer in (
            machine.get(CASES, headers=headers),
            machine.get(f"{CASES}999999", headers=headers),
            machine.post(CASES, json={}, headers=headers),
        ):
            assert answer.status_code in (200, 404, 422)
            assert "Set-Cookie" not in answer.headers, answer.request.path
    assert "Set-Cookie" not in signed.headers
