"""The server of a demo and of a small centre: gunicorn with one process, the job worker beside the web in it."""

from __future__ import annotations

import threading
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from app.job.worker import run_worker

THREADS = 8

#: Seconds a worker may take over one request before it is replaced; papers of a long file need the most.
PATIENCE = 120


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
