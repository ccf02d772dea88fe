"""The command line: `python3 run.py flask …`. One file a group; what a machine may read has `--json`."""

from __future__ import annotations

from flask import Flask

from app.model.house import House


def add_commands(app: Flask, house: House) -> None:
    """Give the application its commands: the kernel's, then those the modules bring."""
    for command in house.commands:
        app.cli.add_command(command)
