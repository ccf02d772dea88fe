"""The Chinese words of the house: one short file a part, merged into the one catalogue gettext reads.

Message ids are English and stand in code and templates. `translations/parts/<part>.po` gives their Chinese;
whoever writes a part owns its file. The merged catalogue is a product, not a source: it is made when it
is missing or a part has changed, at the start of the house or by `flask translations compile`.
"""

from __future__ import annotations

import gettext
import hashlib
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parents[2] / "translations"
LOCALE = "zh_Hans_CN"


def parts(folder: Path = FOLDER) -> list[Path]:
    """The files to be merged, in the order of their names."""
    return sorted((folder / "parts").glob("*.po"))


def target(folder: Path = FOLDER) -> Path:
    """Where gettext looks for the merged catalogue."""
    return folder / LOCALE / "LC_MESSAGES" / "messages.mo"


def merge(files: list[Path]) -> tuple[Catalog, list[str]]:
    """All messages of `files` in one catalogue, whose version is the seal of those files.

    Returns:
        The catalogue, and a line for every message that two files translate differently; the first one stands.
    """
    merged = Catalog(locale=LOCALE, project="fengqiao", version=_seal(files), fuzzy=False)
    told: dict[str, tuple[str, str]] = {}
    conflicts = []
    for path in files:
        with path.open("rb") as file:
            part = read_po(file, locale=LOCALE)
        for message in part:
            if not message.id or not message.string:
                continue
            key, words = _singular(message.id), _singular(message.string)
            first, place = told.setdefault(key, (words, path.name))
            if first != words:
                conflicts.append(f"{key!r}: {place} says {first!r}, {path.name} says {words!r}")
            elif key not in merged or not isinstance(message.id, str):
                merged.delete(key)
                merged.add(message.id, message.string)
    return merged, conflicts


def compile_if_changed(folder: Path = FOLDER) -> bool:
    """Make the merged catalogue anew unless it was made of just these parts; whether it was made.

    Several processes may start at once: each writes its own file and moves it into place.
    """
    files = parts(folder)
    place = target(folder)
    if place.exists() and _version(place) == _seal(files):
        return False
    merged, _conflicts = merge(files)
    place.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=place.parent, delete=False) as file:
        write_mo(file, merged)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(place)
    return True


def said(message: str, **places: object) -> str:
    """A message in Chinese with its places filled in, where there is no Babel yet: at the start of the house."""
    text = _words(target()).gettext(message)
    return text % places if places else text


@cache
def _words(place: Path) -> gettext.NullTranslations:
    if not place.exists():
        return gettext.NullTranslations()
    with place.open("rb") as file:
        return gettext.GNUTranslations(file)


def _singular(words: str | tuple[str, ...] | list[str]) -> str:
    """Chinese has one plural form, so the first says it all."""
    return words if isinstance(words, str) else words[0]


def _seal(files: list[Path]) -> str:
    seal = hashlib.sha256()
    for path in files:
        seal.update(path.name.encode() + path.read_bytes())
    return seal.hexdigest()[:16]


def _version(path: Path) -> str:
    with path.open("rb") as file:
        return gettext.GNUTranslations(file).info().get("project-id-version", "").rpartition(" ")[2]
