"""Writing a module's next revision: what its models say, less what its revisions have made so far."""

from __future__ import annotations

import shutil
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import Connection, StaticPool, TypeDecorator, create_engine
from sqlalchemy.dialects import postgresql, sqlite

from app.lifecycle import migrate
from app.lifecycle.graph import order
from app.lifecycle.loader import load
from app.lifecycle.manifest import Manifest
from app.lifecycle.models import KERNEL
from app.lifecycle.ordered_indexes import OrderedIndexes
from app.model.base import BigId, DivisionCode, JsonDict, Record, metadata

#: Kernel types that revisions call by a name of their own, in `columns.py`.
_TYPES = ((BigId, "BIG_ID"), (DivisionCode, "DIVISION"), (JsonDict, "JSON_DICT"))


def make(name: str, message: str, known: dict[str, Manifest], *, fresh: bool = False) -> str | None:
    """Write the next revision of the kernel or of a module and return its name; None when nothing has changed.

    The revisions of this module and of all below it are run on an empty SQLite database in memory, and the tables
    compared with the models.

    Args:
        name: `kernel` or a module.
        message: the docstring of the revision.
        known: all manifests.
        fresh: throw the revisions so far away and write one first revision; only while nobody has installed them.
    """
    below = () if name == KERNEL else order([name], known)
    known = {other: known[other] for other in below}
    load(below, known)
    manifest = known.get(name)
    folder = migrate.revisions_folder(manifest)
    folder.mkdir(exist_ok=True)
    if fresh:
        for old in folder.glob(f"{name}_[0-9]*.py"):
            old.unlink()
    number = 1 + max(
        (int(path.stem.rpartition("_")[2]) for path in folder.glob(f"{name}_[0-9]*.py")), default=0
    )
    upgrades, downgrades = _compare(name, known)
    if upgrades == "pass":
        return None
    first = number == 1
    revision = f"{name}_{number:04d}"
    migrate.scripts(known).generate_revision(
        revision,
        message,
        head="base" if first else f"{name}_{number - 1:04d}",
        splice=True,
        branch_labels=[name] if first else None,
        version_path=str(folder),
        upgrades=upgrades,
        downgrades=downgrades,
        imports=_imports(upgrades + downgrades),
    )
    _tidy(folder / f"{revision}.py")
    return revision


def owner_of(table: str, known: dict[str, Manifest]) -> str:
    """The module that owns a table: the one whose model it is, else the one whose name it begins with."""
    for mapper in Record.registry.mappers:
        if mapper.local_table is not None and mapper.local_table.name == table:
            package, room = (*mapper.class_.__module__.split("."), "")[:2]
            return room if package == "modules" else KERNEL
    return next((name for name in known if table.startswith(f"{name}_")), KERNEL)


def differences(connection: Connection, name: str, known: dict[str, Manifest]) -> Any:
    """What a module's models say and the database does not have yet, as Alembic's operations."""
    ordered = OrderedIndexes.of(connection, lambda table: owner_of(table, known) == name)
    options = _options(name, known, ordered.names)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*expression-based index")
        found = produce_migrations(MigrationContext.configure(connection, opts=options), metadata)
    ordered.complete(found)
    return found


def _compare(name: str, known: dict[str, Manifest]) -> tuple[str, str]:
    """The bodies of `upgrade` and `downgrade`."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    for one in dict.fromkeys((KERNEL, *known, name)):  # tables that are rebuilt lead to those below them
        migrate.upgrade(engine, one, known)
    with engine.connect() as connection:
        found = differences(connection, name, known)
        return _body(found.upgrade_ops, connection), _body(found.downgrade_ops, connection)


def _options(name: str, known: dict[str, Manifest], left_out: frozenset[str]) -> dict[str, Any]:
    def ours(thing: str | None, kind: str, _parents: Any) -> bool:
        if kind == "index":
            return thing not in left_out
        return kind != "table" or owner_of(thing or "", known) == name

    def ours_too(_thing: Any, thing: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
        return ours(thing, kind, None)

    return {
        "include_name": ours,
        "include_object": ours_too,
        "render_item": _plain_type,
        "target_metadata": metadata,
    }


def _plain_type(kind: str, thing: Any, _context: Any) -> str | bool:
    """A revision names plain column types only, so that it still runs when a class of ours has gone."""
    if kind != "type":
        return False
    for known, name in _TYPES:
        if _spelled(thing) == _spelled(known):
            return name
    if isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl_instance!r}"
    plain = next(base for base in type(thing).__mro__ if base.__module__.startswith("sqlalchemy."))
    return False if plain is type(thing) else f"sa.{thing.adapt(plain)!r}"


def _spelled(column_type: Any) -> tuple[str, ...]:
    """A type as each engine writes it."""
    return tuple(column_type.compile(dialect=dialect()) for dialect in (postgresql.dialect, sqlite.dialect))


def _imports(code: str) -> str:
    lines = ["from sqlalchemy.dialects import postgresql"] if "postgresql." in code else []
    names = [name for _known, name in _TYPES if name in code]
    if names:
        lines += ["", f"from app.lifecycle.columns import {', '.join(names)}"]
    return "\n".join(lines)


def _body(operations: Any, connection: Connection) -> str:
    """The code of some operations, without Alembic's own remarks."""
    code = render_python_code(
        operations,
        render_as_batch=True,
        render_item=_plain_type,  # type: ignore[arg-type]
        migration_context=MigrationContext.configure(connection),
    )
    return "\n".join(line for line in code.splitlines() if not line.lstrip().startswith("# ###")).strip()


def _tidy(path: Path) -> None:
    """Lay the file out as the rest of the house, where the developer has ruff."""
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent))
    if ruff:
        subprocess.run([ruff, "format", "--quiet", str(path)], check=True)
        subprocess.run([ruff, "check", "--fix", "--quiet", str(path)], check=False)
