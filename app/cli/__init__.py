"""The command line: `python3 run.py flask …`.

One file a command or group, named after it; modules bring theirs in `cli.py`. A web worker imports
none of them: the files are read when somebody types a command.
"""

from __future__ import annotations

import importlib
import pkgutil

import click
from flask.cli import AppGroup

from app.model.house import House

_FILES = tuple(file.name for file in pkgutil.iter_modules(__path__) if file.name != "output")


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
