"""`flask rules test` and `flask rules check FILE.json --json OUT`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext
from flask_babel import gettext

from app.access.scope import system
from app.model.moment import today
from app.org.threshold import threshold
from modules.legality.checking import check_items
from modules.legality.services import book, try_published
from modules.legality.taking_in import Broken, load


@click.group("rules")
def command() -> None:
    """Legality rules: run their cases, check a file of agreements."""


@command.command("test")
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
@with_appcontext
def test(as_json: bool) -> None:
    """Run every case on the newest published version of its rule; ends with 1 when one is red."""
    with system("try legality rules"):
        tried = try_published()
    red = [one for one in tried if one.problem]
    if as_json:
        rows = [
            {"rule": one.case.rule, "case": one.case.name, "fires": one.case.fires, "problem": one.problem}
            for one in tried
        ]
        click.echo(
            json.dumps({"cases": len(tried), "red": len(red), "rows": rows}, ensure_ascii=False, indent=1)
        )
    else:
        for one in red:
            click.echo(f"{one.case.rule} · {one.case.name}: {one.problem}")
        click.echo(gettext("%(count)s cases, %(red)s red", count=len(tried), red=len(red)))
    if red:
        raise SystemExit(1)


@command.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--json",
    "out",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Where to write the findings; - for here.",
)
@with_appcontext
def check(file: Path, out: Path | None) -> None:
    """Check the agreements of FILE (docs/legality.md); ends with 2 when the file as a whole cannot be read."""
    try:
        items = load(file.read_bytes())
    except OSError as error:
        _end({"error": gettext("The file cannot be read: %(why)s", why=error.strerror or "")}, out)
    except Broken as error:
        _end({"error": str(error)}, out)
    with system("check a file of agreements"):
        found = check_items(items, book(), today(), threshold("copies_kept"))
    _write(found, out)
    if out is None:
        for one in found["findings"]:
            place = f" {one['clause']}." if one["clause"] else ""
            click.echo(
                f"{one['agreement']} [{one['grade']}]{place} {one['message']} {one['article']} ({one['rule']})"
            )
    click.echo(
        gettext("%(agreements)s agreements, %(findings)s findings, %(stops)s that stop", **found["counts"]),
        err=True,
    )


def _end(found: dict[str, Any], out: Path | None) -> None:
    _write({"agreements": [], "findings": [], **found}, out)
    click.echo(found["error"], err=True)
    raise SystemExit(2)


def _write(found: dict[str, Any], out: Path | None) -> None:
    if out is None:
        return
    words = json.dumps(found, ensure_ascii=False, indent=1)
    if str(out) == "-":
        click.echo(words)
        return
    try:
        out.write_text(words + "\n", "utf-8")
    except OSError as error:
        raise click.ClickException(
            gettext("The file cannot be written: %(why)s", why=error.strerror or "")
        ) from error


COMMANDS = (command,)
