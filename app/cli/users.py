"""`flask users …`: accounts and posts from the command line, as named system work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import click
from flask.cli import with_appcontext
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.access import accounts, api_keys
from app.access.passwords import objections, random_password, set_password
from app.access.scope import system
from app.cli.output import as_json, show, table
from app.cli.standing import needs_house, reads_house
from app.org.models import Account, Post

#: What was done to an account, in a word.
_DONE = {"disable": _("Disabled"), "enable": _("Enabled"), "unlock": _("Unlocked")}


@click.group("users")
def command() -> None:
    """Accounts: create, list, password, disable, enable, unlock, post, end-post, key."""


@command.command("create")
@click.argument("username")
@click.argument("name")
@click.argument("division")
@click.option("--role", "roles", multiple=True, help="Also give this post in that division; may be repeated.")
@click.option(
    "--password", help="First password; made up when left out, changed at the first sign-in either way."
)
@as_json
@with_appcontext
@needs_house
def create(
    username: str, name: str, division: str, roles: tuple[str, ...], password: str | None, as_json: bool
) -> None:
    """Make an account: what is typed at the door, the person's name, the division code."""
    with _work("flask users create") as session:
        account, given = accounts.create_account(session, username, name, division, password=password)
        for role in roles:
            accounts.give_post(session, account, role, division)
        session.commit()
        told = {"id": account.id, "username": account.username, "password": given}
    plainly = gettext(
        "%(account)s can sign in; first password: %(password)s", account=username, password=given
    )
    _say(told, plainly, as_json)


@command.command("list")
@click.option("--division", default="", help="Only accounts below this division code.")
@as_json
@with_appcontext
@reads_house
def list_(division: str, as_json: bool) -> None:
    """Every account with its posts."""
    with system("flask users list", reads=True) as session:
        asked = (
            select(Account).options(selectinload(Account.posts)).order_by(Account.division_code, Account.id)
        )
        if division:
            asked = asked.where(Account.division_code.startswith(division, autoescape=True))
        found = [_told(account) for account in session.scalars(asked)]
    if as_json:
        return show(found)
    lines = [
        (
            one["username"],
            one["name"],
            one["division"],
            gettext("Active") if one["active"] else gettext("Disabled"),
            " ".join(f"{post['role']}@{post['division']}" for post in one["posts"]),
        )
        for one in found
    ]
    table(
        (gettext("Account"), gettext("Full name"), gettext("Division"), gettext("State"), gettext("Posts")),
        lines,
    )


@command.command("password")
@click.argument("username")
@click.option("--password", help="Made up when left out.")
@click.option("--keep", is_flag=True, help="The owner need not change it at the next sign-in.")
@as_json
@with_appcontext
@needs_house
def password_(username: str, password: str | None, keep: bool, as_json: bool) -> None:
    """Give an account a new password and end its sessions."""
    with _work("flask users password") as session:
        account = _find(session, username)
        if password and objections(session, account, password):
            raise click.ClickException("；".join(objections(session, account, password)))
        given = password or random_password()
        set_password(session, account, given, must_change=not keep)
        session.commit()
    _say({"username": username, "password": given}, f"{username}: {given}", as_json)


@command.command("disable")
@click.argument("username")
@as_json
@with_appcontext
@needs_house
def disable_(username: str, as_json: bool) -> None:
    """Shut an account; its sessions, tokens and keys are refused at once."""
    _act(username, "disable", as_json)


@command.command("enable")
@click.argument("username")
@as_json
@with_appcontext
@needs_house
def enable_(username: str, as_json: bool) -> None:
    """Open a disabled account again."""
    _act(username, "enable", as_json)


@command.command("unlock")
@click.argument("username")
@as_json
@with_appcontext
@needs_house
def unlock_(username: str, as_json: bool) -> None:
    """Let the lock of too many tries fall at once."""
    _act(username, "unlock", as_json)


@command.command("post")
@click.argument("username")
@click.argument("role")
@click.argument("division")
@click.option("--here", is_flag=True, help="For this division alone, not for those below.")
@click.option("--from", "valid_from", type=click.DateTime(["%Y-%m-%d"]), help="First day.")
@click.option("--to", "valid_to", type=click.DateTime(["%Y-%m-%d"]), help="Last day.")
@as_json
@with_appcontext
@needs_house
def post(
    username: str,
    role: str,
    division: str,
    here: bool,
    valid_from: datetime | None,
    valid_to: datetime | None,
    as_json: bool,
) -> None:
    """Give an account a post."""
    with _work("flask users post") as session:
        account = _find(session, username)
        first, last = _day(valid_from), _day(valid_to)
        given = accounts.give_post(
            session, account, role, division, below=not here, valid_from=first, valid_to=last
        )
        session.commit()
        told = {"id": given.id, "username": username, "role": role, "division": division}
    plainly = gettext(
        "%(account)s now holds the post %(role)s in %(division)s",
        account=username,
        role=role,
        division=division,
    )
    _say(told, plainly, as_json)


@command.command("end-post")
@click.argument("username")
@click.argument("role")
@as_json
@with_appcontext
@needs_house
def end_post(username: str, role: str, as_json: bool) -> None:
    """End an account's posts of a role: yesterday was the last day."""
    with _work("flask users end-post") as session:
        account = _find(session, username)
        ended = session.scalars(select(Post).where(Post.user_id == account.id, Post.role == role)).all()
        for one in ended:
            accounts.end_post(session, one)
        session.commit()
        told = {"username": username, "role": role, "ended": len(ended)}
    _say(told, gettext("Posts ended: %(count)s", count=told["ended"]), as_json)


@command.command("key")
@click.argument("username")
@click.argument("name")
@click.option(
    "--to", "expires", type=click.DateTime(["%Y-%m-%d"]), help="The key ends at the start of this day."
)
@as_json
@with_appcontext
@needs_house
def key_(username: str, name: str, expires: datetime | None, as_json: bool) -> None:
    """Make a key for a machine, with the posts of an account; it is shown this once."""
    with _work("flask users key") as session:
        key = api_keys.new_key(session, _find(session, username), name, expires)
        session.commit()
    _say({"username": username, "name": name, "key": key}, key, as_json)


@contextmanager
def _work(purpose: str) -> Iterator[Session]:
    """System work whose refusals are said plainly."""
    with system(purpose) as session:
        try:
            yield session
        except accounts.AccountError as error:
            raise click.ClickException(str(error)) from error


def _find(session: Session, username: str) -> Account:
    found = session.scalar(select(Account).where(func.lower(Account.username) == username.lower()))
    if found is None:
        raise click.ClickException(gettext("There is no account %(account)s", account=username))
    return found


def _act(username: str, act: str, as_json: bool) -> None:
    with _work(f"flask users {act}") as session:
        getattr(accounts, act)(session, _find(session, username))
        session.commit()
    _say({"username": username, "done": act}, f"{username}: {_DONE[act]}", as_json)


def _told(account: Account) -> dict[str, Any]:
    return {
        "id": account.id,
        "username": account.username,
        "name": account.name,
        "division": account.division_code,
        "active": bool(account.active),
        "second_factor": account.totp_secret is not None,
        "posts": [
            {
                "role": post.role,
                "division": post.division_code,
                "below": post.below,
                "from": post.valid_from.isoformat() if post.valid_from else None,
                "to": post.valid_to.isoformat() if post.valid_to else None,
            }
            for post in account.posts
        ],
    }


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _say(told: dict[str, Any], plainly: str, as_json: bool) -> None:
    if as_json:
        show(told)
    else:
        click.echo(plainly)
