"""Folders for what nobody will miss: in memory where there is room, because copying a database there takes a tenth."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")

#: Free space without which the disk is taken instead; containers often have 64 MB here.
ROOM_BYTES = 2 * 1024**3

#: What the names begin with; the number of the process that made the folder follows.
_NAME = "fengqiao-scratch-"


@contextmanager
def scratch_folder(*, durable: bool = False) -> Iterator[Path]:
    """Yield a new folder and remove it afterwards.

    Args:
        durable: whether it has to be on a disk, to see what survives a crash or how long a disk takes.
    """
    _sweep()
    place = None if durable or not _has_room() else MEMORY
    folder = Path(tempfile.mkdtemp(prefix=f"{_NAME}{os.getpid()}-", dir=place))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _has_room() -> bool:
    return os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM_BYTES


def _sweep() -> None:
    """Give back the memory of processes that were killed before they could."""
    for folder in MEMORY.glob(f"{_NAME}*"):
        process = folder.name.removeprefix(_NAME).partition("-")[0]
        if not Path(f"/proc/{process}").exists():
            shutil.rmtree(folder, ignore_errors=True)
