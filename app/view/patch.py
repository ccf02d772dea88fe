"""Laying patches over specs: one pure function, used for modules changing each other's screens and for Studio.

A patch whose anchor is gone changes nothing and is reported; everything else it says is still done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from app.view.spec import (
    Board,
    Calendar,
    Change,
    Filter,
    Form,
    Item,
    Lines,
    List,
    Map,
    Menu,
    Patch,
    Search,
    Section,
    items,
)
from app.workflow.spec import Workflow

#: Key under which the menu entries stand among the specs.
MENU = "menu"

#: Attributes that hold fields, and those that hold other named things, by kind of spec.
_FIELDS = {List: "columns", Search: "fields", Board: "card", Calendar: "entry", Map: "entry", Section: "fields"}
_NAMED = {List: "views", Form: "parts"}


class Gone(LookupError):
    """The anchor of a change is not there."""


def apply(specs: Mapping[str, Any], patches: Iterable[Patch]) -> tuple[dict[str, Any], list[str]]:
    """Lay patches over specs, in order.

    Args:
        specs: screen specs by id (`cases.case.form`), workflows by model id (`cases.case`), and the menu entries as a
            tuple under `MENU`. Left as they are.
        patches: what modules, in dependency order, and then Studio want changed. The target of a guard or an effect is
            an arrow: `cases.case.close`.

    Returns:
        The changed specs, and one sentence for every change whose target or anchor is gone.
    """
    changed = dict(specs)
    faults: list[str] = []
    for patch in patches:
        for change in patch.changes:
            target = patch.target
            if change.kind in ("guard", "effect"):
                target = target.rpartition(".")[0]
            try:
                changed[target] = _changed(_found(changed, target), patch.target, change)
            except (Gone, KeyError, ValueError) as error:
                anchor = f" at {change.anchor}" if change.anchor else ""
                faults.append(f"{patch.target}: cannot {change.kind}{anchor}: {error.args[0]}")
    return changed, faults


def _found(specs: Mapping[str, Any], target: str) -> Any:
    if target not in specs:
        raise Gone(f"there is no {target}")
    return specs[target]


def _changed(spec: Any, target: str, change: Change) -> Any:
    if isinstance(spec, Workflow):
        return _workflow(spec, target, change)
    if change.kind in ("guard", "effect", "state", "arrow"):
        raise Gone(f"{target} is not a workflow")
    if isinstance(spec, tuple):
        return _in_row(spec, change, _menu_name)
    if not change.anchor and change.kind == "set":
        return _with(spec, change.value)
    if isinstance(spec, Form):
        return _form(spec, change)
    attribute = _FIELDS[type(spec)]
    named = _NAMED.get(type(spec))
    if named and (isinstance(change.value, Filter) or change.anchor in map(_name, getattr(spec, named))):
        return replace(spec, **{named: _in_row(getattr(spec, named), change, _name)})
    return replace(spec, **{attribute: _in_row(items(getattr(spec, attribute)), change, _name)})


def _workflow(flow: Workflow, target: str, change: Change) -> Workflow:
    if change.kind == "state":
        state, arrows = change.value
        return flow.with_state(state, after=change.anchor, arrows=arrows)
    if change.kind == "arrow":
        return flow.with_arrow(change.value)
    if change.kind not in ("guard", "effect"):
        raise Gone(f"a workflow takes guards, effects, arrows and states, not {change.kind}")
    arrow = target.rpartition(".")[2]
    if arrow not in {known.name for known in flow.transitions}:
        raise Gone(f"there is no arrow {arrow}")
    return (flow.with_guard if change.kind == "guard" else flow.with_effect)(arrow, change.value)


def _form(form: Form, change: Change) -> Form:
    """A part is anchored by its name; a field by its own, inside the section that shows it."""
    parts = tuple(form.parts)
    if change.anchor in map(_name, parts):
        part = next(part for part in parts if part.name == change.anchor)
        if isinstance(change.value, (str, Item)) and isinstance(part, Section):
            added = items(change.value if isinstance(change.value, str) else (change.value,))
            whole = (*part.items, *added) if change.kind == "after" else (*added, *part.items)
            return _form_of(form, parts, part, replace(part, fields=whole))
        return Form(form.model, *_in_row(parts, change, _name), title=form.title)
    for part in parts:
        if isinstance(part, Section) and change.anchor in map(_name, part.items):
            if isinstance(change.value, (Section, Lines)):
                beside = replace(change, anchor=part.name)
                return Form(form.model, *_in_row(parts, beside, _name), title=form.title)
            return _form_of(form, parts, part, replace(part, fields=_in_row(part.items, change, _name)))
    raise Gone(f"there is no {change.anchor}")


def _form_of(form: Form, parts: tuple[Any, ...], old: Any, new: Any) -> Form:
    return Form(form.model, *(new if part is old else part for part in parts), title=form.title)


def _in_row(row: tuple[Any, ...], change: Change, name_of: Any) -> tuple[Any, ...]:
    """Insert, change or remove in a row of named things."""
    place = next((at for at, thing in enumerate(row) if name_of(thing) == change.anchor), None)
    if place is None:
        raise Gone(f"there is no {change.anchor}")
    if change.kind == "remove":
        return (*row[:place], *row[place + 1 :])
    if change.kind == "set":
        return (*row[:place], _with(row[place], change.value), *row[place + 1 :])
    value = items(change.value) if isinstance(change.value, str) else (change.value,)
    at = place + 1 if change.kind == "after" else place
    return (*row[:at], *value, *row[at:])


def _with(thing: Any, values: Mapping[str, Any]) -> Any:
    known = {field.name for field in fields(thing)} if is_dataclass(thing) else set()
    unknown = sorted(set(values) - known)
    if unknown:
        raise Gone(f"there is no attribute {', '.join(unknown)}")
    if isinstance(thing, Form):
        return Form(thing.model, *thing.parts, title=values.get("title", thing.title))
    return replace(thing, **values)


def _name(thing: Any) -> str:
    return str(thing.name)


def _menu_name(entry: Menu) -> str:
    return entry.model or entry.page
