"""`flask module check`: mistakes in modules that can be seen without a database."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.lifecycle import migrate
from app.lifecycle.graph import order
from app.lifecycle.install import declarations
from app.lifecycle.loader import load
from app.lifecycle.manifest import PACKAGE, Manifest, discover
from app.model.house import House

#: Files and folders a module may have; anything else on the top level is a private room and is left alone.
NEEDED = ("__init__.py", "README.md", "access.py", "tests")

#: Folders that may look into the other modules' own: one story and one set of people run through all of them.
FREE_ROOMS = ("tests", "demo")

#: What a module may import of the modules it depends on.
OPEN_ROOMS = ("models", "services", "papers")


@dataclass(frozen=True)
class Fault:
    """One mistake."""

    module: str
    message: str


def check(names: Iterable[str] | None = None) -> list[Fault]:
    """Everything wrong with the named modules, or with all.

    Raises:
        ManifestError, GraphError, DeclarationError, ImportError: so wrong that nothing else can be looked at.
    """
    known = discover()
    wanted = order(names if names is not None else known, known)
    house = load(wanted, known)
    faults = [Fault("patches", fault) for fault in house.faults]
    for name in wanted:
        manifest = known[name]
        faults += [
            Fault(name, f"there is no {file}") for file in NEEDED if not (manifest.folder / file).exists()
        ]
        faults += [Fault(name, message) for message in foreign_imports(manifest, known)]
        faults += [Fault(name, message) for message in wrong_grants(name, known, house)]
        faults += [Fault(name, message) for message in missing_revisions(manifest, house)]
    return faults


def foreign_imports(manifest: Manifest, known: dict[str, Manifest]) -> Iterator[str]:
    """Imports of modules that are not below, or of their private rooms."""
    below = set(order(manifest.depends, known))
    for path in sorted(manifest.folder.rglob("*.py")):
        if path.relative_to(manifest.folder).parts[0] in FREE_ROOMS:
            continue
        for imported in _imports(path):
            parts = imported.split(".")
            if parts[0] != PACKAGE or len(parts) < 2 or parts[1] == manifest.name:
                continue
            place = path.relative_to(manifest.folder)
            if parts[1] not in below:
                yield f"{place} imports {parts[1]}, which is not among its dependencies"
            elif parts[2:3] and parts[2] not in OPEN_ROOMS:
                yield f"{place} imports {imported}; only {', '.join(OPEN_ROOMS)} are open to others"


def wrong_grants(name: str, known: dict[str, Manifest], house: House) -> Iterator[str]:
    """Grants to roles and on models that nobody declares, and arrows that nobody may take."""
    said = declarations(order(known, known), known)
    roles = {role["name"] for part in said for role in part.get("access", "ROLES")}
    own = next(part for part in said if part.name == name).get("access", "GRANTS")
    for role in sorted({row.role for row in own} - roles):
        yield f"grants to {role}, which is no role"
    for model in sorted(
        {row.model for row in own} - house.models.keys() - {page.name for page in house.pages}
    ):
        yield f"grants on {model}, which is no model and no page"
    given = {
        (row.model, button) for part in said for row in part.get("access", "GRANTS") for button in row.buttons
    }
    for model, flow in house.workflows.items():
        if model.startswith(f"{name}."):
            closed = [arrow.name for arrow in flow.transitions if (model, arrow.name) not in given]
            if closed:
                yield f"arrows of {model} that no grant gives: {', '.join(closed)}"


def missing_revisions(manifest: Manifest, house: House) -> Iterator[str]:
    """Tables without a single revision."""
    has_tables = any(model_id.startswith(f"{manifest.name}.") for model_id in house.models)
    if has_tables and not list(migrate.revisions_folder(manifest).glob(f"{manifest.name}_*.py")):
        yield f"no revision makes its tables; run: flask module makemigration {manifest.name}"


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            if node.module.count(".") == 1 and node.module.startswith(f"{PACKAGE}."):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            else:
                yield node.module
