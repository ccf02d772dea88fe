"""The loop that does the work: a thread of the demo process, or a process of its own (`flask worker`)."""

from __future__ import annotations

import logging
from threading import Event

from flask import Flask
from sqlalchemy.exc import DBAPIError

from app.access.scope import system
from app.job.runner import Runner
from app.job.scheduler import fire_due
from app.model.house import House

log = logging.getLogger(__name__)

#: Seconds between two looks at an empty outbox, and after losing the database.
POLL = 1.0
PATIENCE = 5.0


def run_worker(app: Flask, stop: Event, poll: float = POLL) -> None:
    """Fire schedules and do jobs until told to stop; the job at hand is finished first.

    Args:
        app: an application whose `extensions["house"]` holds the declared jobs.
        stop: set it to end the loop.
        poll: seconds between two looks at an empty outbox.
    """
    house: House = app.extensions["house"]
    runner = Runner(app, house.jobs, system)
    while not stop.is_set():
        try:
            _fire(app, house)
            while not stop.is_set() and runner.run_one():
                _fire(app, house)
            stop.wait(poll)
        except DBAPIError as error:
            log.error("the worker cannot reach the database: %s", error.orig)
            stop.wait(PATIENCE)


def _fire(app: Flask, house: House) -> None:
    with app.app_context(), system("job: schedule") as session:
        if fire_due(session, house.jobs):
            log.info("scheduled jobs enqueued")
        session.commit()
