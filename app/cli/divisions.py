"""`flask divisions import FILE`: the whole country, or a part of it."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_babel import gettext

from app.access.scope import system
from app.cli.standing import needs_house
from app.lifecycle.divisions import DivisionFileError, count, take_in


@click.group("divisions")
def command() -> None:
    """Administrative divisions."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--local", is_flag=True, help="These are local divisions, not those of the official list.")
@with_appcontext
@needs_house
def import_(file: Path, local: bool) -> None:
    """Take in `code,name` CSV (plain, .gz, .xz) or a folder of the china-division data set; again is harmless."""
    try:
        with (
            system("import divisions") as session,
            click.progressbar(length=count(file), label=file.name, width=40) as bar,
        ):
            taken = take_in(session, file, local=local, progress=lambda read: bar.update(read - bar.pos))
            session.commit()
    except DivisionFileError as error:
        raise click.ClickException(str(error)) from error
    click.echo(gettext("%(read)s read, %(written)s new or changed", read=taken.read, written=taken.written))
