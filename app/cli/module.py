"""`flask module …`: what is installed, and changing it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.cli.output import as_json, show, table
from app.lifecycle import check, makemigration, skeleton
from app.lifecycle.apps import overview
from app.lifecycle.fitness import Unfit
from app.lifecycle.graph import GraphError
from app.lifecycle.install import CannotUninstall, Outcome, Say, install, uninstall, upgrade
from app.lifecycle.loader import DeclarationError
from app.lifecycle.manifest import ManifestError, discover
from app.lifecycle.owner import Busy
from app.lifecycle.rows import RowError
from app.model.engine import only_reading

_EXPECTED = (
    *(Busy, CannotUninstall, DeclarationError, GraphError, ManifestError, RowError, Unfit),
    skeleton.NameTaken,
)


@click.group("module")
def command() -> None:
    """Modules: list, install, upgrade, uninstall, new, check, makemigration."""


@command.command("list")
@as_json
@with_appcontext
@only_reading()
def list_(as_json: bool) -> None:
    """Every module on disk, and what of it is installed."""
    found = overview()
    if as_json:
        return show([vars(line) for line in found])
    lines = [
        (line.name, line.version, line.installed_version or "-", line.state, " ".join(line.depends))
        for line in found
    ]
    table(("module", "on disk", "installed", "state", "depends on"), lines)


@command.command("install")
@click.argument("names", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every module that installs by itself.")
@as_json
@with_appcontext
def install_(names: tuple[str, ...], everything: bool, as_json: bool) -> None:
    """Install modules with all they depend on."""
    if not names and not everything:
        raise click.UsageError("Name the modules, or say --all.")
    with _plainly():
        _report(install(None if everything else names, say=_teller(as_json)), as_json)


@command.command("upgrade")
@click.argument("names", nargs=-1)
@as_json
@with_appcontext
def upgrade_(names: tuple[str, ...], as_json: bool) -> None:
    """Bring installed modules, or those named, to the versions on disk."""
    with _plainly():
        _report(upgrade(names or None, say=_teller(as_json)), as_json)


@command.command("uninstall")
@click.argument("name")
@as_json
@with_appcontext
def uninstall_(name: str, as_json: bool) -> None:
    """Take a module away; refused while it is needed or holds rows people made."""
    with _plainly():
        uninstall(name, say=_teller(as_json))
    if as_json:
        show({"modules": [name]})


@command.command("new")
@click.argument("name")
@click.option("--folder", type=click.Path(path_type=Path), help="Where; default: modules/.")
@as_json
def new(name: str, folder: Path | None, as_json: bool) -> None:
    """Copy the skeleton of a working module."""
    with _plainly():
        place = skeleton.copy(name, folder)
    if as_json:
        return show({"module": name, "folder": str(place)})
    click.echo(f"{place} is ready. Next: python3 run.py flask module install {name}")


@command.command("check")
@click.argument("names", nargs=-1)
@as_json
@with_appcontext
@only_reading()
def check_(names: tuple[str, ...], as_json: bool) -> None:
    """Look for mistakes in modules: manifest, imports, files, grants, patches."""
    with _plainly():
        faults = check.check(names or None)
    if as_json:
        show([vars(fault) for fault in faults])
    for fault in () if as_json else faults:
        click.echo(f"{fault.module}: {fault.message}")
    if faults:
        raise SystemExit(1)
    if not as_json:
        click.echo("nothing to complain about")


@command.command("makemigration")
@click.argument("name")
@click.option("-m", "--message", default="", help="What changes, in one line.")
@click.option("--fresh", is_flag=True, help="Write one first revision anew; only before the first release.")
def makemigration_(name: str, message: str, fresh: bool) -> None:
    """Write the revision that brings a module's tables to what its models say."""
    with _plainly():
        made = makemigration.make(name, message or f"Tables of {name}", discover(), fresh=fresh)
    click.echo(f"wrote {made}" if made else "the tables are what the models say")


def _teller(as_json: bool) -> Say:
    """Who tells the steps: beside a JSON document they go to the other stream."""
    return partial(click.echo, err=as_json)


def _report(outcome: Outcome, as_json: bool) -> None:
    if as_json:
        return show(vars(outcome))
    for line in outcome.kept:
        click.echo(f"left alone, changed by people: {line}")
    click.echo(f"done: {', '.join(outcome.modules)}")


@contextmanager
def _plainly() -> Iterator[None]:
    """Say what a person did wrong in one line instead of a traceback."""
    try:
        yield
    except _EXPECTED as error:
        raise click.ClickException(str(error)) from error
