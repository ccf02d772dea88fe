"""A web server that can be killed as a power cut would, and started again at the same address."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping

from app.lifecycle.machine.postgres import spare_port
from tests.bench.site import ROOT, Site

WORKERS = 4


class Web:
    """gunicorn in a process group of its own.

    Args:
        environment: variables of the house on top of our own.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = {**os.environ, **environment}
        self.port = spare_port()
        self.server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until the door answers."""
        command = [sys.executable, "-m", "gunicorn", "tests.reliability.site:create_app()"]
        options = ["--preload", "-w", str(WORKERS), "-b", f"127.0.0.1:{self.port}", "--timeout", "90"]
        self.server = subprocess.Popen(
            [*command, *options, "--log-level", "critical"],
            cwd=ROOT,
            env=self.environment,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.wait()

    def wait(self) -> None:
        """Wait until the door answers.

        Raises:
            RuntimeError: it does not.
        """
        assert self.server is not None
        site = Site(self.port, self.server.pid)
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline and self.server.poll() is None:
            try:
                site.ask("/login/")
            except Exception:  # any answer but the door's means: not yet
                time.sleep(0.1)
            else:
                return
        raise RuntimeError("the web server does not come up")

    def kill(self) -> None:
        """kill -9 of the master and every worker."""
        if self.server is not None and self.server.poll() is None:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
