"""`flask doctor`: everything that must be right, and the cure for what is not."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from app.cli.output import as_json, show
from app.lifecycle.doctor import examine
from app.model.engine import only_reading


@click.command("doctor")
@as_json
@with_appcontext
@only_reading()
def command(as_json: bool) -> None:
    """Examine keys, database, versions, fonts, calendar and disk; ends with 1 when something grave is wrong."""
    findings = examine()
    if as_json:
        show([vars(finding) for finding in findings])
    for finding in () if as_json else findings:
        mark = "ok  " if finding.ok else "BAD " if finding.grave else "look"
        click.echo(f"{mark}  {finding.subject}: {finding.message}")
        if not finding.ok and finding.cure:
            click.echo(f"      {finding.cure}")
    if any(finding.grave and not finding.ok for finding in findings):
        raise SystemExit(1)
