"""The command line: `python3 run.py flask …`.

One file a command or group, named after it; modules bring theirs in `cli.py`. A web worker imports
none of them: the files are read when somebody types a command. Groups that packages bring along by themselves are
left out: `fab create-db` would make tables behind Alembic.
"""

from __future__ import annotations

import importlib
import pkgutil
from importlib import metadata

import click
from flask.cli import AppGroup

from app.model.house import House

_FILES = tuple(
    file.name for file in pkgutil.iter_modules(__path__) if file.name not in ("output", "standing")
)


#: Commands of packages, which Flask adds to its own group before any application is asked.
_FOREIGN = frozenset(entry.name for entry in metadata.entry_points(group="flask.commands"))


def leave_out_foreign(typed: click.Context) -> None:
    """Take the commands of packages out of the group that was called, and refuse the one that was typed.

    Raises:
        click.UsageError: the command typed is one of them.
    """
    root = typed.find_root()
    if isinstance(root.command, click.Group):
        for name in _FOREIGN:
            root.command.commands.pop(name, None)
    if root.invoked_subcommand in _FOREIGN:
        raise click.UsageError(f"No such command '{root.invoked_subcommand}'.", root)


class Commands(AppGroup):
    """The kernel's commands, read from their files when asked for, and those the modules bring."""

    def __init__(self, house: House) -> None:
        super().__init__()
        for command in house.commands:
            self.add_command(command)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names."""
        return sorted({*_FILES, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name in _FILES:
            said = vars(importlib.import_module(f"{__name__}.{cmd_name}")).values()
            return next(
                thing for thing in said if isinstance(thing, click.Command) and thing.name == cmd_name
            )
        return super().get_command(ctx, cmd_name)
