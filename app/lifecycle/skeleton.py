"""`flask module new NAME`: a copy of a small module that works, with its tests, to be changed from there."""

from __future__ import annotations

from pathlib import Path

from app.lifecycle import manifest

TEMPLATES = Path(__file__).parent / "skeleton"

#: What stands in file names and texts of the skeleton for the new module's name.
PLACEHOLDER = "sample"

#: Ending of skeleton files, so that nobody takes them for parts of the kernel.
ENDING = ".txt"


class NameTaken(ValueError):
    """The name is not one a module can have, or there is such a folder already."""


def copy(name: str, folder: Path | None = None) -> Path:
    """Copy the skeleton.

    Args:
        name: the new module's name.
        folder: where its folder goes; by default the first folder of the package `modules`.

    Returns:
        The new folder.

    Raises:
        NameTaken: the name is ill-formed or taken.
    """
    if not manifest.is_name(name):
        raise NameTaken(
            f"{name!r}: a name has 2 to 20 of a-z, 0-9 and _, begins with a letter, is no word of Python"
        )
    target = (folder or manifest.folders()[0]) / name
    if target.exists() or name in manifest.discover():
        raise NameTaken(f"there is a module {name} already")
    for source in sorted(TEMPLATES.rglob(f"*{ENDING}")):
        place = target / source.relative_to(TEMPLATES).as_posix().removesuffix(ENDING).replace(
            PLACEHOLDER, name
        )
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(_renamed(source.read_text(encoding="utf-8"), name), encoding="utf-8")
    return target


def _renamed(text: str, name: str) -> str:
    """`sample` becomes the name, `Sample` its capitalised form."""
    title = name.replace("_", " ").capitalize()
    return text.replace(PLACEHOLDER, name).replace(PLACEHOLDER.capitalize(), title)
