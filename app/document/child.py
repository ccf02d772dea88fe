"""A process of its own for work on files: it gets no secret of the environment and is stopped when it takes long."""

from __future__ import annotations

import os
import subprocess
import sys

from app.document.press import PASSED_ON, ROOT
from app.document.refusal import PaperRefused


def ask(module: str, request: bytes, seconds: int) -> bytes:
    """What `python -m module` answers to a request.

    Args:
        module: one that reads a request and writes an answer, such as `app.document.binder`.
        request: its standard input.
        seconds: wall clock it may take.

    Raises:
        PaperRefused: it took too long, was stopped for its memory, or said nothing.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", module],
            input=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if name in PASSED_ON},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PaperRefused("too_slow", str(seconds)) from None
    if not done.stdout:
        raise PaperRefused("too_big" if done.returncode < 0 else "failed", f"exit {done.returncode}")
    return done.stdout
