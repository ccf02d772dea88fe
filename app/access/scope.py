"""The row gate: the only place where it is decided which rows somebody sees and changes.

A `Scope` belongs to a session (`session.info["scope"]`). A session without one sees nothing of any scoped table.
The gate works on every ORM SELECT, UPDATE, DELETE and flush; on PostgreSQL row-level security (`walls.py`) stands
behind it. System work has a named context with its own session, so that nothing it loaded is left lying about.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, true
from sqlalchemy.orm import Session

from app.access.grants import UNNAMED, Matrix
from app.model.base import LEVELS, Personal, Scoped, codes_above, db, level_of
from app.model.engine import reading

ROW_RULES = ("below", "shared_down", "assigned", "own_grid")


class ScopeError(PermissionError):
    """A write outside the scope, or a statement the gate cannot judge."""


@dataclass(frozen=True)
class Reach:
    """One post as the gate sees it: a role in a division, for that division alone or also for those below."""

    role: str
    code: str
    below: bool = True
    unit_id: int | None = None

    @property
    def level(self) -> str:
        """The level of the post; empty for a malformed code, to which nothing is granted."""
        try:
            return level_of(self.code)
        except ValueError:
            return ""

    def covers(self, code: str | None) -> bool:
        """Whether a row of that division code lies within this post."""
        if not code or not self.level:
            return False
        return code.startswith(self.code) if self.below else code == self.code


@dataclass(frozen=True)
class Scope:
    """What one user may reach, from the posts valid today and the grant table.

    Args:
        user_id: the account, or None for a visitor.
        posts: the posts valid today.
        matrix: the grant table.
        shares: keys of rows shared with the user's units by share kind, e.g. `{"case_id": (17, 32)}`.
        handled: those among them the units may also work on.
        handled_codes: the divisions of the handled rows, where what follows such a row (events, clocks) is written.
        shared_codes: the divisions of all shared rows, for the second wall.
        former: codes given up by divisions within the posts; what only grows, the history, still lies under them.
    """

    user_id: int | None = None
    posts: tuple[Reach, ...] = ()
    matrix: Matrix = field(default_factory=Matrix)
    shares: dict[str, tuple[int, ...]] = field(default_factory=dict)
    handled: dict[str, tuple[int, ...]] = field(default_factory=dict)
    handled_codes: tuple[str, ...] = ()
    shared_codes: tuple[str, ...] = ()
    former: tuple[str, ...] = ()

    def reaches(self, model: str, right: str = "r") -> tuple[Reach, ...]:
        """The posts that give a right (letter) or button (word) on a model."""
        return tuple(post for post in self.posts if self.matrix.allows(post.role, post.level, model, right))

    def may(self, right: str, subject: Any) -> bool:
        """Whether a right or button is held on a model (class or id), or on one row of it."""
        if isinstance(subject, str):
            return bool(self.reaches(subject, right))
        if isinstance(subject, type):
            return bool(self.reaches(subject.model_id(), right))  # type: ignore[attr-defined]
        posts = self.reaches(subject.model_id(), right)
        if not isinstance(subject, Scoped):
            return bool(posts)
        covered = any(post.covers(subject.division_code) for post in posts)
        return covered or bool(posts and self._shared(subject, right))

    def within(self, code: str | None) -> bool:
        """Whether a division code lies within any post at all."""
        return any(post.covers(code) for post in self.posts)

    def reaches_row(self, row: Any, code: str | None) -> bool:
        """Whether a row under that division code may be written: within a post, or on a row shared to handle."""
        return self.reaches_place(type(row), code) or self._shared(row, "u")

    def reaches_place(self, model: Any, code: str | None) -> bool:
        """Whether rows of a model may be written under that division code, whatever else they hold."""
        return self.within(code) or (getattr(model, "follows_a_row", False) and code in self.handled_codes)

    @property
    def codes(self) -> tuple[str, ...]:
        """The divisions of all posts, each once, for the second wall and for headings."""
        return tuple(dict.fromkeys(post.code for post in self.posts))

    @property
    def unit_ids(self) -> tuple[int, ...]:
        """The units in which posts are held."""
        return tuple(dict.fromkeys(post.unit_id for post in self.posts if post.unit_id))

    @property
    def unit_id(self) -> int | None:
        """The unit that acts when none is named: that of the first post held in one."""
        return next(iter(self.unit_ids), None)

    def criterion(self, cls: Any, right: str = "r") -> ColumnElement[bool]:
        """The SQL condition for the rows of a model on which the right is held; nothing held, nothing shown."""
        if issubclass(cls, Personal):
            return self._owned(cls, right)
        posts = self.reaches(cls.model_id(), right)
        if not posts:
            return false()
        if cls.row_rule in ("assigned", "own_grid"):
            free = tuple(p for p in posts if self.matrix.allows(p.role, p.level, cls.model_id(), UNNAMED))
            bound = tuple(p for p in posts if p not in free)
            parts = [self._places(cls, free)] if free else []
            if bound:
                parts.append(and_(self._places(cls, bound), cls.named(self.user_id)))
        else:
            parts = [self._places(cls, posts)]
        if cls.row_rule == "shared_down":
            above = tuple(dict.fromkeys(code for post in posts for code in codes_above(post.code)))
            if above:
                parts.append(cls.division_code.in_(above))
        keys = self._shared_keys(cls, right)
        if keys:
            parts.append(getattr(cls, getattr(cls, "share_column", cls.share_key)).in_(keys))
        return or_(*parts)

    def owns(self, row: Any) -> bool:
        """Whether a person's row is the reader's own; one not yet written is about to be."""
        return self.user_id is not None and row.owner_id in (None, self.user_id)

    def _owned(self, cls: Any, right: str) -> ColumnElement[bool]:
        if self.user_id is None:
            return false()
        own: ColumnElement[bool] = cls.owner_id == self.user_id
        if right != "r" or not hasattr(cls, "shared_code"):
            return own
        around = {code for post in self.posts if post.level for code in (post.code, *codes_above(post.code))}
        return or_(own, cls.shared_code.in_(sorted(around)))

    def _places(self, cls: Any, posts: tuple[Reach, ...]) -> ColumnElement[bool]:
        """Equality on the generated column of each post's own level."""
        codes: dict[str, list[str]] = {}
        for post in posts:
            column = LEVELS[post.level][1] if post.below else "division_code"
            if post.code not in codes.setdefault(column, []):
                codes[column].append(post.code)
        parts = [
            getattr(cls, column) == values[0] if len(values) == 1 else getattr(cls, column).in_(values)
            for column, values in codes.items()
        ]
        if self.former and getattr(cls, "append_only", False):
            parts.append(cls.division_code.in_(self.former))
        return or_(*parts)

    def _shared(self, row: Any, right: str) -> bool:
        keys = self._shared_keys(type(row), right)
        return bool(keys) and getattr(row, getattr(type(row), "share_column", type(row).share_key)) in keys

    def _shared_keys(self, cls: Any, right: str) -> tuple[int, ...]:
        kind = getattr(cls, "share_key", None)
        return (self.shares if right == "r" else self.handled).get(kind, ()) if kind else ()


#: The scope of a session nobody has signed in to.
NOTHING = Scope()


@dataclass(frozen=True)
class SystemScope(Scope):
    """Named system work: sees and writes every row, on a session of its own."""

    purpose: str = ""

    def reaches(self, model: str, right: str = "r") -> tuple[Reach, ...]:
        return ()

    def may(self, right: str, subject: Any) -> bool:
        return True

    def within(self, code: str | None) -> bool:
        return True

    def reaches_row(self, row: Any, code: str | None) -> bool:
        return True

    def owns(self, row: Any) -> bool:
        return True

    def criterion(self, cls: Any, right: str = "r") -> ColumnElement[bool]:
        return true()


def scope_of(session: Session) -> Scope:
    """The scope a session works under; NOTHING when nobody bound one."""
    scope = session.info.get("scope")
    return scope if isinstance(scope, Scope) else NOTHING


def current_scope() -> Scope:
    """The scope of the current request, command or job."""
    return scope_of(db.session())


@contextmanager
def system(purpose: str, *, reads: bool = False) -> Iterator[Session]:
    """Work as the system, on a session of its own that becomes the current one for the duration.

    The caller commits; what is not committed is rolled back. The outer session's transaction, so far only reading,
    is ended first, because SQLite has one writer at a time. Inside a request that only reads it may still write:
    whether SQLite begins for writing is said here anew.

    Args:
        purpose: what is being done, for the audit trail ("import divisions").
        reads: nothing will be written, so nobody who writes is waited for.

    Raises:
        RuntimeError: the outer session has written and not committed.
    """
    registry = db.session.registry
    outer = registry() if registry.has() else None
    if outer is not None and outer.in_transaction():
        if outer.new or outer.dirty or outer.deleted or outer.info.get("wrote"):
            raise RuntimeError("system work cannot begin inside an unfinished write")
        outer.rollback()
    session = db.session.session_factory()
    session.info["scope"] = SystemScope(purpose=purpose)
    registry.set(session)
    token = reading.set(reads)
    try:
        yield session
    finally:
        session.rollback()
        session.close()
        reading.reset(token)
        if outer is not None:
            registry.set(outer)
        else:
            registry.clear()


@contextmanager
def acting_as(scope: Scope, *, reads: bool = False) -> Iterator[Session]:
    """Work with a user's scope on a session of its own (jobs that act for a person, tests)."""
    with system("acting", reads=reads) as session:
        session.info["scope"] = scope
        yield session
