"""Show a person at a terminal, or a log of a build server, which step runs and for how long.

>>> steps = Steps(total=2)
>>> with steps.step("Python packages"):
...     steps.run(["uv", "pip", "sync", "requirements.lock"])
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TextIO

LOG_EVERY_SECONDS = 10.0


class CommandFailed(RuntimeError):
    """A set-up command ended with an error; the message holds the command and its last lines."""


class Steps:
    """Numbered steps of one set-up.

    Args:
        total: number of steps that will be announced.
        out: where the lines go; a terminal gets one line a step rewritten in place.
    """

    def __init__(self, total: int, out: TextIO | None = None) -> None:
        self.total = total
        self.out = out or sys.stdout
        self.number = 0
        self.name = ""
        self.started = 0.0
        self.said = 0.0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Announce step `name`, run the body, then print the seconds it took."""
        self.number += 1
        self.name, self.started, self.said = name, time.monotonic(), time.monotonic()
        self._write("…", end="" if self.out.isatty() else "\n")
        try:
            yield
        except BaseException:
            self._write(f"failed after {self._seconds()}", rewrite=True)
            raise
        self._write(self._seconds(), rewrite=True)

    def run(self, command: Sequence[str], env: Mapping[str, str] | None = None) -> str:
        """Run `command` quietly inside the current step and return what it printed.

        While it runs, its newest line is shown beside the clock. `env` is added to the environment.

        Raises:
            CommandFailed: the command is not there or ended with an error.
        """
        try:
            child = subprocess.Popen(
                command,
                env={**os.environ, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
            )
        except OSError as error:
            raise CommandFailed(f"{command[0]}: {error.strerror}") from error
        lines: list[str] = []
        reader = threading.Thread(target=_collect, args=(child, lines), daemon=True)
        reader.start()
        while reader.is_alive():
            reader.join(timeout=1.0)
            self._tick(lines[-1] if lines else "")
        if child.wait() != 0:
            tail = "\n".join(f"    {line}" for line in lines[-15:])
            raise CommandFailed(f"{' '.join(command)} ended with {child.returncode}\n{tail}")
        return "\n".join(lines)

    def _tick(self, newest: str) -> None:
        now = time.monotonic()
        if self.out.isatty():
            self._write(f"{self._seconds()} {newest}", rewrite=True, end="")
        elif now - self.said >= LOG_EVERY_SECONDS:
            self.said = now
            self._write(f"{self._seconds()} {newest}")

    def _seconds(self) -> str:
        return f"{time.monotonic() - self.started:.1f} s"

    def _write(self, text: str, rewrite: bool = False, end: str = "\n") -> None:
        line = f"[{self.number}/{self.total}] {self.name}: {text}"[: shutil.get_terminal_size().columns - 1]
        start = "\r\x1b[K" if rewrite and self.out.isatty() else ""
        print(f"{start}{line}", end=end, file=self.out, flush=True)


def _collect(child: subprocess.Popen[str], lines: list[str]) -> None:
    """Read the child's output line by line until it closes."""
    if child.stdout is not None:
        with child.stdout:
            for line in child.stdout:
                if line.strip():
                    lines.append(line.strip())
