"""The invented county 枫源县: its places, units and people, then what each module tells about it.

A module brings `demo/*.csv` (rows as in `rows.py`) and, for a story that moves, `demo/__init__.py` with
`load(session)`. Everything is loaded in dependency order, each module in one transaction.
"""

from __future__ import annotations

import csv
import importlib
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from flask_babel import gettext
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.access.grants import PostRole
from app.access.passwords import hashes_of, random_password
from app.access.scope import system
from app.lifecycle import rows
from app.lifecycle.divisions import HOME, take_in
from app.lifecycle.install import Say, install
from app.lifecycle.manifest import Manifest
from app.lifecycle.models import SysMeta
from app.lifecycle.state import DEMO
from app.model.base import db
from app.model.house import house
from app.model.moment import now
from app.org.models import Account, Division, Post, Unit

FOLDER = HOME / "demo"


class DemoRefused(RuntimeError):
    """The demo cannot be loaded, or thrown away, here."""


@dataclass(frozen=True)
class DemoAccount:
    """A person of the demo and how they sign in."""

    username: str
    password: str
    name: str
    role: str
    place: str


def stands() -> bool:
    """Whether this database holds the demo county."""
    with system("look for the demo", reads=True) as session:
        return _mark(session) is not None


def load(password: str | None = None, say: Say = print) -> list[DemoAccount]:
    """Bring the demo county into an installed, empty house.

    Args:
        password: one for everybody; without it each account gets a random one.
        say: told each step.

    Raises:
        DemoRefused: there are accounts already; an invented county has no business among real people.
    """
    with system("load the demo") as session:
        if _mark(session) is not None or session.scalar(select(Account.id).limit(1)) is not None:
            raise DemoRefused(gettext("There are accounts already; the demo is for an empty house"))
        say(gettext("Demo: places, units, people"))
        take_in(session, FOLDER / "divisions.csv", local=True)
        load_rows(session, FOLDER / "org_unit.csv")
        accounts = _people(session, password)
        session.add(SysMeta(name=DEMO, value=now().isoformat(timespec="seconds")))
        session.commit()
    current_app.config["DEMO"] = True  # from here on, so that the papers of the stories are marked as well
    for manifest in house().modules.values():
        say(gettext("Demo: %(name)s", name=gettext(manifest.label)))
        with system(f"demo of {manifest.name}") as session:
            load_module(session, manifest)
            session.commit()
    return accounts


def reset(password: str | None = None, say: Say = print) -> list[DemoAccount]:
    """Throw the database away and make the demo anew.

    Raises:
        DemoRefused: the demo does not stand here, or the database is not SQLite.
    """
    url = db.engine.url
    if url.get_backend_name() != "sqlite" or not url.database:
        raise DemoRefused(
            gettext("Only a demo on SQLite is reset; on PostgreSQL drop the database and create it again")
        )
    if not stands():
        raise DemoRefused(gettext("This database does not hold the demo"))
    drop_sqlite(db.engine)
    install(tuple(house().modules), say=say)
    return load(password, say)


def drop_sqlite(engine: Engine) -> None:
    """Throw a SQLite database away, with the two files SQLite keeps beside it."""
    db.session.remove()
    engine.dispose()
    for suffix in ("", "-wal", "-shm"):
        Path(f"{engine.url.database}{suffix}").unlink(missing_ok=True)


def load_module(session: Session, manifest: Manifest) -> None:
    """The rows and the story of one module. The caller commits."""
    folder = manifest.folder / "demo"
    for path in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        load_rows(session, path)
    if (folder / "__init__.py").exists():
        importlib.import_module(f"{manifest.package}.demo").load(session)


def load_rows(session: Session, path: Path) -> None:
    """The rows of one CSV file that are not there yet."""
    model = rows.model_of_table(path.stem)
    for key, values in rows.read(session, path):
        if not key or rows.find(session, model, key) is None:
            session.add(model(**values))
            session.flush()


def _people(session: Session, password: str | None) -> list[DemoAccount]:
    units = {unit.name: unit.id for unit in session.scalars(select(Unit))}
    local = select(Division.code, Division.name).where(Division.local)
    places: dict[str, str] = dict(session.execute(local).all())  # type: ignore[arg-type]
    labels: dict[str, str] = dict(session.execute(select(PostRole.name, PostRole.label)).all())  # type: ignore[arg-type]
    with (FOLDER / "people.csv").open(encoding="utf-8", newline="") as file:
        # A role that nobody declares is one of a module that is not installed.
        lines = [line for line in csv.DictReader(file) if line["role"] in labels]
    chosen = [password or random_password() for _line in lines]
    accounts = []
    for line, word, hashed in zip(lines, chosen, hashes_of(chosen)):
        code = line["division_code"]
        session.add(account(line["username"], line["name"], line["role"], code, hashed, units[line["unit"]]))
        place = places[code]
        accounts.append(DemoAccount(line["username"], word, line["name"], labels[line["role"]], place))
    session.flush()
    return accounts


def account(
    username: str, name: str, role: str, code: str, hashed: str, unit_id: int | None = None
) -> Account:
    """An account of the demo with one post; nobody has to change its password."""
    return Account(
        username=username,
        name=name,
        first_name=name[1:],
        last_name=name[:1],
        email=f"{username}@demo.invalid",
        active=True,
        password=hashed,
        password_changed_at=now(),
        division_code=code,
        posts=[Post(role=role, division_code=code, below=True, unit_id=unit_id)],
    )


def _mark(session: Session) -> SysMeta | None:
    return session.scalars(select(SysMeta).filter_by(name=DEMO)).one_or_none()
