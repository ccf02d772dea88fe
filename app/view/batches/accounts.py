"""Accounts for those who work here, made from the lists of staff, and new first passwords for them.

A person who has an account through another post keeps it and is given the further post. Passwords are made when the
slips are printed (`slips.py`), not here: nothing but their hashes is ever stored.
"""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import func, or_, select

from app.access.accounts import AccountError, create_account, give_post, may_touch
from app.access.gate import IDENTITY
from app.access.scope import current_scope
from app.model.base import Record, db
from app.model.house import house
from app.model.moment import today
from app.model.pinyin import full_pinyin
from app.org.models import Account, Post
from app.view.batches.acts import MOST, Deed, Stays
from app.view.batches.models import Batch
from app.view.names import role_names
from app.view.screens import screens
from app.view.spec import Staff
from app.view.writing import refusals_in_words
from app.workflow.engine import record

#: Letters of the name in a proposal.
_LETTERS = 40


class MakeAccounts:
    """An account with its post for each row whose person has none; see the module."""

    name = "accounts"
    label = _("Make accounts")
    icon = "user"
    writes, job, most = True, "", MOST

    def offered(self, model: type[Record]) -> bool:
        scope = current_scope()
        wanted = (("u", model), ("create", Account), ("give", Post))
        return screens().staff(model) is not None and all(
            scope.may(right, subject) for right, subject in wanted
        )

    def title(self, batch: Batch) -> str:
        return gettext(
            "Make accounts with the post “%(role)s”", role=role_names([role_of(batch)])[role_of(batch)]
        )

    def columns(self, batch: Batch) -> tuple[str, ...]:
        return (gettext("Account"), gettext("Place"))

    def do(self, row: Any, batch: Batch) -> Deed:
        """Make the account, or give the person's own the post.

        Raises:
            Stays: the person has left, has an account here already, or may not be given the post.
        """
        spec = staff_of(batch)
        if row.account_id is not None:
            raise Stays(gettext("Has an account already"), same=True)
        if spec.serving is not None and not spec.serving(row):
            raise Stays(gettext("No longer serves"))
        if row.person_id is None or not row.name:
            raise Stays(gettext("No person is named"))
        try:
            return _made(row, spec, role_of(batch))
        except AccountError as refused:
            raise Stays(str(refused)) from None


class NewPasswords:
    """The accounts of the rows get new first passwords, when the slips are printed."""

    name = "passwords"
    label = _("New first passwords")
    icon = "key"
    writes, job, most = False, "", MOST

    def offered(self, model: type[Record]) -> bool:
        scope = current_scope()
        return screens().staff(model) is not None and scope.may("reset_password", Account)

    def title(self, batch: Batch) -> str:
        return gettext("Print new first passwords")

    def columns(self, batch: Batch) -> tuple[str, ...]:
        return (gettext("Account"),)

    def do(self, row: Any, batch: Batch) -> Deed:
        """Nothing yet, but for finding the account.

        Raises:
            Stays: there is none, or it is not the reader's to touch.
        """
        account = db.session.get(Account, row.account_id) if row.account_id else None
        if account is None:
            raise Stays(gettext("Has no account"))
        if not account.active:
            raise Stays(gettext("The account is disabled"))
        if why := may_touch(db.session(), account):
            raise Stays(why)
        return Deed((account.username,), account_id=account.id)


def staff_of(batch: Batch) -> Staff:
    """What the rows of a batch say of accounts.

    Raises:
        LookupError: the model is no longer in the house, or says nothing.
    """
    spec = screens().staff(house().models[batch.model])
    if spec is None:
        raise LookupError(batch.model)
    return spec


def role_of(batch: Batch) -> str:
    """The role the accounts are given: the one chosen, else the usual one."""
    roles = staff_of(batch).roles.split()
    chosen = str(batch.settings.get("role", ""))
    return chosen if chosen in roles else roles[0]


def free_username(name: str, code: str) -> str:
    """An account name nobody has: the sounds of the name, then the place, then a number."""
    sounds = "".join(c for c in full_pinyin(name).lower() if c.isascii() and c.isalnum())[:_LETTERS] or "user"
    stem = f"{sounds}.{code[6:] or code}"
    lower = func.lower(Account.username)
    taken = select(lower).where(lower.startswith(sounds, autoescape=True))
    known = set(db.session.scalars(taken, execution_options={IDENTITY: True}))
    for proposal in (sounds, stem):
        if proposal not in known:
            return proposal
    number = 2
    while f"{stem}-{number}" in known:
        number += 1
    return f"{stem}-{number}"


def _made(row: Any, spec: Staff, role: str) -> Deed:
    session = db.session()
    account = _own_account(row)
    new = account is None
    if account is None:
        username = free_username(row.name, row.division_code)
        account, _none = create_account(session, username, row.name[:60], row.division_code, later=True)
    unit: Any = row
    for step in spec.unit.split(".") if spec.unit else ():
        unit = getattr(unit, step, None)
    if not _holds(account, role, row.division_code):
        give_post(session, account, role, row.division_code, unit=unit if spec.unit else None)
    with refusals_in_words(type(row), undo=False):
        row.account_id = account.id
        session.flush()
        record(row, "account")
    said = account.username if new else gettext("%(account)s, known already", account=account.username)
    return Deed((said, row.division_code), account_id=account.id if new else None)


def _own_account(row: Any) -> Account | None:
    """The account the person has through another row of staff."""
    for model in house().models.values():
        if screens().staff(model) is None:
            continue
        asked = select(model.account_id).where(  # type: ignore[attr-defined]
            model.person_id == row.person_id,  # type: ignore[attr-defined]
            model.account_id.is_not(None),  # type: ignore[attr-defined]
        )
        key = db.session.scalar(asked.limit(1))
        if key is not None:
            return db.session.get(Account, key)
    return None


def _holds(account: Account, role: str, code: str) -> bool:
    asked = select(Post.id).where(
        Post.user_id == account.id,
        Post.role == role,
        Post.division_code == code,
        or_(Post.valid_to.is_(None), Post.valid_to >= today()),
    )
    return db.session.scalar(asked.limit(1)) is not None
