"""Names for codes and keys: places, colleagues, roles and rows that are only pointed at.

A page asks for all its names at once. Names of places and roles seldom change and are public, so they are remembered
for a minute; names of colleagues are read for each page.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from flask import current_app
from sqlalchemy import Select, or_, select

from app.access.gate import IDENTITY
from app.access.grants import PostRole
from app.access.identity import beyond_scope
from app.access.scope import current_scope
from app.model.base import LEVELS, codes_above, db
from app.org.models import Account, Division
from app.view.calling import called
from app.view.loading import naming_loads
from app.view.search import contains, words_of

_SECONDS = 60
_MOST = 20_000


class _Remembered:
    """Names by code with the moment they were read."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, str]] = {}

    def look_up(self, codes: Iterable[str], load: Callable[[list[str]], dict[str, str]]) -> dict[str, str]:
        """The names of codes, read from the database only where they are unknown or old."""
        wanted = set(codes)
        now = time.monotonic()
        fresh = {
            code: kept[1]
            for code in wanted
            if (kept := self._known.get(code)) is not None and now - kept[0] < _SECONDS
        }
        missing = sorted(wanted - fresh.keys())
        if missing:
            found = load(missing)
            if len(self._known) > _MOST:
                self._known.clear()
            for code in missing:
                fresh[code] = found.get(code, code)
                self._known[code] = (now, fresh[code])
        return fresh


def division_names(codes: Iterable[str]) -> dict[str, str]:
    """Short names of places by code; a code nobody knows stands for itself."""
    return _memory("divisions").look_up(codes, _load_divisions)


def place_names(codes: Iterable[str | None]) -> dict[str, str]:
    """Names that tell villages of one name apart: a village is named with its township."""
    known = {code for code in codes if code}
    names = division_names(known | {code[:9] for code in known if len(code) == 12})
    return {code: f"{names[code[:9]]} {names[code]}" if len(code) == 12 else names[code] for code in known}


def role_names(roles: Iterable[str]) -> dict[str, str]:
    """Labels of roles by name."""
    return _memory("roles").look_up(roles, _load_roles)


def people_names(keys: Iterable[int | None]) -> dict[int, str]:
    """Names of colleagues by account; everybody who signs in may know who did something."""
    known = {key for key in keys if key}
    if not known:
        return {}
    statement = select(Account.id, Account.name, Account.username).where(Account.id.in_(known))
    rows = db.session.execute(statement, execution_options={IDENTITY: True})
    return {key: name or username for key, name, username in rows}


def colleagues(text: str = "", key: int | None = None, limit: int = 20) -> list[Account]:
    """Accounts that may be named on a record: of the reader's places, those below and those above.

    Args:
        text: part of the name or sign-in name.
        key: one account only.
        limit: how many at most.
    """
    posts = current_scope().posts
    above = {code for post in posts for code in codes_above(post.code)}
    places = [getattr(Account, LEVELS[post.level][1]) == post.code for post in posts]
    statement = select(Account).where(
        Account.active.is_(True), or_(Account.division_code.in_(above), *places)
    )
    if key is not None:
        statement = statement.where(Account.id == key)
    for word in words_of(text):
        statement = statement.where(or_(contains(Account.name, word), contains(Account.username, word)))
    statement = statement.order_by(Account.name, Account.id).limit(limit)
    return list(db.session.scalars(statement, execution_options={IDENTITY: True}))


def row_names(
    model: type[Any], keys: Iterable[int | None], *, anywhere: bool = False, of: Any = None
) -> dict[int, str]:
    """What rows that are pointed at are called, as far as they may be seen or else named (`Scoped.anywhere`).

    Args:
        of: the row they are shown on, where that matters to their names.
    """
    if issubclass(model, Account):
        return people_names(keys)
    known = {key for key in keys if key}
    if not known:
        return {}
    statement = select(model).options(*naming_loads(model)).where(model.id.in_(known))
    return {row.id: called(row, of=of) for row in found_rows(statement, anywhere=anywhere)}


def found_rows(statement: Select[Any], *, anywhere: bool) -> Sequence[Any]:
    """The rows of a statement within the reader's scope, or of any place."""
    if not anywhere:
        return db.session.scalars(statement).all()
    with beyond_scope(db.session(), "name rows of any place"):
        return db.session.scalars(statement).all()


def _memory(kind: str) -> _Remembered:
    memories: dict[str, _Remembered] = current_app.extensions.setdefault("names", {})
    return memories.setdefault(kind, _Remembered())


def _load_divisions(codes: list[str]) -> dict[str, str]:
    digits = [code for code in codes if code.isascii() and code.isdigit()]  # a form shows again what was sent
    rows = db.session.execute(select(Division.code, Division.name).where(Division.code.in_(digits)))
    return {row.code: row.name for row in rows}


def _load_roles(roles: list[str]) -> dict[str, str]:
    rows = db.session.execute(select(PostRole.name, PostRole.label).where(PostRole.name.in_(roles)))
    return {row.name: row.label for row in rows}
