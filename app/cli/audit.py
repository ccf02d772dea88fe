"""`flask audit`: the trail of who did what, its proof, its heads."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select

from app.access.audit_chain import Audit
from app.access.audit_verify import Head, as_json, chains, heads, read_heads
from app.access.scope import system
from app.cli.output import show
from app.cli.standing import reads_house

audit_commands = AppGroup("audit", help="The audit trail: verify it, export its heads, list it.")


@audit_commands.command("verify")
@click.option(
    "--heads", "heads_file", type=click.Path(exists=True, path_type=Path), help="heads exported earlier"
)
@click.option("--json", "as_machine", is_flag=True, help="chains with their lines, heads and flaws as JSON")
@reads_house
def verify_command(heads_file: Path | None, as_machine: bool) -> None:
    """Walk every chain; ends with 1 when something was changed."""
    kept: list[Head] = []
    if heads_file:
        try:
            kept = read_heads(heads_file.read_text())
        except ValueError as error:
            raise click.ClickException(f"{heads_file}: {error}") from error
    with system("audit verify", reads=True) as session:
        found = chains(session, kept)
    flaws = [flaw for chain in found for flaw in chain.flaws]
    count = sum(chain.lines for chain in found)
    if as_machine:
        show({"ok": not flaws, "lines": count, "chains": [asdict(chain) for chain in found]})
    else:
        for flaw in flaws:
            click.echo(f"{flaw.shard} line {flaw.number}: {flaw.text} ({flaw.kind})")
        click.echo(f"{count} lines, {len(flaws)} flaws")
        if not heads_file:
            click.echo("A cut tail shows only against kept heads: flask audit verify --heads FILE")
    sys.exit(1 if flaws else 0)


@audit_commands.command("heads")
@reads_house
def heads_command() -> None:
    """Print the head of each chain as JSON, to be kept on paper or on another machine."""
    with system("audit heads", reads=True) as session:
        click.echo(as_json(heads(session)))


@audit_commands.command("list")
@click.option("--user", type=int, help="key of the account")
@click.option("--action", help="sign_in, reveal, export, update …")
@click.option("--limit", default=50, show_default=True)
@click.option("--json", "as_machine", is_flag=True, help="lines as written, one JSON object each")
@reads_house
def list_command(user: int | None, action: str | None, limit: int, as_machine: bool) -> None:
    """Show the newest lines."""
    asked = select(Audit).order_by(Audit.id.desc()).limit(limit)
    if user is not None:
        asked = asked.where(Audit.user_id == user)
    if action:
        asked = asked.where(Audit.action == action)
    with system("audit list", reads=True) as session:
        for line in session.scalars(asked):
            if as_machine:
                click.echo(line.canonical)
            else:
                subject = f"{line.model} {line.row_id or ''}".strip() if line.model else ""
                who = line.user_id or line.purpose or "-"
                click.echo(
                    f"{line.at:%Y-%m-%d %H:%M:%S}  {who}  {line.action}  {subject}  {line.address or ''}"
                )
