"""`flask demo load|reset`: the invented county."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from flask_babel import gettext

from app.cli.output import as_json, show, table
from app.cli.standing import needs_house
from app.lifecycle import demo
from app.lifecycle.plenty import generate as plenty


@click.group("demo")
def command() -> None:
    """The invented county 枫源县 and its people."""


@command.command("load")
@click.option("--password", help="One password for all demo accounts; default: random ones.")
@as_json
@with_appcontext
@needs_house
def load(password: str | None, as_json: bool) -> None:
    """Bring the demo county into an installed house."""
    try:
        accounts = demo.load(password, say=lambda line: click.echo(line, err=True))
    except demo.DemoRefused as error:
        raise click.ClickException(str(error)) from error
    show_accounts(accounts, as_json)


@command.command("reset")
@click.option("--password", help="One password for all demo accounts; default: random ones.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json
@with_appcontext
def reset(password: str | None, yes: bool, as_json: bool) -> None:
    """Throw the whole database away and begin the demo anew. Only where the demo stands, and only on SQLite."""
    if not yes:
        click.confirm(gettext("Everything in this database goes. Continue?"), abort=True)
    try:
        accounts = demo.reset(password, say=lambda line: click.echo(line, err=True))
    except demo.DemoRefused as error:
        raise click.ClickException(str(error)) from error
    show_accounts(accounts, as_json)


@command.command("generate")
@click.option("--division", required=True, help="Code of the province, city, county or town to fill.")
@click.option("--workers", type=click.IntRange(1, 100_000), default=34_000, show_default=True)
@click.option("--grids", type=click.IntRange(1, 100_000), default=20_000, show_default=True)
@click.option("--password", help="One password for the accounts that can look at it; default: random ones.")
@as_json
@with_appcontext
@needs_house
def generate(division: str, workers: int, grids: int, password: str | None, as_json: bool) -> None:
    """Fill a real division with invented grids and grid workers, to see how the house does with many."""
    try:
        accounts = plenty(
            division,
            workers=workers,
            grids=grids,
            password=password,
            say=lambda line: click.echo(line, err=True),
        )
    except demo.DemoRefused as error:
        raise click.ClickException(str(error)) from error
    show_accounts(accounts, as_json)


def show_accounts(accounts: list[demo.DemoAccount], as_json: bool = False) -> None:
    """The people of the demo and how they sign in."""
    if as_json:
        return show([vars(account) for account in accounts])
    lines = [(a.username, a.password, a.name, gettext(a.role), a.place) for a in accounts]
    table(
        (gettext("Account"), gettext("Password"), gettext("Full name"), gettext("Posts"), gettext("Division")),
        lines,
    )
