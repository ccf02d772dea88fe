"""The application to be served, and whether a finished house stands in its database."""

from __future__ import annotations

import gc
from pathlib import Path

from flask import Flask
from gunicorn.util import import_app
from sqlalchemy import Engine

from app.lifecycle.state import installed
from app.lifecycle.uncollected import uncollected
from app.model.base import db

#: New objects after which the collector looks for rings among them; Python's 700 cost an import a seventh of its time.
_COLLECT_AFTER = 20_000

#: The factory stands above this room, so it is named, not imported.
_FACTORY = "app.factory:create_app()"


def build() -> Flask:
    """The application for the database as it is now, to be served to the end by this process and those it forks.

    No connection is open, for none may be shared; memory is: the garbage collector never touches it again, and looks
    less often at what comes later.

    Raises:
        Unfit: keys, database or versions are not right.
    """
    with uncollected():
        app: Flask = import_app(_FACTORY)
        with app.app_context():
            let_go()
        gc.freeze()
    gc.set_threshold(_COLLECT_AFTER, *gc.get_threshold()[1:])
    return app


def seen_at(address: str, app: Flask) -> Flask:
    """The application, known under an address where its settings say none."""
    app.config["PUBLIC_URL"] = app.config.get("PUBLIC_URL") or address
    return app


def is_finished(app: Flask) -> bool:
    """Whether the house was made, and made to the end."""
    with app.app_context():
        mark = unfinished(db.engine)
        finished = bool(installed(db.engine)) and not (mark and mark.exists())
        let_go()
    return finished


def unfinished(engine: Engine) -> Path | None:
    """The file that stands beside a SQLite database while it is being made."""
    return Path(f"{engine.url.database}.unfinished") if engine.dialect.name == "sqlite" else None


def let_go() -> None:
    """Give all connections back: none may be open when the worker is forked."""
    db.session.remove()
    db.engine.dispose()
