"""Accounts and posts: making, ending, disabling, and who may do it to whom.

An administrator gives business roles within their own scope, so never above their own level, and never to
themselves; the three administrator roles are given by a security administrator only and exclude each other and every
business role. Every change of rights ends the sessions of the account. Nothing here commits.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import gettext
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.access import attempts, second_factor
from app.access.access import SEPARATED
from app.access.audit import note
from app.access.gate import IDENTITY
from app.access.grants import PostRole, levels_between
from app.access.identity import beyond_scope
from app.access.matrix import SEPARATED_ROLES
from app.access.passwords import hashes_of, keep_hash, random_password, set_password
from app.access.scope import Scope, SystemScope, scope_of
from app.access.sessions import revoke
from app.model.base import level_of
from app.model.moment import today
from app.model.plain_text import TextError, plain_text
from app.org.models import Account, Division, Post, Unit


class AccountError(ValueError):
    """Something about an account or a post that may not be; the text is for the form."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


def create_account(
    session: Session,
    username: str,
    name: str,
    division_code: str,
    *,
    password: str | None = None,
    email: str | None = None,
    later: bool = False,
) -> tuple[Account, str]:
    """Make an account without posts; its first password has to be changed at the first sign-in.

    Args:
        session: the actor's session, or one of named system work.
        username: what is typed at the door; letters, digits, `.`, `-`, `_`.
        name: the person's name.
        division_code: where the account is administered.
        password: the first password; one is made up when left out.
        email: optional; an address of no domain is made up, because the table wants one.
        later: no password yet; nobody signs in before `first_passwords` has given one.

    Returns:
        The account and the first password.

    Raises:
        AccountError: a name is taken or malformed, or the division is unknown or outside the actor's scope.
    """
    username = username.strip()
    if not username or len(username) > 64 or not all(c.isalnum() or c in "._-" for c in username):
        raise AccountError(gettext("Letters, digits, dot, hyphen and underline only"), "username")
    _require_within(session, division_code)
    taken = select(Account.id).where(func.lower(Account.username) == username.lower())
    if session.execute(taken, execution_options={IDENTITY: True}).first():
        raise AccountError(gettext("This account name is taken"), "username")
    try:
        name = plain_text(name)
    except TextError as error:
        raise AccountError(str(error), "name") from None
    account = Account(
        username=username,
        name=name,
        first_name=name[:64],
        last_name="",
        email=email or f"{username}@invalid",
        active=True,
        division_code=division_code,
        session_epoch=0,
    )
    session.add(account)
    session.flush()
    if later:
        return account, ""
    given = password or random_password()
    set_password(session, account, given, must_change=True)
    return account, given


def give_post(
    session: Session,
    account: Account,
    role: str,
    division_code: str,
    *,
    below: bool = True,
    unit: Unit | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Post:
    """Give a role in a division; takes effect with the next request, after signing in again.

    Raises:
        AccountError: the role is unknown or not held at that level, excluded by a post already held, or not the
            actor's to give.
    """
    row = session.scalar(select(PostRole).where(PostRole.name == role))
    if row is None:
        raise AccountError(gettext("There is no such role"), "role")
    _require_within(session, division_code)
    if level_of(division_code) not in _levels_of(row):
        raise AccountError(gettext("This role is not held at this level"), "division_code")
    _require_may_give(session, row, account, division_code)
    _require_compatible(session, row, account)
    if valid_from and valid_to and valid_to < valid_from:
        raise AccountError(gettext("The last day lies before the first"), "valid_to")
    post = Post(
        user_id=account.id,
        role=role,
        division_code=division_code,
        below=below,
        unit_id=unit.id if unit else None,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    session.add(post)
    revoke(account)
    note("post_given", account, {"role": role, "division": division_code, "below": below}, session=session)
    return post


def end_post(session: Session, post: Post) -> None:
    """End a post: yesterday was its last day. It stays in the books.

    Raises:
        AccountError: the post is not the actor's to end.
    """
    row = session.scalar(select(PostRole).where(PostRole.name == post.role))
    account = session.get_one(Account, post.user_id)
    if row is not None:
        _require_may_give(session, row, account, post.division_code)
    post.valid_to = today() - timedelta(days=1)
    revoke(account)
    note("post_ended", account, {"role": post.role, "division": post.division_code}, session=session)


def disable(session: Session, account: Account) -> None:
    """Shut an account; its sessions, tokens and keys are refused from the commit on. Accounts are never deleted."""
    _require_may_touch(session, account)
    account.active = False
    revoke(account)
    note("account_disabled", account, session=session)


def enable(session: Session, account: Account) -> None:
    """Open a disabled account again."""
    _require_may_touch(session, account)
    account.active = True
    note("account_enabled", account, session=session)


def unlock(session: Session, account: Account) -> None:
    """Let the lock of too many tries fall at once."""
    _require_may_touch(session, account)
    attempts.forget(session, attempts.name_key(account.username))
    account.locked_until = None
    note("account_unlocked", account, session=session)


def reset_password(session: Session, account: Account, password: str | None = None) -> str:
    """Give a new first password, to be changed at the next sign-in; returns it."""
    _require_may_touch(session, account)
    given = password or random_password()
    set_password(session, account, given, must_change=True)
    note("password_reset", account, session=session)
    return given


def first_passwords(session: Session, accounts: Sequence[Account], passwords: Sequence[str]) -> None:
    """Give many accounts first passwords made by `random_password`, to be changed at the next sign-in.

    Raises:
        AccountError: one of the accounts is not the actor's to touch; none is changed.
    """
    for account in accounts:
        _require_may_touch(session, account)
    for account, hashed in zip(accounts, hashes_of(list(passwords)), strict=True):
        keep_hash(session, account, hashed, must_change=True)
        note("password_reset", account, session=session)


def may_touch(session: Session, account: Account) -> str:
    """Why an account is not the actor's to touch; nothing when it is."""
    try:
        _require_may_touch(session, account)
    except AccountError as refused:
        return str(refused)
    return ""


def reset_second_factor(session: Session, account: Account) -> None:
    """The phone is lost: the second factor is set up anew at the next sign-in."""
    _require_may_touch(session, account)
    second_factor.turn_off(account)
    revoke(account)
    note("second_factor_reset", account, session=session)


def givable_roles(session: Session) -> list[PostRole]:
    """The roles the actor may give somewhere, for the pick-list."""
    scope = scope_of(session)
    rows = session.scalars(select(PostRole).order_by(PostRole.position)).all()
    return [row for row in rows if _gives_kind(scope, row.kind)]


def _levels_of(role: PostRole) -> set[str]:
    return {level for part in role.levels.split() for level in levels_between(part)}


def _require_within(session: Session, code: str) -> None:
    if session.scalar(select(Division.id).where(Division.code == code)) is None:
        raise AccountError(gettext("There is no such division"), "division_code")
    if not scope_of(session).within(code):
        raise AccountError(gettext("This division is outside your own"), "division_code")


def _gives_kind(scope: Scope, kind: str) -> bool:
    """A security administrator gives the separated roles and no other; a business administrator the others."""
    if isinstance(scope, SystemScope):
        return True
    roles = {post.role for post in scope.reaches("org.post", "give")}
    return "security_admin" in roles if kind in SEPARATED else bool(roles - {"security_admin"})


def _require_may_give(session: Session, role: PostRole, account: Account, code: str) -> None:
    scope = scope_of(session)
    if isinstance(scope, SystemScope):
        return
    if scope.user_id == account.id:
        raise AccountError(gettext("Nobody changes their own posts"), "role")
    # A division covered by one's own post is never above it, so no level needs comparing.
    own = [post for post in scope.reaches("org.post", "give") if post.covers(code)]
    if not own or not _gives_kind(scope, role.kind):
        raise AccountError(gettext("This role is not yours to give"), "role")


def _require_may_touch(session: Session, account: Account) -> None:
    """Nobody to themselves; a business administrator only to people all of whose posts they could have given.

    Otherwise a new password for a higher account would be a way up.
    """
    scope = scope_of(session)
    if isinstance(scope, SystemScope):
        return
    if scope.user_id == account.id:
        raise AccountError(gettext("Nobody does this to their own account"))
    if not scope.within(account.division_code):
        raise AccountError(gettext("This account is outside your own divisions"))
    if not {post.role for post in scope.posts} <= set(SEPARATED_ROLES):
        for _role, kind, code in _posts_held(session, account):
            if kind in SEPARATED or not scope.within(code):
                raise AccountError(gettext("This account holds a post that is not yours to give"))


def _require_compatible(session: Session, role: PostRole, account: Account) -> None:
    """One separated role a person, and nothing beside it."""
    for name, kind, _code in _posts_held(session, account):
        if (role.kind in SEPARATED or kind in SEPARATED) and name != role.name:
            raise AccountError(gettext("This role excludes a post already held"), "role")


def _posts_held(session: Session, account: Account) -> list[tuple[str, str, str]]:
    """Role, kind and division of every post of today or later, also those beyond the actor's scope."""
    asked = (
        select(Post.role, PostRole.kind, Post.division_code)
        .join(PostRole, PostRole.name == Post.role)
        .where(Post.user_id == account.id, or_(Post.valid_to.is_(None), Post.valid_to >= today()))
    )
    with beyond_scope(session, "posts held elsewhere"):
        return [(role, kind, code) for role, kind, code in session.execute(asked)]
