"""Laying changes over a declared screen: one pure function."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from app.studio.memory import Altered
from app.view.patch import apply
from app.view.spec import Form, Item, Patch, Section, items

#: Custom fields begin with this; no column does.
PREFIX = "x_"


def merged(spec: Any, changes: Iterable[Altered], custom: Collection[str]) -> tuple[Any, list[tuple[int, str]]]:
    """A screen spec with changes laid over it, in order.

    Args:
        spec: a List, Form or Search; left as it is.
        changes: those meant for its model and screen.
        custom: the custom fields there are now; others a change once placed are left out.

    Returns:
        The changed spec, and (key of the change, sentence) for each that finds its field or neighbour gone.
    """
    faults: list[tuple[int, str]] = []
    for change in changes:
        patch = _patch(spec, change)
        if patch is None:
            continue
        result, sentences = apply({spec.id: spec}, [patch])
        if sentences:
            faults += [(change.key, sentence) for sentence in sentences]
        else:
            spec = result[spec.id]
    return _living(spec, custom), faults


def item_of(spec: Any, name: str) -> Item | None:
    """The item of a spec that shows a field."""
    return next((item for item in _items(spec) if item.name == name), None)


def _patch(spec: Any, change: Altered) -> Patch | None:
    """The change in the language modules use; None where the screen does not show the field at all."""
    item = item_of(spec, change.field)
    patch = Patch(spec.id)
    if change.kind == "label":
        return None if item is None else patch.set(change.field, label=change.value["label"])
    if change.kind == "hide":
        return patch.remove(change.field)
    anchor, place = change.value["anchor"], change.value["place"]
    if item is None:
        if not change.field.startswith(PREFIX):
            return patch.remove(change.field)
        item = Item(change.field)
    else:
        patch = patch.remove(change.field)
    return patch.after(anchor, item) if place == "after" else patch.before(anchor, item)


def _items(spec: Any) -> tuple[Item, ...]:
    if isinstance(spec, Form):
        return tuple(item for part in spec.parts if isinstance(part, Section) for item in part.items)
    found: tuple[Item, ...] = getattr(spec, "items", ())
    return found


def _living(spec: Any, custom: Collection[str]) -> Any:
    """The spec without custom fields that are gone."""

    def alive(item: Item) -> bool:
        return not item.name.startswith(PREFIX) or item.name in custom

    if all(alive(item) for item in _items(spec)):
        return spec
    if isinstance(spec, Form):
        parts = (
            replace(part, fields=tuple(item for item in part.items if alive(item)))
            if isinstance(part, Section)
            else part
            for part in spec.parts
        )
        return Form(spec.model, *parts, title=spec.title)
    return replace(spec, columns=tuple(item for item in items(spec.columns) if alive(item)))
