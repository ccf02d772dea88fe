"""Definitions and changes in the memory of each process; see `app.model.kept`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.scope import Scope, SystemScope, current_scope
from app.model.base import db
from app.model.kept import kept, kept_number, remembered
from app.studio.models import CustomField, ScreenChange


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

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The divisions that have fields or changes of their own."""
        added = {definition.division_code for definition in self.definitions}
        return tuple(sorted(added | {change.division_code for change in self.changes}))


def in_force() -> Kept:
    """What is in force now, for everybody; a visitor makes nobody ask the database."""
    scope = current_scope()
    if not scope.posts and not isinstance(scope, SystemScope):
        return remembered("studio") or Kept()
    return kept(db.session(), "studio", _load)


def sees(scope: Scope, code: str) -> bool:
    """Whether what belongs to a division is meant for a reader: one of that division or of those below it."""
    return isinstance(scope, SystemScope) or any(post.code.startswith(code) for post in scope.posts)


def _load(session: Session) -> Kept:
    fields = select(CustomField).where(CustomField.active).order_by(CustomField.position, CustomField.id)
    altered = select(ScreenChange).where(ScreenChange.undone_at.is_(None)).order_by(ScreenChange.id)
    return Kept(
        kept_number(session),
        tuple(
            Definition(
                f.model,
                f.name,
                f.label,
                f.type,
                f.required,
                tuple(f.choices),
                f.scale,
                f.help,
                f.division_code,
            )
            for f in session.scalars(fields)
        ),
        tuple(
            Altered(c.id, c.model, c.screen, c.field, c.kind, dict(c.value), c.division_code)
            for c in session.scalars(altered)
        ),
    )
