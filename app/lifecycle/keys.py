"""The keys of the house. A real site gives them in the environment; a demo on SQLite makes its own, once."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

KEYS = ("SECRET_KEY", "DATA_KEY", "INDEX_KEY", "AUDIT_KEY")

#: Characters of a key: 32 random bytes in hexadecimal have 64, and nothing shorter than the bytes is let in.
SHORTEST = 32


def missing(config: MutableMapping[str, Any]) -> list[str]:
    """Names of the keys that are absent or too short."""
    return [name for name in KEYS if len(config.get(name) or "") < SHORTEST]


def complete(config: MutableMapping[str, Any], folder: Path) -> None:
    """Fill in absent keys from `folder/keys.json`, which is made when it is not there (mode 600).

    Only for SQLite: beside a real database a key lost with a disk would make every encrypted column unreadable, so
    there the environment must give them and the start is refused.
    """
    if not missing(config) or not str(config["DATABASE_URL"]).startswith("sqlite"):
        return
    kept = _kept(folder / "keys.json")
    for name in missing(config):
        config[name] = kept[name]


def _kept(path: Path) -> dict[str, str]:
    """Read the file, making it first if need be; the hard link lets one of two starting processes win, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_suffix(f".{os.getpid()}")
    if not path.exists():
        made.touch(mode=0o600)
        made.write_text(json.dumps({name: secrets.token_hex(32) for name in KEYS}, indent=1))
        with suppress(FileExistsError):
            os.link(made, path)
        made.unlink()
    kept: dict[str, str] = json.loads(path.read_text())
    return kept
