"""Playing the parts of the demo: who acts, and when."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.scope import Reach, SystemScope
from app.document.fonts import font_report
from app.model import moment
from app.org.models import Account

#: The day the demo looks at; everything happened before it.
NOW = datetime(2026, 11, 20, 10, 42)


@contextmanager
def acting(session: Session, username: str, at: str) -> Iterator[Account]:
    """Let a demo account act at a moment: history and audit columns name it.

    Args:
        session: the session the demo is loaded with.
        username: the account (`clerk_town`).
        at: ISO minute, `2026-11-18 09:12`.
    """
    account = session.scalars(select(Account).where(Account.username == username)).one()
    posts = tuple(Reach(post.role, post.division_code, post.below, post.unit_id) for post in account.posts)
    before = session.info["scope"]
    session.info["scope"] = SystemScope(user_id=account.id, posts=posts, purpose="demo")
    try:
        with moment.frozen(at):
            yield account
            session.flush()
    finally:
        session.info["scope"] = before


def papers_can_be_made() -> bool:
    """Whether the fonts of the papers are here; without them the demo leaves out what ends in a paper."""
    return not font_report()
