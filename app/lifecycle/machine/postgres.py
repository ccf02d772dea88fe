"""A temporary PostgreSQL cluster on a spare port, from the packages of the system.

For tests, kill tests and benchmarks; never for real data (`fsync` is off unless asked for).

>>> with temporary_cluster() as cluster:
...     cluster.admin_url, cluster.url
"""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.lifecycle.machine.scratch import scratch_folder

SUPERUSER = "postgres"
OWNER = "fengqiao_owner"
APPLICATION = "fengqiao_app"
DATABASE = "fengqiao"
FIRST_STATEMENTS = (
    f"CREATE ROLE {OWNER} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS\n"
    f"CREATE ROLE {APPLICATION} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS\n"
    # A database is dropped with whoever still sits in it, be it a connection of the application that is just ending.
    f"GRANT pg_signal_backend TO {OWNER}\n"
    # Behind row-level security PostgreSQL asks an index only through functions that are said to keep secrets.
    "ALTER FUNCTION textlike(text, text) LEAKPROOF\n"
    "ALTER FUNCTION texticlike(text, text) LEAKPROOF\n"
    f"CREATE DATABASE {DATABASE} OWNER {OWNER}\n"
)
START_SECONDS = 60.0


class PostgresMissing(RuntimeError):
    """PostgreSQL is not installed, or cannot be started here."""


def programs() -> Path | None:
    """Return the folder with `initdb` and `postgres` of the newest installed version, or None."""
    packaged = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(packaged, key=lambda initdb: int(initdb.parts[-3]), default=None)
    if newest:
        return newest.parent
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


class Cluster:
    """One cluster in one folder: an owner role for migrations, a plain role for the application, a database.

    Args:
        folder: an empty folder; root hands it to the system user `postgres`, who then runs everything.
        settings: server settings, name to value, on top of the defaults.

    Raises:
        PostgresMissing: no PostgreSQL is installed.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        found = programs()
        if found is None:
            raise PostgresMissing("PostgreSQL is not installed: sudo apt-get install -y postgresql")
        self.programs = found
        self.folder = folder
        self.data = folder / "data"
        self.log = folder / "postgres.log"
        self.port = spare_port()
        self.settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(folder),
            "max_connections": "200",
            "fsync": "off",
            "autovacuum": "off",  # its worker would sit in a database that a test wants to copy or drop
            **(settings or {}),
        }
        if self.settings["fsync"] == "off":  # nothing is promised to last, so nobody waits for the disk
            self.settings = {"synchronous_commit": "off", "full_page_writes": "off", **self.settings}
        self.server: subprocess.Popen[bytes] | None = None

    @property
    def admin_url(self) -> str:
        """SQLAlchemy URL of the role that may create databases and owns what it creates."""
        return self.url_of(OWNER)

    @property
    def url(self) -> str:
        """SQLAlchemy URL of the application role: no superuser, bypasses nothing, owns nothing."""
        return self.url_of(APPLICATION)

    def url_of(self, role: str, database: str = DATABASE) -> str:
        """Return the SQLAlchemy URL of `role` in `database`."""
        return f"postgresql+psycopg://{role}@127.0.0.1:{self.port}/{database}"

    def create(self) -> None:
        """Make the cluster (UTF-8, collation C, classes C.UTF-8), its two roles and one empty database."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, *self._system_user())
        language = ["--encoding=UTF8", "--lc-collate=C", "--lc-ctype=C.UTF-8", "--lc-messages=C"]
        initdb = [self._program("initdb"), "-D", str(self.data), "-U", SUPERUSER, "--auth=trust", "--no-sync"]
        self._run([*initdb, *language])
        self._run([self._program("postgres"), "--single", "-D", str(self.data), "template1"], FIRST_STATEMENTS)

    def start(self) -> None:
        """Start the server and wait until it answers.

        After `kill` the old backends may hold the shared memory for a moment, so the start is tried again.
        """
        deadline = time.monotonic() + START_SECONDS
        while True:
            self.server = self._launch()
            while self.server.poll() is None:
                if self._answers():
                    return
                if time.monotonic() > deadline:
                    self.kill()
                time.sleep(0.05)
            if time.monotonic() > deadline:
                raise PostgresMissing(f"PostgreSQL does not start:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop the server at once, cutting open connections; a stopped one stays stopped."""
        if self.server is not None and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)
            try:
                self.server.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()
        self.server = None

    def kill(self) -> None:
        """End the server as a power cut would (`kill -9`); `start` brings back what it had on disk."""
        if self.server is not None:
            self.server.kill()
            self.server.wait()

    def restart(self) -> None:
        """Stop in good order and start again on the same port."""
        self.stop()
        self.start()

    def _program(self, name: str) -> str:
        return str(self.programs / name)

    def _system_user(self) -> tuple[str, str]:
        try:
            user = pwd.getpwnam(SUPERUSER)
        except KeyError:
            raise PostgresMissing("PostgreSQL must not run as root and there is no user postgres.") from None
        return user.pw_name, user.pw_name

    def _identity(self) -> dict[str, object]:
        """Arguments that make a child run as `postgres` when this process is root."""
        if os.geteuid() != 0:
            return {}
        user, group = self._system_user()
        return {"user": user, "group": group, "extra_groups": []}

    def _run(self, command: list[str], text: str = "") -> None:
        done = subprocess.run(
            command,
            input=text,
            capture_output=True,
            text=True,
            cwd=self.folder,
            check=False,
            **self._identity(),  # type: ignore[call-overload]
        )
        if done.returncode != 0:
            raise PostgresMissing(f"{' '.join(command)} ended with {done.returncode}\n{done.stderr[-2000:]}")

    def _launch(self) -> subprocess.Popen[bytes]:
        command = [self._program("postgres"), "-D", str(self.data), "-p", str(self.port)]
        for name, value in self.settings.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("ab") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                preexec_fn=_stop_when_parent_dies,
                **self._identity(),  # type: ignore[call-overload]
            )

    def _answers(self) -> bool:
        """Read the server's own pid file: first line its pid, last line its state."""
        try:
            lines = (self.data / "postmaster.pid").read_text().split()
        except OSError:
            return False
        return self.server is not None and lines[:1] == [str(self.server.pid)] and lines[-1] == "ready"


@contextmanager
def temporary_cluster(settings: Mapping[str, str] | None = None) -> Iterator[Cluster]:
    """Yield a running `Cluster` in a folder of its own; afterwards stop it and remove the folder.

    Without `fsync` nothing is promised to last, and the folder may be in memory.

    Args:
        settings: server settings on top of the defaults, for example `{"fsync": "on"}`.

    Raises:
        PostgresMissing: PostgreSQL is not installed or does not start.
    """
    with scratch_folder(durable=(settings or {}).get("fsync") == "on") as folder:
        cluster = Cluster(folder, settings)
        cluster.create()
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.stop()


def spare_port() -> int:
    """Return a TCP port of 127.0.0.1 that is free at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _stop_when_parent_dies() -> None:
    """Ask the kernel for SIGINT (fast shutdown) to this new server when its parent ends, even by kill -9."""
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGINT)
