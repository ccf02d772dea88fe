"""Fixtures shared by the tests of centres: the demo county, its units by name, and people to stand at posts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.access.identity import scope_for
from app.access.scope import acting_as, system
from app.org.models import Account, Unit
from modules.centres.models import Duty, Shift
from modules.parties.models import Person

COUNTY, STREET, NEIGHBOUR = "枫源县社会治理中心", "城东街道社会治理中心", "云溪县社会治理中心"

#: A Monday.
MONDAY = date(2026, 11, 23)

As = Callable[[str], AbstractContextManager[Session]]
Writing = Callable[[], AbstractContextManager[Session]]


@pytest.fixture
def as_account(app: Flask) -> As:
    """A function `as_account("leader_city")`: the with-block works with what that account of the demo may."""

    @contextmanager
    def enter(username: str) -> Iterator[Session]:
        with app.test_request_context():
            with system("look") as session:
                account = session.scalars(select(Account).where(Account.username == username)).one()
                scope = scope_for(session, account)
            with acting_as(scope) as session:
                yield session

    return enter


@pytest.fixture
def writing(app: Flask) -> Writing:
    """A function `writing()`: the with-block works on the demo county, whose rosters are empty at first, and commits.

    Pages are asked for outside of it: a request inside would lend the session its own scope.
    """

    @contextmanager
    def enter() -> Iterator[Session]:
        with app.test_request_context(), system("rosters for a test") as session:
            yield session
            session.commit()

    with enter() as session:
        session.execute(delete(Duty))
    return enter


@pytest.fixture
def roster(writing: Writing) -> Iterator[Session]:
    """A system session on the demo county without its rosters, for tests that ask for no page."""
    with writing() as session:
        yield session
        session.rollback()


def unit_of(session: Session, name: str) -> Unit:
    return session.scalars(select(Unit).where(Unit.name == name)).one()


def key_of(session: Session, name: str) -> int:
    """The key of a person of the demo."""
    return session.scalars(select(Person.id).where(Person.name == name).order_by(Person.id)).first() or 0


def duty(
    session: Session, day: date, shift: str = "day", a: str = "", b: str = "", unit: str = COUNTY
) -> Duty:
    """A duty in the session, its problems not looked for."""
    row = Duty(
        unit_id=unit_of(session, unit).id,
        day=day,
        shift_id=session.scalars(select(Shift.id).where(Shift.code == shift)).one(),
        person_a_id=key_of(session, a) if a else None,
        person_b_id=key_of(session, b) if b else None,
    )
    session.add(row)
    return row


def planned(session: Session, *given: object, **named: object) -> Duty:
    """A duty that is right, and written."""
    row = duty(session, *given, **named)  # type: ignore[arg-type]
    assert row.problems() == {}
    session.flush()
    return row
