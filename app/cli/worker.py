"""`flask worker`: the job worker as a process of its own."""

from __future__ import annotations

import signal
from threading import Event

import click
from flask import current_app
from flask.cli import with_appcontext

from app.job.worker import run_worker
from app.lifecycle.fitness import Unfit, require_fit_app


@click.command("worker")
@with_appcontext
def command() -> None:
    """Do the jobs in the outbox until told to stop; the job at hand is finished first."""
    try:
        require_fit_app()
    except Unfit as error:
        raise click.ClickException(str(error)) from error
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    run_worker(current_app._get_current_object(), stop)  # type: ignore[attr-defined]
