"""The order of modules: a module stands after everything it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from app.lifecycle.manifest import Manifest


class GraphError(ValueError):
    """A dependency that is not there, or goes round in a circle."""


def order(names: Iterable[str], known: Mapping[str, Manifest]) -> tuple[str, ...]:
    """The modules named and all they depend on, in dependency order; among equals by name.

    Raises:
        GraphError: a module that is not on disk, or a circle.
    """
    needed: dict[str, tuple[str, ...]] = {}
    waiting = [(name, "") for name in names]
    while waiting:
        name, asker = waiting.pop()
        if name in needed:
            continue
        if name not in known:
            because = f", which {asker} depends on" if asker else ""
            raise GraphError(f"there is no module {name}{because}")
        needed[name] = known[name].depends
        waiting += [(other, name) for other in known[name].depends]
    return _sorted(needed)


def dependents(name: str, among: Iterable[str], known: Mapping[str, Manifest]) -> tuple[str, ...]:
    """Those of `among` that depend on a module, directly or through others, in dependency order."""
    return tuple(other for other in order(among, known) if other != name and name in order([other], known))


def _sorted(needed: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    sorter = TopologicalSorter(needed)
    found: list[str] = []
    try:
        sorter.prepare()
    except CycleError as error:
        raise GraphError("modules depend on each other in a circle: " + " -> ".join(error.args[1])) from error
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        found += ready
        sorter.done(*ready)
    return tuple(found)
