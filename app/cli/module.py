"""`flask module …`: what is installed, and changing it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.cli.output import as_json, show, table
from app.lifecycle import check, makemigration, skeleton
from app.lifecycle.apps import overview
from app.lifecycle.graph import GraphError
from app.lifecycle.install import CannotUninstall, Outcome, install, uninstall, upgrade
from app.lifecycle.loader import DeclarationError
from app.lifecycle.manifest import ManifestError, discover
from app.lifecycle.owner import Busy
from app.lifecycle.rows import RowError

_EXPECTED = (Busy, CannotUninstall, DeclarationError, GraphError, ManifestError, RowError, skeleton.NameTaken)


@click.group("module")
def command() -> None:
    """Modules: list, install, upgrade, uninstall, new, check, makemigration."""


@command.command("list")
@as_json
@with_appcontext
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
@with_appcontext
def install_(names: tuple[str, ...], everything: bool) -> None:
    """Install modules with all they depend on."""
    if not names and not everything:
        raise click.UsageError("Name the modules, or say --all.")
    with _plainly():
        _report(install(None if everything else names, say=click.echo))


@command.command("upgrade")
@click.argument("names", nargs=-1)
@with_appcontext
def upgrade_(names: tuple[str, ...]) -> None:
    """Bring installed modules, or those named, to the versions on disk."""
    with _plainly():
        _report(upgrade(names or None, say=click.echo))


@command.command("uninstall")
@click.argument("name")
@with_appcontext
def uninstall_(name: str) -> None:
    """Take a module away; refused while it is needed or holds rows people made."""
    with _plainly():
        uninstall(name, say=click.echo)


@command.command("new")
@click.argument("name")
@click.option("--folder", type=click.Path(path_type=Path), help="Where; default: modules/.")
def new(name: str, folder: Path | None) -> None:
    """Copy the skeleton of a working module."""
    with _plainly():
        place = skeleton.copy(name, folder)
    click.echo(f"{place} is ready. Next: python3 run.py flask module install {name}")


@command.command("check")
@click.argument("names", nargs=-1)
@as_json
@with_appcontext
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


def _report(outcome: Outcome) -> None:
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
