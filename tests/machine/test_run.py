"""The two commands: what each hands over to, and that the verdict of the tests is the verdict of the command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

import run
from app.lifecycle.machine import preparation, testing
from app.lifecycle.machine.postgres import PostgresMissing

HOUSE = Path(run.__file__).parent


@pytest.fixture
def prepared(monkeypatch):
    """Notes whether the set-up was asked for test packages; nothing is installed."""
    asked = []
    monkeypatch.setattr(preparation, "prepare", lambda test: asked.append(test) or Path("/venv/python"))
    return asked


@pytest.fixture
def handed_over(monkeypatch):
    commands = []
    monkeypatch.setattr(run.os, "execv", lambda program, arguments: commands.append(arguments[1:]))
    return commands


@pytest.mark.parametrize(
    ("typed", "handover", "test"),
    [
        ("", "-m app.lifecycle.serve --host 127.0.0.1 --port 8080", False),
        (
            "--host 0.0.0.0 --port 9000 --demo-password secret",
            "-m app.lifecycle.serve --host 0.0.0.0 --port 9000 --demo-password secret",
            False,
        ),
        ("flask module list --json", "-m flask --app app.factory module list --json", False),
        ("flask --help", "-m flask --app app.factory --help", False),
        ("bench --json out.json", "-m tests.bench --json out.json", True),
    ],
)
def test_command_prepares_and_hands_over(prepared, handed_over, typed, handover, test):
    run.main(typed.split())
    assert handed_over == [handover.split()]
    assert prepared == [test]


@pytest.mark.parametrize(("typed", "test"), [("setup", False), ("setup --test", True)])
def test_setup_stops_after_the_set_up(prepared, handed_over, typed, test):
    assert run.main(typed.split()) == 0
    assert handed_over == []
    assert prepared == [test]


def test_failed_set_up_is_said_in_words(monkeypatch, handed_over, capsys):
    def fail(test):
        raise preparation.NotReady("Without python3-venv no virtual environment can be made.")

    monkeypatch.setattr(preparation, "prepare", fail)
    assert run.main([]) == 2
    assert "python3-venv" in capsys.readouterr().err
    assert handed_over == []


def test_run_needs_nothing_but_the_standard_library():
    """`-S` hides every installed package, as on a machine where the virtual environment is still to be made."""
    done = subprocess.run(
        [sys.executable, "-S", "run.py", "--help"], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    assert "--demo-password" in done.stdout
    subprocess.run(
        [
            sys.executable,
            "-S",
            "-c",
            "import app.lifecycle.machine.preparation, app.lifecycle.machine.testing",
        ],
        cwd=HOUSE,
        check=True,
    )


def pytest_run(tmp_path, body, *arguments):
    """Run `run_tests` in a process of its own on one test file with `body`."""
    (tmp_path / "test_one.py").write_text(body)
    code = (
        "import sys; from pathlib import Path; from app.lifecycle.machine.testing import run_tests\n"
        "sys.exit(run_tests(Path(sys.executable), sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, str(tmp_path), "-q", "-c", os.devnull, "-p", "no:cacheprovider"]
    return subprocess.Popen([*command, *arguments], cwd=HOUSE, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize(("assertion", "code"), [("True", 0), ("False", 1)])
def test_exit_code_of_pytest_is_passed_on_and_the_cluster_is_offered(tmp_path, assertion, code):
    child = pytest_run(
        tmp_path,
        "import os\ndef test_one():\n"
        "    assert 'fengqiao_owner@127.0.0.1' in os.environ['TEST_POSTGRES_ADMIN_URL']\n"
        f"    assert 'fengqiao_app@127.0.0.1' in os.environ['TEST_POSTGRES_URL']\n    assert {assertion}\n",
    )
    child.communicate()
    assert child.returncode == code


def test_a_polite_kill_stops_pytest_and_removes_the_cluster(tmp_path):
    note = tmp_path / "note"
    child = pytest_run(
        tmp_path,
        "import os, pathlib, time\ndef test_one():\n"
        f"    part = pathlib.Path({str(tmp_path / 'part')!r})\n"
        "    part.write_text(f\"{os.getpid()} {os.environ['TEST_POSTGRES_URL']}\")\n"
        f"    part.rename({str(note)!r})\n    time.sleep(60)\n",
    )
    deadline = time.monotonic() + 30
    while not note.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    inner, url = note.read_text().split()
    child.send_signal(signal.SIGTERM)
    child.communicate(timeout=30)
    assert child.returncode == 128 + signal.SIGTERM
    deadline = time.monotonic() + 20
    while Path(f"/proc/{inner}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{inner}").exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url.replace("+psycopg", ""))


def test_without_postgresql_the_tests_still_run_and_the_command_fails(monkeypatch, capsys):
    @contextmanager
    def no_cluster():
        raise PostgresMissing("PostgreSQL is not installed")
        yield

    monkeypatch.setattr(testing, "temporary_cluster", no_cluster)
    monkeypatch.setattr(testing, "_pytest", lambda python, arguments, urls: 0)
    monkeypatch.setattr(testing.signal, "signal", lambda *_: None)
    assert testing.run_tests(Path(sys.executable), []) == 1
    assert "not installed" in capsys.readouterr().err
