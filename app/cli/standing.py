"""What commands begin on: an installed house, and no lock when they only read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from flask_babel import gettext

from app.lifecycle.state import installed
from app.model.base import db
from app.model.engine import only_reading


def needs_house(function: Callable[..., Any]) -> Callable[..., Any]:
    """For commands that make no sense before anything is installed: they end with 1 and name the command."""

    @wraps(function)
    def begin(*arguments: Any, **options: Any) -> Any:
        if not installed(db.engine):
            command = "python3 run.py flask module install --all"
            raise click.ClickException(gettext("Nothing is installed yet. Run: %(command)s", command=command))
        return function(*arguments, **options)

    return begin


def reads_house(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same for commands that only read: on SQLite they do not wait for whoever is writing."""
    return needs_house(only_reading()(function))
