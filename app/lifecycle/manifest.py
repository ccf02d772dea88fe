"""The manifest of a module: one literal dict in `__manifest__.py`, parsed and never imported.

A module that is broken, or not installed, can so be listed without running a line of it.
"""

from __future__ import annotations

import ast
import importlib.util
import keyword
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

FILE = "__manifest__.py"
PACKAGE = "modules"

_NAME = re.compile(r"[a-z][a-z0-9_]{1,19}")
_VERSION = re.compile(r"\d+\.\d+\.\d+")


class ManifestError(ValueError):
    """A manifest that cannot be read; the message names the file and the mistake."""


@dataclass(frozen=True)
class Manifest:
    """What a module says of itself.

    Attributes:
        name: the folder's name, also the prefix of its tables and of its model ids.
        label: its name in the menu and on the Apps page, an English message id.
        version: `major.minor.patch`.
        depends: modules whose models and services it may import.
        summary: one sentence, an English message id.
        category: the group on the Apps page.
        application: whether it stands for itself; others are installed because something needs them.
        auto_install: whether the first start installs it; a module that is off by default says False.
        icon: name of its icon.
        folder: where it stands.
    """

    name: str
    label: str
    version: str
    depends: tuple[str, ...] = ()
    summary: str = ""
    category: str = ""
    application: bool = False
    auto_install: bool = True
    icon: str = ""
    folder: Path = Path()

    @property
    def package(self) -> str:
        """The Python package of the module."""
        return f"{PACKAGE}.{self.name}"


def is_name(text: str) -> bool:
    """Whether a module may be called that; a word of Python's own could not be imported."""
    return _NAME.fullmatch(text) is not None and not keyword.iskeyword(text)


def read(folder: Path) -> Manifest:
    """Read and check the manifest in a module's folder.

    Raises:
        ManifestError: not a literal dict, an unknown, missing or ill-typed entry, or another name than the folder's.
    """
    path = folder / FILE
    try:
        said = ast.literal_eval(path.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError) as error:
        raise ManifestError(f"{path}: not one literal dict ({error})") from error
    if not isinstance(said, dict):
        raise ManifestError(f"{path}: not one literal dict")
    known = {field.name for field in fields(Manifest)} - {"folder"}
    _refuse(path, sorted(set(map(str, said)) - known), "unknown entry")
    _refuse(path, [key for key in ("name", "label", "version") if not said.get(key)], "missing entry")
    for key, value in said.items():
        if not isinstance(value, _type_of(key)):
            raise ManifestError(f"{path}: {key} has the wrong type")
    if said["name"] != folder.name or not is_name(said["name"]):
        raise ManifestError(f"{path}: the name must be the folder's: 2 to 20 of a-z, 0-9 and _")
    if not _VERSION.fullmatch(said["version"]):
        raise ManifestError(f"{path}: the version must be three numbers, like 1.0.0")
    return Manifest(**{**said, "depends": tuple(said.get("depends", ())), "folder": folder})


def folders() -> tuple[Path, ...]:
    """The folders that make up the package `modules`; a site may add one of its own through PYTHONPATH."""
    found = importlib.util.find_spec(PACKAGE)
    places: Iterable[str] = (found.submodule_search_locations or ()) if found else ()
    return tuple(Path(place) for place in places)


def discover() -> dict[str, Manifest]:
    """Every module on disk by name.

    Raises:
        ManifestError: one of them cannot be read.
    """
    found = [read(path.parent) for place in folders() for path in sorted(place.glob(f"*/{FILE}"))]
    return {manifest.name: manifest for manifest in found}


def _type_of(key: str) -> type | tuple[type, ...]:
    if key in ("application", "auto_install"):
        return bool
    return (list, tuple) if key == "depends" else str


def _refuse(path: Path, names: list[str], complaint: str) -> None:
    if names:
        raise ManifestError(f"{path}: {complaint}: {', '.join(names)}")
