"""One attempt at one job: take it, do it, and note the outcome in the same transaction as its effects."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta

from flask import Flask
from sqlalchemy.exc import DBAPIError

from app.job import lease
from app.job.heart import Heart, OpenSession
from app.job.spec import GiveUp, JobSpec, LeaseLost, Run

log = logging.getLogger(__name__)

#: How long a worker may be silent before its job goes to another.
LEASE = timedelta(seconds=60)
#: How often a running job renews its lease and shows its progress.
BEAT = timedelta(seconds=2)

_LONGEST_ERROR = 1000


class Runner:
    """Does jobs, one at a time.

    Args:
        app: the application, for the context in which functions run.
        specs: the declared jobs by name.
        open_session: opens a session for a named purpose (`app.access.scope.system`).
        lasts: length of a lease.
        beat: distance of the signs of life of a running job.
    """

    def __init__(
        self,
        app: Flask,
        specs: Mapping[str, JobSpec],
        open_session: OpenSession,
        lasts: timedelta = LEASE,
        beat: timedelta = BEAT,
    ) -> None:
        self._app = app
        self._specs = specs
        self._open_session = open_session
        self._lasts = lasts
        self._beat = beat

    def run_one(self) -> bool:
        """Take the job that has waited longest and see it through; False when none was ready.

        Whatever a job's function raises ends up in the job, not here; only a database out of reach does.
        """
        with self._app.app_context():
            with self._open_session("job: claim") as session:
                held = lease.claim(session, self._lasts)
                session.commit()
            if held is None:
                return False
            try:
                self._work(held)
            except LeaseLost:
                log.warning("job %s %s was cancelled or went to another worker", held.name, held.job_id)
            except Exception as error:
                log.exception("job %s %s failed at attempt %s", held.name, held.job_id, held.attempt)
                self._note_failure(held, error)
            return True

    def _work(self, held: lease.Claim) -> None:
        spec = self._specs.get(held.name)
        if spec is None:
            raise GiveUp(f"no job is called {held.name}")
        if held.attempt > spec.max_attempts:
            raise GiveUp(f"the worker died at each of {spec.max_attempts} attempts")
        with (
            Heart(self._app, self._open_session, held, self._lasts, self._beat) as heart,
            self._open_session(f"job: {held.name}") as session,
        ):
            heart.run = run = Run(session, held.job_id, held.args, held.attempt)
            result = spec.function(run)
            lease.finish(session, held, result, run.done, run.total)
            session.commit()

    def _note_failure(self, held: lease.Claim, error: Exception) -> None:
        spec = self._specs.get(held.name)
        hopeless = spec is None or isinstance(error, GiveUp) or held.attempt >= spec.max_attempts
        with self._open_session("job: failed") as session:
            (lease.bury if hopeless else lease.put_back)(session, held, _in_words(error))
            session.commit()


def _in_words(error: Exception) -> str:
    """What went wrong, without the values a database error would repeat: they may be personal."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    first_line = str(cause).partition("\n")[0]
    return f"{type(cause).__name__}: {first_line}"[:_LONGEST_ERROR]
