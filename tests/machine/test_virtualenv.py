"""The environment is filled once for each lock, with uv, or with pip where uv cannot be had."""

from __future__ import annotations

import pytest

from app.lifecycle.machine import virtualenv
from app.lifecycle.machine.progress import CommandFailed
from app.lifecycle.machine.virtualenv import VirtualEnvironment, WrongPython, check_python, pinned

LOCK = (
    "# how it was made\n"
    "flask==3.1.3 \\\n    --hash=sha256:aa\n"
    "uv==0.13.9 \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n"
    "wrapt==2.5.2 \\\n    --hash=sha256:dd\n"
)


class MakingSteps:
    """Stands in for `Steps`: makes the files a real command would make."""

    def __init__(self, folder, uv_works=True):
        self.folder = folder
        self.uv_works = uv_works
        self.commands = []

    def run(self, command, env=None):
        line = " ".join(command)
        self.commands.append(line)
        if " venv " in line:
            self._touch("bin/python")
            self._touch("pyvenv.cfg")
        elif "pip install" in line and line.endswith(".txt"):
            if not self.uv_works:
                raise CommandFailed("no uv for this machine")
            self._touch("bin/uv")
        return ""

    def _touch(self, name):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o755)


@pytest.fixture
def environment(tmp_path, monkeypatch):
    monkeypatch.setattr(virtualenv.shutil, "which", lambda name: None)
    (tmp_path / "run.lock").write_text(LOCK)
    (tmp_path / "test.lock").write_text(LOCK + "pytest==9.2.0\n")
    return VirtualEnvironment(tmp_path / ".venv", tmp_path / "run.lock", tmp_path / "test.lock")


def test_uv_is_fetched_by_its_hash_and_then_fills_the_environment(environment):
    steps = MakingSteps(environment.folder)
    assert not environment.complete(test=False)
    environment.fill(False, steps)
    assert [command.split()[1:3] for command in steps.commands] == [
        ["-m", "venv"],
        ["-m", "pip"],
        ["pip", "sync"],
        ["-m", "compileall"],
    ]
    assert "--require-hashes" in steps.commands[1]
    assert "--compile-bytecode" in steps.commands[2]
    assert steps.commands[2].endswith("run.lock")
    assert steps.commands[3].endswith(f"{virtualenv.HOUSE}/app {virtualenv.HOUSE}/modules")
    assert environment.complete(test=False)
    assert not environment.complete(test=True)


def test_pip_does_it_where_uv_cannot_be_had(environment):
    steps = MakingSteps(environment.folder, uv_works=False)
    environment.fill(True, steps)
    assert steps.commands[-2].endswith("-m pip install --require-hashes -r " + str(environment.test_lock))
    assert environment.complete(test=True)


def test_test_packages_serve_the_plain_start_too_and_stay_when_the_lock_changes(environment):
    steps = MakingSteps(environment.folder)
    environment.fill(True, steps)
    assert environment.complete(test=False)
    environment.lock.write_text(LOCK.replace("3.1.3", "3.1.4"))
    assert not environment.complete(test=False)
    environment.fill(False, steps)
    assert steps.commands[-2].endswith("test.lock")
    assert environment.complete(test=True)


def test_interrupted_install_is_done_again(environment):
    steps = MakingSteps(environment.folder)
    environment.fill(False, steps)
    environment.lock.write_text(LOCK + "# changed\n")

    def interrupted(command, env=None):
        raise KeyboardInterrupt

    steps.run = interrupted
    with pytest.raises(KeyboardInterrupt):
        environment.fill(False, steps)
    environment.lock.write_text(LOCK)
    assert not environment.complete(test=False)


def test_environment_whose_python_went_away_is_made_anew(environment):
    steps = MakingSteps(environment.folder)
    environment.fill(False, steps)
    environment.python.unlink()
    assert not environment.complete(test=False)
    environment.fill(False, steps)
    assert any("venv --clear" in command for command in steps.commands)


def test_pinned_takes_one_package_with_all_its_hashes(environment):
    assert pinned(environment.lock, "uv") == "uv==0.13.9 \\\n    --hash=sha256:bb \\\n    --hash=sha256:cc\n"


def test_the_real_locks_pin_uv_by_hash_and_name_no_host():
    for lock in (virtualenv.LOCK, virtualenv.TEST_LOCK):
        assert "--hash=sha256:" in pinned(lock, "uv")
        assert "://" not in lock.read_text()


@pytest.mark.parametrize("version", [(3, 10), (3, 14)])
def test_other_pythons_are_refused_with_the_cure(version):
    with pytest.raises(WrongPython, match=r"python3\.11 run\.py"):
        check_python(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_pythons_of_the_lock_are_taken(version):
    check_python(version)
