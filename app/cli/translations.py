"""`flask translations …`: the words of the house."""

from __future__ import annotations

import click

from app.lifecycle import catalogue


@click.group("translations")
def command() -> None:
    """Words: compile."""


@command.command("compile")
def compile_() -> None:
    """Merge `translations/parts/*.po` into the catalogue; the start of the house does the same when one changed."""
    _merged, conflicts = catalogue.merge(catalogue.parts())
    if conflicts:
        raise click.ClickException("two parts differ:\n" + "\n".join(conflicts))
    made = catalogue.compile_if_changed()
    click.echo(f"{'made' if made else 'nothing changed in'} {catalogue.target()}")
