"""Who may read a row: asked for people, not for the reader, before they are named on it or told of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.access.identity import beyond_scope, scope_for
from app.access.scope import Scope
from app.model.base import codes_above
from app.model.moment import today
from app.model.pinyin import full_pinyin, initials
from app.org.models import Account, Post

#: People a list offers, and how many of those that match are asked after.
OFFERED, _ASKED = 8, 24


def scopes_of(session: Session, user_ids: Iterable[int]) -> dict[int, Scope]:
    """What active accounts reach today; called as system work."""
    wanted = sorted(set(user_ids))
    accounts = session.scalars(select(Account).where(Account.id.in_(wanted), Account.active.is_(True))).all()
    return {account.id: scope_for(session, account) for account in accounts}


def readers(session: Session, row: Any, scopes: dict[int, Scope]) -> set[int]:
    """Those among some people who may read a row, found in one statement; called as system work."""
    model = type(row)
    here = [
        (user_id, select(model.id).where(model.id == row.id, scope.criterion(model)).exists())
        for user_id, scope in scopes.items()
        if scope.reaches(model.model_id())
    ]
    if not here:
        return set()
    answer = session.execute(select(*(asked for _user_id, asked in here))).one()
    return {user_id for (user_id, _asked), may in zip(here, answer, strict=True) if may}


def may_all_read(session: Session, row: Any, user_ids: Iterable[int]) -> bool:
    """Whether all of some accounts exist, are active and may read a row the session has read."""
    wanted = set(user_ids)
    with beyond_scope(session, "who may read"):
        return readers(session, row, scopes_of(session, wanted)) == wanted


def offered(session: Session, row: Any, text: str, besides: int | None = None) -> list[tuple[int, str, str]]:
    """Colleagues who may read a row, by what is typed of their name or its sounds: account, name, role of their post.

    Args:
        session: the reader's session.
        row: a scoped row the reader has read.
        text: the first characters of the name, its pinyin or its initials; all are offered for nothing.
        besides: an account not to be offered, the reader's own.
    """
    with beyond_scope(session, "who may read"):
        found: dict[int, tuple[str, str]] = {}
        for user_id, name, role in session.execute(_posted_around(row.division_code)):
            if user_id not in (*found, besides) and _fits(name, text):
                found[user_id] = name, role
            if len(found) == _ASKED:
                break
        able = readers(session, row, scopes_of(session, found))
    return [(user_id, *found[user_id]) for user_id in found if user_id in able][:OFFERED]


def _posted_around(code: str):  # type: ignore[no-untyped-def]
    """Active people with a post valid today at a place, above or below it, the nearest to it first."""
    day = today()
    return (
        select(Account.id, Account.name, Post.role)
        .join(Post, Post.user_id == Account.id)
        .where(
            Account.active.is_(True),
            or_(Post.division_code.in_((code, *codes_above(code))), Post.division_code.startswith(code)),
            or_(Post.valid_from.is_(None), Post.valid_from <= day),
            or_(Post.valid_to.is_(None), Post.valid_to >= day),
        )
        .order_by(Post.division_code.desc(), Account.name, Account.id)
        .limit(500)
    )


def _fits(name: str, text: str) -> bool:
    if not text or text in name:
        return True
    typed = text.lower()
    return typed.isascii() and (
        full_pinyin(name).startswith(typed) or any(short.startswith(typed) for short in initials(name))
    )
