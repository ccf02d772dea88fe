"""The virtual environment: made once, filled from a hashed lock, left alone while the lock is the same."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from app.lifecycle.machine.progress import CommandFailed, Steps

HOUSE = Path(__file__).resolve().parents[3]
FOLDER = HOUSE / ".venv"
LOCK = HOUSE / "requirements.lock"
TEST_LOCK = HOUSE / "requirements-test.lock"
OWN = (HOUSE / "app", HOUSE / "modules")
OLDEST, NEWEST = (3, 11), (3, 13)


class WrongPython(RuntimeError):
    """The running Python is not one the lock was made for."""


class VirtualEnvironment:
    """The `.venv` folder of the house.

    Args:
        folder: where it stands.
        lock: what serving needs.
        test_lock: what serving and testing need together.
    """

    def __init__(self, folder: Path = FOLDER, lock: Path = LOCK, test_lock: Path = TEST_LOCK) -> None:
        self.folder = folder
        self.lock = lock
        self.test_lock = test_lock
        self.python = folder / "bin" / "python"
        self.record = folder / "installed-locks"

    def complete(self, test: bool) -> bool:
        """Tell whether the environment already holds what the locks say; `test` asks for both."""
        wanted = self._digests(test)
        return self._works() and self._recorded()[: len(wanted)] == wanted

    def fill(self, test: bool, steps: Steps) -> None:
        """Make the environment if needed and install the lock with uv, or with pip where uv cannot be had.

        Packages and our own files are compiled here, because whoever serves may not be allowed to write, or told not
        to (`PYTHONDONTWRITEBYTECODE`), and would compile them at every start.
        Test packages that are already there stay: they are brought up to date, not removed.

        Raises:
            CommandFailed: the packages could not be installed.
        """
        test = test or len(self._recorded()) > 1
        if not self._works():
            self._make(steps)
        self.record.unlink(missing_ok=True)
        self._install(self.test_lock if test else self.lock, steps)
        steps.run([str(self.python), "-m", "compileall", "-q", *map(str, OWN)])
        self.record.write_text("\n".join(self._digests(test)) + "\n")

    def _works(self) -> bool:
        return os.access(self.python, os.X_OK) and (self.folder / "pyvenv.cfg").exists()

    def _recorded(self) -> list[str]:
        return self.record.read_text().split() if self.record.exists() else []

    def _digests(self, test: bool) -> list[str]:
        locks = (self.lock, self.test_lock) if test else (self.lock,)
        return [hashlib.sha256(lock.read_bytes()).hexdigest() for lock in locks]

    def _make(self, steps: Steps) -> None:
        uv = shutil.which("uv")
        if uv:
            steps.run([uv, "venv", "--clear", "--python", sys.executable, str(self.folder)])
        else:
            steps.run([sys.executable, "-m", "venv", "--clear", str(self.folder)])

    def _install(self, lock: Path, steps: Steps) -> None:
        try:
            uv = self._uv(steps)
        except CommandFailed:
            pip = [str(self.python), "-m", "pip", "install", "--require-hashes", "-r", str(lock)]
            steps.run(pip)
            return
        sync = [uv, "pip", "sync", "--compile-bytecode", "--python", str(self.python)]
        steps.run([*sync, "--require-hashes", str(lock)])

    def _uv(self, steps: Steps) -> str:
        """Return a uv: the environment's own, the person's, or one fetched by its hash from the lock."""
        own = self.folder / "bin" / "uv"
        uv = str(own) if own.exists() else shutil.which("uv")
        if uv:
            return uv
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as only_uv:
            only_uv.write(pinned(self.lock, "uv"))
            only_uv.flush()
            steps.run([str(self.python), "-m", "pip", "install", "--require-hashes", "-r", only_uv.name])
        return str(own)


def pinned(lock: Path, name: str) -> str:
    """Return the lines of `lock` that pin package `name` with its hashes."""
    taken: list[str] = []
    for line in lock.read_text().splitlines():
        if line.startswith(f"{name}=="):
            taken = [line]
        elif taken and line.startswith(" "):
            taken.append(line)
        elif taken:
            break
    return "\n".join(taken) + "\n"


def check_python(version: tuple[int, int] = sys.version_info[:2]) -> None:
    """Refuse a Python the lock was not made for.

    Raises:
        WrongPython: `version` (major, minor) is outside 3.11 to 3.13.
    """
    if not OLDEST <= version <= NEWEST:
        raise WrongPython(
            f"Python {version[0]}.{version[1]} cannot run this; use CPython "
            f"{OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]}, for example: python3.11 run.py"
        )
