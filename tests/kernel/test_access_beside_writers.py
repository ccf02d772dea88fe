"""Requests that only read and still leave a line, beside somebody who writes without a pause."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

import pytest
from flask import Flask, abort, current_app, request
from sqlalchemy import func, select

from app.access import api_keys
from app.access.audit_chain import Audit
from app.access.scope import system
from app.model.base import db
from app.model.engine import reading
from app.org.models import Account, Unit
from tests.kernel.access_house import add_account, signed_in

TIMES = 40


@pytest.fixture
def app(doors: Flask) -> Flask:
    with doors.app_context():
        doors.add_url_rule("/closed/", view_func=lambda: abort(403))
        doors.add_url_rule("/whose/", view_func=_whose)
        add_account("lin", "990102", "clerk")
        with system("fill") as session:
            session.add(Unit(name="中心", short_name="中心", kind="centre", division_code="990102"))
            session.commit()
    return doors


def _whose() -> str:
    """Whose key came along, as Flask-AppBuilder's APIs find out."""
    return str(current_app.appbuilder.sm.validate_api_key(request.headers["X-Key"]).username)  # type: ignore[attr-defined]


@contextmanager
def somebody_writing(app: Flask) -> Iterator[list[int]]:
    """A thread that changes a row again and again, each time with its line in the trail; gives what it wrote."""
    enough, written = Event(), list[int]()

    def write() -> None:
        with app.app_context():
            while not enough.wait(0.001):
                with system("write") as session:
                    session.scalars(select(Unit)).one().short_name = f"中心{len(written)}"
                    session.commit()
                written.append(len(written))
            db.session.remove()

    thread = Thread(target=write)
    thread.start()
    try:
        yield written
    finally:
        enough.set()
        thread.join()


def test_every_refusal_is_answered_as_one_and_stands_in_the_trail(app: Flask) -> None:
    with signed_in(app, "lin") as browser, somebody_writing(app) as written:
        answers = [browser.get("/closed/").status_code for _time in range(TIMES)]
    assert answers == [403] * TIMES
    assert len(written) > TIMES / 4, "there was nobody beside them"
    with app.app_context(), system("look", reads=True) as session:
        lines = session.scalar(select(func.count(Audit.id)).where(Audit.action == "denied"))
    assert lines == TIMES


def test_the_use_of_a_key_is_written_down_by_a_request_that_reads(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_keys, "_USED_EVERY", timedelta(0))
    with app.app_context(), system("give a key") as session:
        owner = session.scalars(select(Account).where(Account.username == "lin")).one()
        key = api_keys.new_key(session, owner, "hotline")
        session.commit()
    machine = app.test_client()
    with somebody_writing(app) as written:
        answers = [machine.get("/whose/", headers={"X-Key": key}).text for _time in range(TIMES)]
    assert answers == ["lin"] * TIMES
    assert len(written) > TIMES / 4, "there was nobody beside them"


def test_system_work_says_whether_it_only_reads(app: Flask) -> None:
    with app.app_context():
        reading.set(True)
        with system("write"):
            assert not reading.get()
            with system("look", reads=True):
                assert reading.get()
            assert not reading.get()
        assert reading.get()
        reading.set(False)
