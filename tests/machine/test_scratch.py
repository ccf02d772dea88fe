"""Folders nobody will miss: where they stand, and that nothing of them stays."""

from __future__ import annotations

import os
import subprocess
from collections import namedtuple

import pytest

from app.lifecycle.machine import scratch
from app.lifecycle.machine.scratch import scratch_folder

Usage = namedtuple("Usage", "free")


@pytest.fixture
def memory(tmp_path, monkeypatch):
    """A folder in place of the file system in memory, and a function that says how much is free there."""
    monkeypatch.setattr(scratch, "MEMORY", tmp_path)

    def free(bytes_):
        monkeypatch.setattr(scratch.shutil, "disk_usage", lambda path: Usage(bytes_))

    free(scratch.ROOM_BYTES)
    return tmp_path, free


def test_it_stands_in_memory_where_there_is_room_and_is_removed(memory):
    place, free = memory
    with scratch_folder() as folder:
        (folder / "file").touch()
        assert folder.parent == place
    assert not folder.exists()
    free(scratch.ROOM_BYTES - 1)
    with scratch_folder() as folder:
        assert folder.parent != place
    assert not folder.exists()


def test_what_must_last_stands_on_the_disk(memory):
    with scratch_folder(durable=True) as folder:
        assert folder.parent != memory[0]


def test_what_a_killed_process_left_is_swept_away_and_nothing_else(memory):
    place, _free = memory
    ended = subprocess.Popen(["true"])
    ended.wait()
    left, alive, strange = (
        place / name
        for name in (f"fengqiao-scratch-{ended.pid}-x", f"fengqiao-scratch-{os.getpid()}-x", "elsewhere")
    )
    for folder in (left, alive, strange):
        folder.mkdir()
    with scratch_folder():
        assert not left.exists()
        assert alive.exists() and strange.exists()
