"""Many papers of the house put behind one another in one file, on the disk: the parent's side.

The work is done by `python -m app.document.joiner`, which opens no more of the files at a time than it must, so that a
file of thousands of pages takes little memory on either side.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from app.document import child
from app.document.binding import About
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
    answer = json.loads(child.ask("app.document.joiner", json.dumps(request).encode(), SECONDS))
    if "error" in answer:
        raise PaperRefused(answer["error"], answer["detail"])
    return int(answer["pages"])
