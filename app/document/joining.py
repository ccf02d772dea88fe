"""Many papers of the house put behind one another in one file, on the disk: the parent's side.

The work is done by `python -m app.document.joiner`, which opens no more of the files at a time than it must, so that a
file of thousands of pages takes little memory on either side.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from app.document.binding import About
from app.document.press import PASSED_ON, ROOT
from app.document.refusal import PaperRefused

#: Wall clock for one file.
SECONDS = 600


def join(pieces: Sequence[Path], target: Path, about: About) -> int:
    """One PDF of all pieces, each page as it is.

    Args:
        pieces: papers of the house, in their order; the first gives the frame (colours, kind of PDF).
        target: the file to write, in a folder where further files may be put while it is made.
        about: what the file says of itself.

    Returns:
        The number of its pages.

    Raises:
        PaperRefused: a piece cannot be opened, or the process failed.
    """
    said = asdict(about) | {"made_at": about.made_at.isoformat() if about.made_at else None}
    request = {"pieces": [str(piece) for piece in pieces], "target": str(target), "about": said}
    environment = {name: value for name, value in os.environ.items() if name in PASSED_ON}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "app.document.joiner"],
            input=json.dumps(request).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=environment,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PaperRefused("too_slow", str(SECONDS)) from None
    if not done.stdout:
        raise PaperRefused("too_big" if done.returncode < 0 else "failed", f"exit {done.returncode}")
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise PaperRefused(answer["error"], answer["detail"])
    return int(answer["pages"])
