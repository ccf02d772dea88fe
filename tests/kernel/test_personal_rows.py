"""Rows of one person: who reads and who changes them, by the gate and behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.access.scope import NOTHING, Reach, Scope, ScopeError, acting_as
from app.view.models import SavedView
from tests.kernel.access_house import add_account


@pytest.fixture
def people(doors: Flask) -> Iterator[dict[str, Scope]]:
    """A clerk of a street, a colleague, one of the county, one next door; each keeps a view."""
    places = {"clerk": "990102001", "colleague": "990102001", "county": "990102", "next": "990103"}
    with doors.app_context():
        scopes = {
            name: Scope(add_account(name, code, "clerk"), (Reach("clerk", code),))
            for name, code in places.items()
        }
        for name, scope in scopes.items():
            with acting_as(scope) as session:
                session.add(SavedView(model="org.unit", name=name))
                session.commit()
        yield scopes


def names(session: Session) -> set[str]:
    return set(session.scalars(select(SavedView.name)))


def test_each_reads_their_own(people: dict[str, Scope]) -> None:
    for name, scope in people.items():
        with acting_as(scope, reads=True) as session:
            assert names(session) == {name}
            assert session.scalar(select(func.count()).select_from(SavedView)) == 1


def test_nobody_reads_nothing(people: dict[str, Scope]) -> None:
    with acting_as(NOTHING, reads=True) as session:
        assert names(session) == set()


def test_what_is_shared_is_read_there_and_below(people: dict[str, Scope]) -> None:
    for owner, code in (("county", "990102"), ("colleague", "990102001")):
        with acting_as(people[owner]) as session:
            session.scalars(select(SavedView).where(SavedView.name == owner)).one().shared_code = code
            session.commit()
    seen = {}
    for name, scope in people.items():
        with acting_as(scope, reads=True) as session:
            seen[name] = names(session)
    assert seen == {
        "clerk": {"clerk", "county", "colleague"},
        "colleague": {"colleague", "county"},
        "county": {"county"},
        "next": {"next"},
    }


def test_only_the_owner_changes(people: dict[str, Scope]) -> None:
    with acting_as(people["county"]) as session:
        session.scalars(select(SavedView)).one().shared_code = "990102"
        session.commit()
    with acting_as(people["clerk"]) as session:
        others = session.scalars(select(SavedView).where(SavedView.name == "county")).one()
        others.name = "taken over"
        with pytest.raises(ScopeError):
            session.flush()
        session.rollback()
        session.execute(update(SavedView).where(SavedView.name == "county").values(name="x"))
        session.execute(delete(SavedView).where(SavedView.name == "county"))
        session.delete(session.scalars(select(SavedView).where(SavedView.name == "county")).one())
        with pytest.raises(ScopeError):
            session.flush()


def test_nobody_writes_for_another_or_gives_away(people: dict[str, Scope]) -> None:
    with acting_as(people["clerk"]) as session:
        session.add(SavedView(model="org.unit", name="x", owner_id=people["next"].user_id))
        with pytest.raises(ScopeError):
            session.flush()
        session.rollback()
        with pytest.raises(ScopeError):
            session.execute(update(SavedView).values(owner_id=people["next"].user_id))
        session.rollback()
        session.scalars(select(SavedView)).one().owner_id = people["next"].user_id
        with pytest.raises(ScopeError):
            session.flush()


@pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)
def test_the_wall_stands_behind_the_gate(people: dict[str, Scope]) -> None:
    with acting_as(people["clerk"]) as session:
        connection = session.connection()
        assert connection.execute(text("select name from view_saved_view")).scalars().all() == ["clerk"]
        with pytest.raises(DBAPIError):
            connection.execute(
                text("update view_saved_view set owner_id = :other"), {"other": people["next"].user_id}
            )
