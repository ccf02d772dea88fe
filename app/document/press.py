"""The parent's side of the paper worker: start it, feed it, kill it when it hangs, start another.

Web processes, commands and jobs call `render_pdf`, `render_bundle` or `render`; none of them loads WeasyPrint.
What an administrator is trying out has workers of its own, so that papers do not wait for it.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any

from app.document.limits import Limits
from app.document.refusal import PaperRefused
from app.document.sheet import PDF, SCREEN, WORD, Rendered, Sheet, Stamp

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


class Worker:
    """One child process and the pipes to it. Not safe for several threads at once; `Pool` sees to that."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self.served = 0
        environment = {name: value for name, value in os.environ.items() if name in PASSED_ON}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app.document.worker"],
            cwd=ROOT,
            env=environment,
            close_fds=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._buffer = b""
        self._send(limits.as_data())
        self.trouble = self._head(START_SECONDS)

    def make(self, sheets: list[Sheet], form: str = PDF) -> Rendered:
        """One file, or one page for the screen, of all sheets.

        Raises:
            PaperRefused: fonts are missing, or a template was stopped; the worker may then be dead.
        """
        if "error" in self.trouble:
            raise PaperRefused(self.trouble["error"], self.trouble["detail"])
        self.served += 1
        self._send({"sheets": [sheet.as_data() for sheet in sheets], "form": form})
        head = self._head(self.limits.seconds)
        if "error" in head:
            raise PaperRefused(head["error"], head["detail"], head.get("line"))
        body = self._read(head["size"], self.limits.seconds)
        return Rendered(body, head["pages"], tuple(head["missing"]))

    @property
    def usable(self) -> bool:
        """Whether the worker lives, has its fonts and has not served its term."""
        return (
            self.process.poll() is None and "error" not in self.trouble and self.served < self.limits.requests
        )

    def close(self) -> None:
        """End the process."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._requests.close()
        self._answers.close()

    @property
    def _requests(self) -> IO[bytes]:
        assert self.process.stdin is not None, "opened as a pipe"
        return self.process.stdin

    @property
    def _answers(self) -> IO[bytes]:
        assert self.process.stdout is not None, "opened as a pipe"
        return self.process.stdout

    def _send(self, data: Any) -> None:
        try:
            self._requests.write(json.dumps(data).encode() + b"\n")
            self._requests.flush()
        except BrokenPipeError:
            raise self._cause_of_death() from None

    def _head(self, seconds: float) -> dict[str, Any]:
        while b"\n" not in self._buffer:
            self._fill(seconds)
        line, self._buffer = self._buffer.split(b"\n", 1)
        return json.loads(line)

    def _read(self, size: int, seconds: float) -> bytes:
        while len(self._buffer) < size:
            self._fill(seconds)
        body, self._buffer = self._buffer[:size], self._buffer[size:]
        return body

    def _fill(self, seconds: float) -> None:
        ready, _, _ = select.select([self._answers], [], [], seconds)
        if not ready:
            self.close()
            raise PaperRefused("too_slow", f"{seconds:g}")
        chunk = os.read(self._answers.fileno(), 1 << 16)
        if not chunk:
            raise self._cause_of_death()
        self._buffer += chunk

    def _cause_of_death(self) -> PaperRefused:
        code = self.process.wait()
        if code == -signal.SIGXCPU:
            return PaperRefused("too_slow", str(self.limits.cpu_seconds))
        if code in (-signal.SIGABRT, -signal.SIGTRAP, -signal.SIGSEGV, -signal.SIGKILL):
            return PaperRefused("too_big")
        return PaperRefused("failed", f"exit {code}")


#: Settings of the parent a worker needs; secrets and database addresses stay outside.
PASSED_ON = ("PATH", "HOME", "XDG_CACHE_HOME", "LANG", "LD_LIBRARY_PATH", "FENGQIAO_FONT_DIR")


class Pool:
    """At most `size` workers, started when first needed, safe to share between threads.

    After a fork (gunicorn) the child starts its own workers.
    """

    def __init__(self, size: int = 1, limits: Limits | None = None):
        self.limits = limits or Limits()
        self._slots = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._owner = os.getpid()

    def make(self, sheets: list[Sheet], form: str = PDF) -> Rendered:
        """One file, or one page for the screen, of all sheets, by a free worker.

        Raises:
            PaperRefused: see `Worker.make`; also when no worker came free in time.
        """
        if not self._slots.acquire(timeout=self.limits.seconds * 2):
            raise PaperRefused("too_slow", f"{self.limits.seconds * 2:g}")
        try:
            worker = self._take()
            try:
                return worker.make(sheets, form)
            finally:
                self._give_back(worker)
        finally:
            self._slots.release()

    def close(self) -> None:
        """End all idle workers of this process."""
        with self._lock:
            workers, self._idle = self._idle, []
        if self._owner == os.getpid():
            for worker in workers:
                worker.close()

    def _take(self) -> Worker:
        with self._lock:
            if self._owner != os.getpid():
                self._idle, self._owner = [], os.getpid()
            if self._idle:
                return self._idle.pop()
        return Worker(self.limits)

    def _give_back(self, worker: Worker) -> None:
        if worker.usable:
            with self._lock:
                self._idle.append(worker)
        else:
            worker.close()


_pool = Pool()

#: Templates of administrators are filled for the screen, and tried before they are published, within tighter limits.
_screen = Pool(limits=Limits(seconds=4, cpu_seconds=2, memory_mb=160, press=False))
_trial = Pool(limits=Limits(seconds=20, cpu_seconds=15, memory_mb=512))


def rest() -> None:
    """End the workers of this process that wait for papers; the next paper starts another."""
    for pool in (_pool, _screen, _trial):
        pool.close()


atexit.register(rest)


def render(sheets: Iterable[Sheet]) -> Rendered:
    """One PDF of several sheets, with its page count and the names the templates missed.

    Raises:
        PaperRefused: the sentence says what is missing, or why a template was stopped.
    """
    wanted = list(sheets)
    if not wanted:
        raise PaperRefused("empty")
    return _pool.make(wanted)


def write_word(sheets: Iterable[Sheet]) -> bytes:
    """The docx of several sheets, to go on writing in.

    Raises:
        PaperRefused: as for `render`.
    """
    return _pool.make(list(sheets), WORD).body


def fill(sheets: Iterable[Sheet]) -> Rendered:
    """The HTML of several sheets for the screen, for templates that are not the house's own.

    Raises:
        PaperRefused: the template was stopped.
    """
    return _screen.make(list(sheets), SCREEN)


def attempt(sheets: Iterable[Sheet]) -> Rendered:
    """The PDF of templates that are to be published.

    Raises:
        PaperRefused: as for `render`.
    """
    return _trial.make(list(sheets))


def render_pdf(template: str, context: Mapping[str, Any], *, stamp: Stamp) -> bytes:
    """The PDF/A-2u of one paper. The same template, context and stamp give the same bytes.

    Args:
        template: path below `reports/`, such as `agreements/agreement.html`.
        context: plain data as documented at the head of the template.
        stamp: title, number, date and marks.

    Raises:
        PaperRefused: as for `render`.
    """
    return render([Sheet(template, context, stamp)]).body


def render_bundle(papers: Iterable[tuple[str, Mapping[str, Any]]], *, stamp: Stamp) -> bytes:
    """Several papers in one PDF, in the order given, each counting its own pages, all with one stamp.

    Raises:
        PaperRefused: as for `render`.
    """
    return render(Sheet(template, context, stamp) for template, context in papers).body
