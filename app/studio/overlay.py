"""What Studio lays over the declared screens; handed to `app/view` by the factory."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from app.access.scope import SystemScope, current_scope
from app.model.base import Extra, Record
from app.studio.memory import Altered, Definition, in_force, sees
from app.studio.merge import merged
from app.view.fields import FieldInfo
from app.view.overlay import Overlay
from app.view.spec import Board, Calendar, Map

#: Characters a custom text may have.
LONGEST_TEXT = 200

#: Greatest number a custom number may be, either way.
GREATEST = 10**12


def overlay() -> Overlay:
    """The functions the screens ask."""
    return Overlay(custom_fields=custom_fields, spec=effective, standing=standing)


def custom_fields(model: type[Record]) -> tuple[FieldInfo, ...]:
    """The custom fields of a model that are meant for the reader, in their order."""
    if not issubclass(model, Extra):
        return ()
    scope, name = current_scope(), model.model_id()
    return tuple(
        field_of(found)
        for found in in_force().definitions
        if found.model == name and sees(scope, found.division_code)
    )


def field_of(found: Definition) -> FieldInfo:
    """A definition as screens, REST, import and export see it."""
    return FieldInfo(
        found.name,
        found.label,
        type=found.type,
        required=found.required,
        max_length=LONGEST_TEXT if found.type == "text" else None,
        limits=(-GREATEST, GREATEST) if found.type == "number" else None,
        scale=found.scale if found.type == "number" else 0,
        source=found.choices,
        searchable=True,
        sortable=True,
        custom=True,
        help=found.help,
    )


def effective(spec: Any) -> Any:
    """A declared screen with the changes meant for the reader."""
    if isinstance(spec, (Board, Calendar, Map)):
        return spec
    custom = {field.name for field in custom_fields(spec.model)}
    return merged(spec, changes_of(spec), custom)[0]


def changes_of(spec: Any) -> list[Altered]:
    """The changes to a screen that are meant for the reader; those of divisions further up come first."""
    scope, screen = current_scope(), spec.id.rpartition(".")[2]
    found = [
        change
        for change in in_force().changes
        if change.model == spec.model.model_id()
        and change.screen in ("", screen)
        and sees(scope, change.division_code)
    ]
    return sorted(found, key=lambda change: (len(change.division_code), change.key))


def standing() -> tuple[int, Hashable]:
    """The version in force, and the divisions whose fields and changes the reader sees, of those that have any."""
    scope, now = current_scope(), in_force()
    if isinstance(scope, SystemScope):
        return now.version, "system"
    return now.version, tuple(code for code in now.codes if sees(scope, code))
