"""People of the demo at work outside a request: with their own posts, and so under the row gate."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.identity import scope_for
from app.access.scope import acting_as, system
from app.org.models import Account


@contextmanager
def acting_person(username: str) -> Iterator[Session]:
    """A session that works with a demo account's rights; what is not committed is undone."""
    with system("look up an account for a test", reads=True) as session:
        account = session.scalars(select(Account).where(Account.username == username)).one()
        scope = scope_for(session, account)
    with acting_as(scope) as session:
        yield session
        session.rollback()
