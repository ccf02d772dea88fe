"""Installing, upgrading and uninstalling modules: one locked process, each module in whole steps.

Tables first (as the owner), then what stands behind them (triggers, row-level security), then the module's own rows,
grants and version in one transaction. A step that fails leaves nothing half done and the same command goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import current_app
from flask_babel import gettext
from sqlalchemy import Connection, Engine, delete, func, inspect, make_url, select
from sqlalchemy.orm import Session

from app.access.gate import gated_models
from app.access.scope import system
from app.access.walls import build_walls
from app.lifecycle import migrate, seeds
from app.lifecycle.fitness import require_suitable
from app.lifecycle.graph import dependents, order
from app.lifecycle.kernel import seed_kernel
from app.lifecycle.loader import KERNEL_ROOMS, DeclarationError, Declared, declared, load, models_of
from app.lifecycle.manifest import Manifest, discover
from app.lifecycle.matrix import store_grants, store_roles
from app.lifecycle.models import INSTALLED, KERNEL, UNINSTALLED, SysModule
from app.lifecycle.owner import alone, owner_engine
from app.lifecycle.state import installed_on
from app.lifecycle.version import KERNEL_VERSION
from app.model.append_only import append_only_tables, harden, make_append_only
from app.model.base import Record, db
from app.model.trigrams import build_trigrams

#: Told what is being done, for a person who waits.
Say = Callable[[str], None]


class CannotUninstall(RuntimeError):
    """Something stands in the way; the message says what."""


@dataclass
class Outcome:
    """What an installation did.

    Attributes:
        modules: those brought to the version on disk, in order.
        kept: seeded rows and grants left alone because people changed them.
    """

    modules: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def install(names: Iterable[str] | None = None, say: Say = print) -> Outcome:
    """Install modules with all they depend on; the kernel always; what is already there is brought up to date.

    Args:
        names: modules; without any, every module on disk that installs by itself.
        say: told each step.

    Raises:
        GraphError: an unknown module or a circle.
        Busy: another process is at it.
        Unfit: the house would not start on this database.
    """
    known = discover()
    require_suitable(db.engine)
    if names is None:
        names = [name for name, manifest in known.items() if manifest.auto_install]
    with _owner() as engine:
        present = _present(engine)
        wanted = order([*names, *(name for name in present if name in known)], known)
        return _bring(engine, (KERNEL, *wanted), known, say)


def upgrade(names: Iterable[str] | None = None, say: Say = print) -> Outcome:
    """Bring installed modules, or only those named and what they stand on, to the versions on disk."""
    with _owner() as engine:
        known = discover()
        present = [name for name in _present(engine) if name in known]
        chosen = [name for name in present if names is None or name in tuple(names)]
        return _bring(engine, (KERNEL, *order(chosen, known)), known, say)


def uninstall(name: str, say: Say = print) -> None:
    """Take a module away with its tables, unless somebody needs it or it holds business rows.

    Raises:
        CannotUninstall: it is not installed, others depend on it, or its tables hold rows people made.
        Busy: another process is at it.
    """
    known = discover()
    with _owner() as engine:
        present = _present(engine)
        if name == KERNEL or name not in present or name not in known:
            raise CannotUninstall(gettext("%(name)s is not an installed module", name=name))
        needing = dependents(name, [other for other in present if other in known], known)
        if needing:
            raise CannotUninstall(
                gettext(
                    "%(name)s is needed by %(others)s; uninstall them first",
                    name=name,
                    others=", ".join(needing),
                )
            )
        load([other for other in present if other in known], known)
        models = models_of(name)
        with system(f"uninstall {name}") as session:
            _refuse_if_used(session, name, models)
            say(f"{name}: taking away grants and seeds")
            seeds.forget(session, [str(model.__tablename__) for model in models.values()])
            growing = append_only_tables(Record.registry)  # they hold nothing, and nobody may delete from them
            for model in reversed(_by_dependency(models)):
                if model.__tablename__ not in growing:
                    session.execute(delete(model.__table__))
            rest = [other for other in present if other in known and other != name]
            store_grants(session, declarations(rest, known))
            session.scalars(select(SysModule).filter_by(name=name)).one().state = UNINSTALLED
            session.commit()
        say(f"{name}: dropping tables")
        migrate.downgrade(engine, name, known)
        with engine.begin() as connection:
            build_trigrams(connection)


def _bring(engine: Engine, names: tuple[str, ...], known: dict[str, Manifest], say: Say) -> Outcome:
    load(names[1:], known)
    for name in names:
        say(f"{name}: tables")
        migrate.upgrade(engine, name, known)
        _require_tables(engine, name)
    with engine.begin() as connection:
        _fortify(connection)
    outcome = Outcome()
    present = [name for name in _present(engine) if name in known and name not in names]
    said = declarations(order([*present, *names[1:]], known), known)
    for name in names:
        say(f"{name}: seeds")
        with system(f"install {name}") as session:
            outcome.kept += _fill(session, name, known)
            if name == names[-1]:
                store_roles(session, said)
                outcome.kept += store_grants(session, said)
            session.commit()
        outcome.modules.append(name)
    return outcome


def _fill(session: Session, name: str, known: dict[str, Manifest]) -> list[str]:
    """A module's own rows and its line in `sys_module`."""
    if name == KERNEL:
        report = seed_kernel(session)
        version = KERNEL_VERSION
    else:
        report = seeds.seed_folder(session, known[name].folder / "seeds")
        version = known[name].version
    row = session.scalars(select(SysModule).filter_by(name=name)).one_or_none()
    if row is None:
        row = SysModule(name=name)
        session.add(row)
    row.version, row.state = version, INSTALLED
    return report.kept


def _fortify(connection: Connection) -> None:
    """Triggers on tables that only grow, indexes for searching, row-level security, the application role's rights."""
    tables = set(inspect(connection).get_table_names())
    growing = tuple(name for name in append_only_tables(Record.registry) if name in tables)
    for name in growing:
        if not _has_triggers(connection, name):
            make_append_only(connection, name)
    role = make_url(current_app.config["DATABASE_URL"]).username or ""
    walled = tuple(model for model in gated_models() if model.__table__.name in tables)  # type: ignore[attr-defined]
    build_trigrams(connection)
    build_walls(connection, walled, role)
    harden(connection, role, growing)


def _require_tables(engine: Engine, name: str) -> None:
    """A model without a revision is a developer's oversight; say the command that mends it."""
    missing = {str(model.__tablename__) for model in models_of(name).values()} - set(
        inspect(engine).get_table_names()
    )
    if missing:
        lacking = ", ".join(sorted(missing))
        raise DeclarationError(f"no revision makes {lacking}; run: flask module makemigration {name}")


def _has_triggers(connection: Connection, table: str) -> bool:
    if connection.dialect.name == "sqlite":
        query = "select count(*) from sqlite_master where type = 'trigger' and tbl_name = ?"
    else:
        query = "select count(*) from pg_trigger where not tgisinternal and tgrelid = %s::regclass"
    return bool(connection.exec_driver_sql(query, (table,)).scalar())


def _refuse_if_used(session: Session, name: str, models: dict[str, type[Record]]) -> None:
    used = []
    for model in models.values():
        rows = session.scalar(select(func.count()).select_from(model)) or 0
        if rows > seeds.untouched(session, model):
            used.append(f"{model.__tablename__} ({rows})")
    if used:
        raise CannotUninstall(
            gettext("%(name)s holds rows people made: %(tables)s", name=name, tables=", ".join(used))
        )


def _by_dependency(models: dict[str, type[Record]]) -> list[Any]:
    places = {table: place for place, table in enumerate(Record.metadata.sorted_tables)}
    return sorted(models.values(), key=lambda model: places[model.__table__])


def declarations(names: Iterable[str], known: dict[str, Manifest]) -> list[Declared]:
    """What the kernel's rooms and the named modules say, in that order."""
    rooms = [declared(f"app.{room}") for room in KERNEL_ROOMS]
    return [*rooms, *(declared(known[name].package) for name in names)]


def _present(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return [name for name in installed_on(connection) if name != KERNEL]


@contextmanager
def _owner() -> Any:
    """The owner's engine, under the lock; the application's own connections are given back first."""
    db.session.remove()
    engine = owner_engine(current_app.config["DATABASE_ADMIN_URL"])
    try:
        with alone(engine):
            yield engine
    finally:
        engine.dispose()
