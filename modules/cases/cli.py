"""`flask cases import FILE.xlsx`."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext
from flask_babel import gettext
from sqlalchemy import select

from app.access.scope import SystemScope, system
from app.model.base import db
from app.org.models import Division
from app.view.importing import store
from app.view.importing.columns import Mapped, targets, understands
from app.view.importing.models import BROKEN, Workbook
from app.view.importing.take_in import begin, bring, preview, suggested, take_in
from app.view.importing.workbook import Sheet, Unreadable, look_at
from modules.cases.importing import IMPORT
from modules.cases.models import CodeList

_SYSTEM = SystemScope(purpose="import cases")


@click.group("cases")
def command() -> None:
    """Cases: import."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--division", metavar="CODE", help="The place of rows that name none; asked for when left out.")
@click.option("--channel", default="import", show_default=True, help="The channel of rows that name none.")
@click.option(
    "--mapping", metavar="JSON", help='Headings and facts, as {"留言编号": "outer_no"}; others are not taken.'
)
@click.option("--accept", is_flag=True, help="Accept the cases at once.")
@click.option("--dry-run", is_flag=True, help="Only show what the columns mean and what the first rows give.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
@click.option(
    "--problems", type=click.Path(path_type=Path), help="Where to put the rows that were not taken."
)
@with_appcontext
def import_(
    file: Path,
    division: str | None,
    channel: str,
    mapping: str | None,
    accept: bool,
    dry_run: bool,
    as_json: bool,
    problems: Path | None,
) -> None:
    """Take the rows of FILE in as cases. The same file a second time adds nothing."""
    division = division or click.prompt(gettext("Code of the place the cases belong to"))
    try:
        sheet = look_at(file, understands(IMPORT))
    except Unreadable as error:
        raise click.ClickException(str(error)) from error
    with system(_SYSTEM.purpose) as session:
        _require(division, channel)
        kept = store.new_file()
        settings = {"division_code": division, "channel": channel, "accept": accept}
        book = bring(IMPORT, kept, sheet, file_name=file.name, settings=settings)
        try:
            chosen = _read_mapping(mapping, sheet) if mapping else suggested(book, sheet)
            begin(book, chosen)
        except ValueError as error:
            raise click.ClickException(str(error)) from error
        if dry_run:
            return _show(_first_rows(book, sheet, chosen), as_json)
        shutil.copyfile(file, kept)
        session.commit()
        key = book.id
    with click.progressbar(length=sheet.count, label=file.name, file=sys.stderr) as bar:
        take_in(key, _SYSTEM, lambda done, _total: bar.update(done - bar.pos))
    with system(_SYSTEM.purpose) as session:
        _show(
            _outcome(session.get_one(Workbook, key), problems or file.with_suffix(".problems.xlsx")),
            as_json,
        )


def _require(division: str, channel: str) -> None:
    if db.session.scalar(select(Division.id).where(Division.code == division)) is None:
        raise click.ClickException(gettext("There is no such division"))
    if channel not in dict(CodeList("channel")):
        raise click.ClickException(gettext("There is no such channel"))


def _read_mapping(text: str, sheet: Sheet) -> Mapped:
    """A mapping by headings.

    Raises:
        ValueError: not JSON, or a heading or fact that is not there.
    """
    try:
        said = dict(json.loads(text))
    except (TypeError, ValueError):
        raise ValueError(gettext("The mapping must be a JSON object")) from None
    unknown = [heading for heading in said if heading not in sheet.headings]
    unknown += [name for name in said.values() if name not in targets(IMPORT)]
    if unknown:
        known = " ".join(targets(IMPORT))
        raise ValueError(
            gettext(
                "Unknown in the mapping: %(names)s. Facts: %(known)s", names="、".join(unknown), known=known
            )
        )
    return {sheet.headings.index(heading): name for heading, name in said.items()}


def _first_rows(row: Workbook, sheet: Sheet, mapping: Mapped) -> dict[str, Any]:
    rows = preview(row, sheet, _SYSTEM)
    return {
        "rows": sheet.count,
        "columns": {sheet.headings[column]: name for column, name in mapping.items()},
        "first": [
            {"row": facts.number, "values": facts.values, "problems": facts.problems, "known": known}
            for facts, known in rows
        ],
    }


def _outcome(row: Workbook, target: Path) -> dict[str, Any]:
    if row.state == BROKEN:
        raise click.ClickException(row.trouble or "")
    made = store.returned(row)
    found = {"rows": row.rows, "added": row.added, "repeated": row.repeated, "failed": row.failed}
    if made.exists():
        shutil.copyfile(made, target)
        found["problems"] = str(target)
    return found


def _show(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1, default=str))
        return
    for name, value in found.items():
        if name != "first":
            click.echo(f"{name}: {value}")
    for line in found.get("first", ()):
        said = "；".join(line["problems"]) or line["values"].get("title", "")
        click.echo(f"  {line['row']:>5}  {said}")


COMMANDS = (command,)
