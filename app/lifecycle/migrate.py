"""Running Alembic: one branch of revisions for the kernel and one for each module, all in one version table.

Revisions are named `cases_0001`, `cases_0002`… and stand in `modules/cases/migrations/`; the branch label is the
module's name. Branches do not name each other: the installer goes in the order of the manifests, and the version table
then has one plain line a module.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from app.lifecycle import rebuilding  # noqa: F401  # Alembic's SQLite learns from it what it must keep
from app.lifecycle.manifest import Manifest

KERNEL_REVISIONS = Path(__file__).parent / "migrations"


def revisions_folder(manifest: Manifest | None) -> Path:
    """Where a module's revisions stand; None asks for the kernel's."""
    return manifest.folder / "migrations" if manifest else KERNEL_REVISIONS


def scripts(known: dict[str, Manifest]) -> ScriptDirectory:
    """All revisions on disk: the kernel's and those of every module that has some."""
    folders = [KERNEL_REVISIONS, *(revisions_folder(manifest) for manifest in known.values())]
    files = (file for folder in folders for file in folder.glob("*_[0-9]*.py"))
    return _read(
        tuple(folder for folder in folders if folder.is_dir()),
        frozenset((file, file.stat().st_mtime_ns) for file in files),
    )


@lru_cache(maxsize=64)
def _read(folders: tuple[Path, ...], _files: frozenset[tuple[Path, int]]) -> ScriptDirectory:
    """Reading a hundred revisions takes half a second, and an installation asks once a module."""
    config = Config()
    config.set_main_option("script_location", str(KERNEL_REVISIONS))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(str(folder) for folder in folders))
    config.set_main_option("file_template", "%%(rev)s")
    return ScriptDirectory.from_config(config)


def upgrade(engine: Engine, name: str, known: dict[str, Manifest]) -> None:
    """Bring the tables of the kernel or of one module to the newest revision. One transaction on both engines."""
    _run(engine, scripts(known), name, "head")


def downgrade(engine: Engine, name: str, known: dict[str, Manifest]) -> None:
    """Take the tables of one module away."""
    _run(engine, scripts(known), name, "base")


def _run(engine: Engine, directory: ScriptDirectory, name: str, end: str) -> None:
    if name not in branches(directory):
        return  # a module without tables

    def steps(current: tuple[str, ...], _context: MigrationContext) -> list:
        goal = f"{name}@{end}"
        if end == "head":
            return directory._upgrade_revs(goal, current)  # type: ignore[arg-type]
        return directory._downgrade_revs(goal, current)  # type: ignore[arg-type]

    with engine.begin() as connection:
        environment = EnvironmentContext(Config(), directory, fn=steps)
        environment.configure(connection=connection, transactional_ddl=True, render_as_batch=True)
        environment.run_migrations()
        _check_keys(connection)


def branches(directory: ScriptDirectory) -> set[str]:
    """Names of the kernel and of the modules that have revisions."""
    return {
        label
        for script in directory.walk_revisions()
        if script.down_revision is None
        for label in script.branch_labels
    }


def _check_keys(connection: Connection) -> None:
    """Foreign keys were off while SQLite's tables were rebuilt; see that all still hold."""
    if connection.dialect.name == "sqlite":
        broken = connection.execute(text("pragma foreign_key_check")).first()
        if broken:
            raise RuntimeError(f"a migration broke a foreign key of {broken[0]}; nothing was changed")


def applied(connection: Connection) -> tuple[str, ...]:
    """The revisions the database stands at."""
    return MigrationContext.configure(connection).get_current_heads()
