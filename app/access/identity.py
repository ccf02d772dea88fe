"""Who is asking, and what they may reach: the account, the posts valid today, the shares and the grant table."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from functools import lru_cache
from typing import Any

from flask import current_app
from sqlalchemy import BindParameter, Date, Select, and_, bindparam, false, or_, select
from sqlalchemy.orm import Session, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.util import identity_key

from app.access.gate import IDENTITY, bind_scope, share_models
from app.access.matrix import matrix_of
from app.access.scope import NOTHING, Reach, Scope, SystemScope, scope_of
from app.model.kept import note_number, version_number
from app.model.moment import today
from app.org.changes import former_codes
from app.org.models import Account, Post

#: What a request asks of the account it comes from; anything else is read when it is asked for.
_ASKED = (
    *("id", "username", "name", "active", "division_code"),
    *("session_epoch", "must_change_password", "password_changed_at", "totp_secret"),
)

#: People whose scopes one process keeps; each holds some hundred kilobytes of criteria.
_SCOPES = 64


def identify(session: Session, user_id: int) -> Account | None:
    """Find an active account and bind its scope to the session; nobody found, nothing bound.

    One query gives account, posts, the number of what is kept in memory and whether anything is shared with the units
    of the posts; only then another gives the shares. They run as named system work, because on PostgreSQL posts lie
    behind the second wall; the scope is bound before anything else is read.
    """
    with beyond_scope(session, "identify") as found:
        account, found.scope = _look_up(session, user_id)
    return account


class beyond_scope:  # noqa: N801 - a context
    """Read what lies beyond one's scope, to judge or to name a colleague, never to show a row; nothing is flushed.

    At the end the session has the scope it had before, or the one set in `scope`; after an error it has none.
    """

    def __init__(self, session: Session, purpose: str) -> None:
        self.session = session
        self.purpose = purpose
        self.scope: Scope = NOTHING

    def __enter__(self) -> beyond_scope:
        self.scope = scope_of(self.session)
        self._autoflush, self.session.autoflush = self.session.autoflush, False
        bind_scope(self.session, SystemScope(purpose=self.purpose))
        return self

    def __exit__(self, error: type[BaseException] | None, *_rest: Any) -> None:
        self.session.autoflush = self._autoflush
        bind_scope(self.session, NOTHING if error else self.scope)


def scope_for(session: Session, account: Account) -> Scope:
    """The scope an account has today, without binding it (jobs that act for a person, commands)."""
    return _look_up(session, account.id)[1]


def _look_up(session: Session, user_id: int) -> tuple[Account | None, Scope]:
    day = today()
    asked = {"asked": user_id, "user_id": user_id, "day": day}
    rows = session.connection().execute(_account_and_posts(share_models()), asked).all()
    if not rows or not rows[0].active:
        return None, NOTHING
    posts = tuple(Reach(row.role, row.code, row.below, row.unit_id) for row in rows if row.role)
    note_number(session, rows[0].number)
    shares = _shares(session, user_id, posts) if any(row.shared for row in rows) else ()
    former = tuple(
        old for old, new in former_codes(session).items() if any(post.covers(new) for post in posts)
    )
    scope = replace(Scope(user_id, posts, matrix_of(session), *shares), former=former)
    return _loaded(session, rows[0]), _kept(day, scope)


def _loaded(session: Session, row: Any) -> Account:
    """The account as if the session had loaded it, without the loading, which every request would pay for."""
    account = session.identity_map.get(identity_key(Account, row.id))
    if account is None:
        account = Account.__mapper__.class_manager.new_instance()
        account.__dict__.update((name, getattr(row, name)) for name in _ASKED)
        make_transient_to_detached(account)
        session.add(account)
    else:
        for name in _ASKED:
            set_committed_value(account, name, getattr(row, name))
    return account  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _account_and_posts(sharing: tuple[Any, ...]) -> Select[Any]:
    """An account, each post valid on a day, whether anything is shared with the post's unit, and the number of what is
    kept; the same statement for everybody, of tables, for nobody is known yet to whom the row gate could open.
    """
    asked = Account.__table__.c  # type: ignore[attr-defined]
    day: BindParameter[date] = bindparam("day", type_=Date)
    valid = and_(
        Post.user_id == Account.id,
        or_(Post.valid_from.is_(None), Post.valid_from <= day),
        or_(Post.valid_to.is_(None), Post.valid_to >= day),
    )
    shared = or_(false(), *(model.shared_with([Post.unit_id]).exists() for model in sharing))
    return (
        select(
            *(asked[name] for name in _ASKED),
            *(Post.role, Post.division_code.label("code"), Post.below, Post.unit_id),
            *(shared.label("shared"), version_number().label("number")),
        )
        .select_from(Account)
        .outerjoin(Post, valid)
        .where(Account.id == bindparam("asked"))
        .order_by(Post.id)
    )


def _kept(day: date, scope: Scope) -> Scope:
    """The scope this person had at the last request, if nothing about it has changed since.

    With it come the row criteria it has built, which are dear to build anew for every request. A criterion may name
    the day, so no scope outlives it.
    """
    scopes = current_app.extensions.setdefault("scopes", {})
    last_day, last = scopes.get(scope.user_id, (None, None))
    if last_day == day and last.matrix is scope.matrix and _reach(last) == _reach(scope):
        return last
    if len(scopes) >= _SCOPES:
        scopes.clear()
    scopes[scope.user_id] = day, scope
    return scope


def _reach(scope: Scope) -> tuple[Any, ...]:
    return tuple(getattr(scope, part.name) for part in fields(scope) if part.name != "matrix")


@lru_cache(maxsize=1)
def _share_statements(models: tuple[Any, ...]) -> tuple[tuple[str, Select[Any]], ...]:
    """What each model shares with some units, as the same statement for everybody."""
    units: BindParameter[Any] = bindparam("units", expanding=True)
    return tuple((model.share_of, model.shared_with(units)) for model in models)


def _shares(
    session: Session, user_id: int, posts: tuple[Reach, ...]
) -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]], tuple[str, ...], tuple[str, ...]]:
    """What is shared with the user's units, what of it they may work on, and where that lies."""
    units = tuple(dict.fromkeys(post.unit_id for post in posts if post.unit_id))
    seen: dict[str, tuple[int, ...]] = {}
    handled: dict[str, tuple[int, ...]] = {}
    codes: dict[str, bool] = {}
    asked = {"user_id": user_id, "units": units, "day": today()}
    for kind, statement in _share_statements(share_models()):
        for key, may_handle, code in session.execute(statement, asked, execution_options={IDENTITY: True}):
            seen[kind] = (*seen.get(kind, ()), key)
            codes[code] = codes.get(code, False) or may_handle
            if may_handle:
                handled[kind] = (*handled.get(kind, ()), key)
    return seen, handled, tuple(code for code, may in codes.items() if may), tuple(codes)
