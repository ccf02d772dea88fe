"""Keeps the lease of a running job and carries its progress to the screen, from a thread beside it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from threading import Event, Thread

from flask import Flask
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.job import lease
from app.job.spec import Run

log = logging.getLogger(__name__)

OpenSession = Callable[[str], AbstractContextManager[Session]]


class Heart:
    """Beats while the work in its `with` block goes on.

    It must be wrapped around the session of the work, not inside it: on SQLite a beat may wait for that session
    to let go of the database. A beat that fails is no harm, the next one follows; while another session keeps
    SQLite locked, nobody else can take the job either.

    Args:
        app: the application whose context the thread needs.
        open_session: opens a session for a named purpose.
        held: the job.
        lasts: how long each beat renews the lease.
        every: distance of the beats.
    """

    def __init__(
        self, app: Flask, open_session: OpenSession, held: lease.Claim, lasts: timedelta, every: timedelta
    ) -> None:
        self.run: Run | None = None
        self._app = app
        self._open_session = open_session
        self._held = held
        self._lasts = lasts
        self._every = every.total_seconds()
        self._over = Event()
        self._thread = Thread(target=self._beat, name=f"job-{held.job_id}-heart", daemon=True)

    def __enter__(self) -> Heart:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._over.wait(self._every):
            try:
                with self._app.app_context(), self._open_session("job: lease") as session:
                    done, total = (self.run.done, self.run.total) if self.run else (0, None)
                    kept = lease.renew(session, self._held, self._lasts, done, total)
                    session.commit()
            except DBAPIError as error:
                log.warning("job %s could not renew its lease: %s", self._held.job_id, error.orig)
                continue
            if self.run and not kept:
                self.run.lost = True
