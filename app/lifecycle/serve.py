"""`python -m app.lifecycle.serve`: first start makes the database and the demo, every start serves.

Web and job worker run in one process here, which suits a demo and a small centre. A larger site runs gunicorn on
`app.factory:create_app()` and `flask worker` as services of their own.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.util import import_app
from sqlalchemy import Engine

from app.job.worker import run_worker
from app.lifecycle import demo
from app.lifecycle.fitness import Unfit
from app.lifecycle.install import install
from app.lifecycle.state import installed
from app.model.base import db

#: The factory stands above this room, so it is named, not imported.
FACTORY = "app.factory:create_app()"

THREADS = 8

#: Seconds a worker may take over one request before it is replaced; papers of a long file need the most.
PATIENCE = 120


def main(arguments: list[str] | None = None) -> int:
    """Prepare the house if need be and serve it; returns the exit code."""
    parser = argparse.ArgumentParser(prog="app.lifecycle.serve", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", default=8080, type=int)
    parser.add_argument("--demo-password")
    command = parser.parse_args(arguments)
    try:
        app = prepare(command.demo_password)
    except Unfit as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Serving on http://{command.host}:{command.port}/  (end with Ctrl-C)", flush=True)
    Server(app, command.host, command.port).run()
    return 0


def prepare(password: str | None) -> Flask:
    """The application, ready to serve. On an empty database everything is made first, each step with its seconds.

    A first start that was cut short on SQLite begins anew: a mark beside the file says it was not finished.

    Raises:
        Unfit: keys, database or versions are not right.
    """
    app: Flask = import_app(FACTORY)
    with app.app_context():
        mark = _mark(db.engine)
        if mark and mark.exists():
            print("The first start was cut short; beginning anew.")
            _let_go()
            demo.drop_sqlite(db.engine)
        fresh = not installed(db.engine)
        _let_go()
        if not fresh:
            return app
        print("First start: making the database and the demo county.")
        if mark:
            mark.touch()
        say = _Stopwatch()
        install(say=say)
    whole: Flask = import_app(FACTORY)
    with whole.app_context():
        accounts = demo.load(password, say=say)
        _let_go()
    say.end()
    if mark:
        mark.unlink()
    _show(accounts)
    return whole


class Server(BaseApplication):
    """Gunicorn, told what to do here instead of by a file.

    The application is made before the worker is forked: the start is quicker, and what is wrong is said plainly.
    """

    def __init__(self, app: Flask, host: str, port: int) -> None:
        self.served = app
        self.bind = f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        """One process with threads: the job worker beside them should run once."""
        settings = {
            "bind": self.bind,
            "workers": 1,
            "threads": THREADS,
            "worker_class": "gthread",
            "timeout": PATIENCE,
            "loglevel": "warning",
            "post_worker_init": _start_job_worker,
            "worker_exit": _stop_job_worker,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application."""
        return self.served


def _mark(engine: Engine) -> Path | None:
    """The file that stands beside a SQLite database while it is being made."""
    return Path(f"{engine.url.database}.unfinished") if engine.dialect.name == "sqlite" else None


def _let_go() -> None:
    """Give all connections back: none may be open when the worker is forked."""
    db.session.remove()
    db.engine.dispose()


def _start_job_worker(worker: Any) -> None:
    worker.jobs_stop = threading.Event()
    worker.jobs = threading.Thread(
        target=run_worker, args=(worker.app.served, worker.jobs_stop), name="jobs", daemon=True
    )
    worker.jobs.start()


def _stop_job_worker(_server: Any, worker: Any) -> None:
    if hasattr(worker, "jobs"):
        worker.jobs_stop.set()
        worker.jobs.join(timeout=5)


def _show(accounts: list[demo.DemoAccount]) -> None:
    print("\nDemo accounts (this table is shown once):")
    for account in accounts:
        print(f"  {account.username:24} {account.password:16} {account.name} {account.role} {account.place}")
    print()


class _Stopwatch:
    """Says each step when it begins, and how long the one before took."""

    def __init__(self) -> None:
        self.started = 0.0

    def __call__(self, step: str) -> None:
        self.end()
        self.started = time.monotonic()
        print(f"  {step} … ", end="", flush=True)

    def end(self) -> None:
        """Close the last line."""
        if self.started:
            print(f"{time.monotonic() - self.started:.1f} s", flush=True)
        self.started = 0.0


if __name__ == "__main__":
    sys.exit(main())
