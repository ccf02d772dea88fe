"""Definitions and changes in the memory of each process, read again only when the version row has moved.

The version is asked for once a request: it is remembered with the session, which lives
as long as the request or the job does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.access.scope import Scope, SystemScope, current_scope
from app.model.base import db
from app.studio.models import CustomField, ScreenChange, StudioVersion

_KEPT = "studio"


@dataclass(frozen=True)
class Definition:
    """A custom field as everybody reads it; see `CustomField`."""

    model: str
    name: str
    label: str
    type: str
    required: bool
    choices: tuple[str, ...]
    scale: int
    help: str | None
    division_code: str


@dataclass(frozen=True)
class Altered:
    """A change in force as everybody reads it; see `ScreenChange`."""

    key: int
    model: str
    screen: str
    field: str
    kind: str
    value: dict[str, Any]
    division_code: str


@dataclass(frozen=True)
class Kept:
    """Everything in force at one version."""

    version: int = 0
    definitions: tuple[Definition, ...] = ()
    changes: tuple[Altered, ...] = ()


def kept() -> Kept:
    """What is in force now, for everybody."""
    scope = current_scope()
    known: Kept = current_app.extensions.get(_KEPT) or Kept()
    if not scope.posts and not isinstance(scope, SystemScope):
        return known
    session = db.session()
    seen: Kept | None = session.info.get(_KEPT)
    if seen is not None:
        return seen
    with session.no_autoflush:
        number = session.scalar(select(StudioVersion.number).limit(1)) or 0
        if number != known.version:
            known = _load(number)
            current_app.extensions[_KEPT] = known
    session.info[_KEPT] = known
    return known


def sees(scope: Scope, code: str) -> bool:
    """Whether what belongs to a division is meant for a reader: one of that division or of those below it."""
    return isinstance(scope, SystemScope) or any(post.code.startswith(code) for post in scope.posts)


def changed(session: Session) -> None:
    """Tell every process that something was defined or changed; takes effect with the commit."""
    session.flush()
    connection = session.connection()
    table: Any = StudioVersion.__table__
    if connection.execute(update(table).values(number=table.c.number + 1)).rowcount == 0:
        connection.execute(insert(table).values(number=1))
    session.info.pop(_KEPT, None)


def _load(number: int) -> Kept:
    fields = select(CustomField).where(CustomField.active).order_by(CustomField.position, CustomField.id)
    altered = select(ScreenChange).where(ScreenChange.undone_at.is_(None)).order_by(ScreenChange.id)
    return Kept(
        number,
        tuple(
            Definition(
                f.model, f.name, f.label, f.type, f.required, tuple(f.choices), f.scale, f.help, f.division_code
            )
            for f in db.session.scalars(fields)
        ),
        tuple(
            Altered(c.id, c.model, c.screen, c.field, c.kind, dict(c.value), c.division_code)
            for c in db.session.scalars(altered)
        ),
    )
