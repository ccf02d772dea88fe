"""`flask grids outlines FILE.geojson`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.access.scope import system
from modules.grids.outlines import Unreadable, features_of, take_outlines


@click.group("grids")
def command() -> None:
    """Grids and places: outlines."""


@command.command("outlines")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--code", default="code", show_default=True, help="The property that holds the code of the grid or place."
)
@click.option("--places", is_flag=True, help="The outlines are those of villages and townships.")
@click.option("--dry-run", is_flag=True, help="Only say what would become of the file.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
@with_appcontext
def outlines(file: Path, code: str, places: bool, dry_run: bool, as_json: bool) -> None:
    """Give grids, or places, the polygons of FILE (GeoJSON, longitude first); a second time it changes nothing."""
    try:
        features = features_of(file)
    except Unreadable as error:
        raise click.ClickException(str(error)) from error
    with system("import outlines") as session:
        taken = take_outlines(features, code, places=places)
        if not dry_run:
            session.commit()
    if as_json:
        click.echo(json.dumps(asdict(taken), ensure_ascii=False, indent=1))
        return
    click.echo(f"placed: {taken.placed}, same: {taken.same}, not taken: {len(taken.wrong)}")
    for name, why in taken.wrong.items():
        click.echo(f"  {name}  {why}")


COMMANDS = (command,)
