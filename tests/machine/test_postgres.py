"""The temporary cluster keeps what was committed through kill -9, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from app.lifecycle.machine import postgres
from app.lifecycle.machine.postgres import PostgresMissing, temporary_cluster


def connect(cluster):
    return psycopg.connect(cluster.admin_url.replace("+psycopg", ""), autocommit=True)


def test_cluster_comes_back_after_kill_on_the_same_port_and_is_removed_at_the_end():
    with temporary_cluster({"fsync": "on"}) as cluster:
        with connect(cluster) as connection:
            connection.execute("CREATE TABLE word (text TEXT)")
            connection.execute("INSERT INTO word VALUES ('kept')")
            port = cluster.port
            cluster.kill()
            with pytest.raises(psycopg.OperationalError):
                connection.execute("SELECT 1")
        cluster.start()
        assert cluster.port == port
        with connect(cluster) as connection:
            assert connection.execute("SELECT text FROM word").fetchone() == ("kept",)
            assert connection.execute("SHOW fsync").fetchone() == ("on",)
        cluster.restart()
        with connect(cluster) as connection:
            assert connection.execute("SELECT count(*) FROM word").fetchone() == (1,)
    assert not cluster.folder.exists()


@pytest.fixture
def open_folder():
    """A folder the server's user may enter; pytest closes its own to others, in every run anew."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_server_ends_when_its_parent_is_killed(open_folder):
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time; from app.lifecycle.machine.postgres import Cluster; from pathlib import Path\n"
            "cluster = Cluster(Path(sys.argv[1])); cluster.create(); cluster.start()\n"
            "print(cluster.server.pid, flush=True); time.sleep(60)",
            str(open_folder),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    server = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 20
    while _runs(server) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(server)


def test_without_postgresql_the_error_names_the_cure(monkeypatch):
    monkeypatch.setattr(postgres, "programs", lambda: None)
    with pytest.raises(PostgresMissing, match="apt-get install -y postgresql"), temporary_cluster():
        pass


def test_root_without_a_postgres_user_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "SUPERUSER", "nobody-of-this-name")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(PostgresMissing, match="must not run as root"):
        postgres.Cluster(tmp_path).create()


def _runs(process: int) -> bool:
    """A process nobody waited for stays in the table as a zombie; that one does not run."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return False
