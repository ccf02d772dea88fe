"""Workers that are killed at random, for `test_jobs.py`: `python -m tests.kernel.killing_workers URL JOBS KILLS`.

The parent loads everything once and forks workers; it kills one at a time with SIGKILL and forks another, until
all jobs are done. It runs in a process of its own, so that forking disturbs nobody.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select, text

import app.access.gate  # noqa: F401
import app.org.models  # noqa: F401
from app.access.scope import system
from app.job.models import DONE, Job
from app.job.runner import Runner
from app.job.spec import JobSpec, Run
from app.model.base import db
from app.model.engine import engine_options, prepare

WORKERS = 4


def application(url: str) -> Flask:
    made = Flask("killing")
    made.config["SQLALCHEMY_DATABASE_URI"] = url
    made.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(url)
    db.init_app(made)
    with made.app_context():
        prepare(db.engine)
    return made


def effect(run: Run) -> None:
    """Writes one row, slowly enough to be killed before and after it."""
    time.sleep(random.uniform(0, 0.004))
    run.session.execute(text("insert into effect (job_id) values (:job)"), {"job": run.job_id})
    time.sleep(random.uniform(0, 0.004))


def work(url: str) -> None:
    made = application(url)
    specs = {"test.effect": JobSpec("test.effect", effect, max_attempts=1000)}
    runner = Runner(made, specs, system, lasts=timedelta(seconds=0.5), beat=timedelta(seconds=0.2))
    while True:
        if not runner.run_one():
            time.sleep(0.02)


def fork(url: str) -> int:
    child = os.fork()
    if child:
        return child
    try:
        work(url)
    finally:
        os._exit(1)


def main(url: str, jobs: int, kills: int) -> None:
    children = [fork(url) for _ in range(WORKERS)]
    watcher = application(url)
    deadline = time.monotonic() + 150
    try:
        with watcher.app_context():
            while time.monotonic() < deadline:
                time.sleep(random.uniform(0.02, 0.15))
                if kills:
                    victim = children.pop(random.randrange(WORKERS))
                    os.kill(victim, signal.SIGKILL)
                    os.waitpid(victim, 0)
                    children.append(fork(url))
                    kills -= 1
                with system("watch") as session:
                    done = session.scalar(select(func.count()).select_from(Job).where(Job.state == DONE))
                if done == jobs and not kills:
                    break
                db.engine.dispose()
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
