"""Reading what modules declare, in a fixed order, into the House. Nothing here touches the database.

An absent file is an absent feature. Row rules are set on the classes; patches are laid over screens and workflows.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from app.access.scope import ROW_RULES
from app.lifecycle.graph import order
from app.lifecycle.manifest import Manifest
from app.model.base import Record, Scoped
from app.model.house import House
from app.view.patch import MENU, apply
from app.view.spec import Patch

#: Rooms of the kernel that declare something, lowest first.
KERNEL_ROOMS = (
    "org",
    "access",
    "notify",
    "job",
    "workflow",
    "clock",
    "document",
    "view",
    "studio",
    "lifecycle",
)

#: Kernel files with tables that are not called `models.py`.
KERNEL_TABLES = (
    "app.access.attempts",
    "app.access.audit_chain",
    "app.access.grants",
    "app.access.matrix",
    "app.access.passwords",
)

#: Files of a module in the order they are read.
FILES = ("models", "access", "workflow", "documents", "events", "jobs", "views", "cli")


class DeclarationError(ValueError):
    """A declaration the house cannot take; the message names the module and the mistake."""


@dataclass(frozen=True)
class Declared:
    """The declarations of one module, or of one room of the kernel.

    Attributes:
        name: the module.
        files: its imported files by name; absent ones are missing.
    """

    name: str
    files: Mapping[str, ModuleType]

    def get(self, file: str, name: str, default: Any = ()) -> Any:
        """A declared constant, or the default when the file or the constant is absent."""
        return getattr(self.files.get(file), name, default)


def declared(package: str) -> Declared:
    """Import the known files of a package, those that are there.

    Raises:
        ImportError: a file is there and cannot be imported.
    """
    found = {}
    for file in FILES:
        name = f"{package}.{file}"
        if importlib.util.find_spec(name) is not None:
            found[file] = importlib.import_module(name)
            for part in pkgutil.iter_modules(getattr(found[file], "__path__", ())):
                importlib.import_module(f"{name}.{part.name}")
    return Declared(package.rpartition(".")[2], found)


def load(names: Iterable[str], known: Mapping[str, Manifest]) -> House:
    """Load the kernel's own declarations and those of the named modules with all they depend on.

    Raises:
        GraphError: a dependency is missing or circular.
        DeclarationError: a declaration is wrong.
    """
    house = House()
    patches: list[Patch] = []
    for file in KERNEL_TABLES:
        importlib.import_module(file)
    for room in KERNEL_ROOMS:
        if importlib.util.find_spec(f"app.{room}") is not None:
            _take(house, declared(f"app.{room}"), patches)
    for name in order(names, known):
        house.modules[name] = known[name]
        _take(house, declared(known[name].package), patches)
    _patch(house, patches)
    return house


def models_of(name: str) -> dict[str, type[Record]]:
    """The mapped classes of an imported module (or of `app`'s rooms) by model id."""
    return {
        mapper.class_.model_id(): mapper.class_
        for mapper in Record.registry.mappers
        if hasattr(mapper.class_, "model_id") and mapper.class_.__module__.split(".")[1] == name
    }


def _take(house: House, said: Declared, patches: list[Patch]) -> None:
    house.models.update(models_of(said.name))
    _set_rules(house, said)
    flow = said.get("workflow", "WORKFLOW", None)
    flows = said.get("workflow", "WORKFLOWS")
    for workflow in ((flow,) if flow else ()) + tuple(flows):
        house.workflows[workflow.model_id] = workflow
    house.documents.update({paper.id: paper for paper in said.get("documents", "DOCUMENTS")})
    house.jobs.update({job.name: job for job in said.get("jobs", "JOBS")})
    house.emits.update(said.get("events", "EMITS", {}))
    for event, handlers in said.get("events", "HANDLERS", {}).items():
        added = handlers if isinstance(handlers, (list, tuple)) else (handlers,)
        house.handlers.setdefault(event, []).extend(added)
    house.views.update({view.id: view for view in said.get("views", "VIEWS")})
    house.menu += tuple(said.get("views", "MENU"))
    house.pages += tuple(said.get("views", "PAGES"))
    for page, hints in said.get("views", "HINTS", {}).items():
        house.hints.setdefault(page, []).extend(hints)
    for page, cards in said.get("views", "BESIDE", {}).items():
        house.beside.setdefault(page, []).extend(cards)
    house.choices |= said.get("views", "CHOICES", {})
    for model_id, actions in said.get("views", "ACTIONS", {}).items():
        house.actions.setdefault(model_id, []).extend(actions)
    for model_id, parts in said.get("views", "RELATED", {}).items():
        house.related.setdefault(model_id, []).extend(parts)
    house.frames |= said.get("views", "FRAMES", {})
    house.home += tuple(said.get("views", "HOME"))
    house.steps += tuple(said.get("views", "STEPS"))
    house.commands += tuple(said.get("cli", "COMMANDS"))
    patches += said.get("views", "PATCHES")


def _set_rules(house: House, said: Declared) -> None:
    for model_id, rule in said.get("access", "RULES", {}).items():
        model = house.models.get(model_id)
        if model is None or not issubclass(model, Scoped):
            raise DeclarationError(f"{said.name}: a row rule for {model_id}, which is no scoped model")
        if rule not in ROW_RULES:
            raise DeclarationError(f"{said.name}: unknown row rule {rule} for {model_id}")
        model.row_rule = rule


def _patch(house: House, patches: list[Patch]) -> None:
    specs = {**house.views, **house.workflows, MENU: house.menu}
    changed, house.faults = apply(specs, patches)
    house.menu = changed.pop(MENU)
    house.views = {key: changed[key] for key in house.views}
    house.workflows = {key: changed[key] for key in house.workflows}
