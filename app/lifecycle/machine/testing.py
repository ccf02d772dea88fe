"""`python3 run.py test`: a temporary PostgreSQL around one run of pytest."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from app.lifecycle.machine.postgres import PostgresMissing, temporary_cluster

HOUSE = Path(__file__).resolve().parents[3]


def run_tests(python: Path, arguments: Sequence[str]) -> int:
    """Run pytest with `arguments` on a cluster of its own and return its exit code.

    Where PostgreSQL cannot be had pytest still runs; every test on PostgreSQL then fails and says why.
    """
    signal.signal(signal.SIGTERM, _leave)
    try:
        with temporary_cluster() as cluster:
            urls = {"TEST_POSTGRES_ADMIN_URL": cluster.admin_url, "TEST_POSTGRES_URL": cluster.url}
            return _pytest(python, arguments, urls)
    except PostgresMissing as error:
        print(error, file=sys.stderr)
        return _pytest(python, arguments, {}) or 1


def _pytest(python: Path, arguments: Sequence[str], urls: dict[str, str]) -> int:
    # A worker for each engine and one for the browser, so that databases are built once (conftest.py). The browser
    # works in processes of its own while its worker waits: there is one worker more than there are cores.
    workers = ["-n", str(min((os.cpu_count() or 1) + 1, 4)), "--dist", "loadscope"]
    command = [str(python), "-m", "pytest", *workers, *arguments]
    # A group of its own, so that pytest's workers end with it.
    child = subprocess.Popen(command, cwd=HOUSE, env={**os.environ, **urls}, process_group=0)
    try:
        return child.wait()
    except KeyboardInterrupt:
        child.send_signal(signal.SIGINT)
        return child.wait()  # it writes its summary
    except SystemExit:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        raise


def _leave(signum: int, frame: FrameType | None) -> None:
    """Turn a polite kill into an exit, so that the cluster is stopped on the way out."""
    sys.exit(128 + signum)
