"""The five faces a paper needs, and the private fontconfig that finds them and nothing else.

The host's own fontconfig is never read: a paper must come out the same on every machine, and a face that is
missing must be reported instead of being replaced by whatever looks nearest.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

REPORTS = Path(__file__).resolve().parents[2] / "reports"
OWN_FONTS = REPORTS / "fonts"
PACKAGE_DIRECTORIES = (
    Path("/usr/share/fonts/opentype/noto"),
    Path("/usr/share/fonts/truetype/lxgw-wenkai"),
    REPORTS.parent / "var" / "fonts",  # where the set-up unpacks the packages when it may not install them
)
FONT_DIRECTORY_SETTING = "FENGQIAO_FONT_DIR"
LIGHT, NORMAL, BOLD = 300, 400, 700


@dataclass(frozen=True)
class Face:
    """A face the house style names.

    Args:
        family: family name as written in the style sheet.
        weight: OpenType weight class: 300, 400 or 700.
        package: Debian package that carries it; empty for the two faces kept in `reports/fonts`.
        sample: characters it must be able to draw.
    """

    family: str
    weight: int
    package: str
    sample: str


FACES = (
    Face("FQ Fang", NORMAL, "", "人民调解协议书〔〕（）“”…—□"),
    Face("FQ Latin", NORMAL, "", "0123456789.,-/ABCXYZ"),
    Face("Noto Serif CJK SC", NORMAL, "fonts-noto-cjk", "￥人民"),
    Face("Noto Serif CJK SC", BOLD, "fonts-noto-cjk", "调解协议书"),
    Face("Noto Sans CJK SC", NORMAL, "fonts-noto-cjk", "草稿作废"),
    Face("LXGW WenKai", LIGHT, "fonts-lxgw-wenkai", "龑翀喆堃镕玥彧赟昇𠅤𬭎𫖯"),
)


@dataclass(frozen=True)
class Lack:
    """Something the faces cannot do on this host.

    Args:
        family: the family concerned.
        characters: what it cannot draw; empty when the whole face is missing.
        cure: the one line to type.
    """

    family: str
    characters: str
    cure: str


def font_directories() -> tuple[Path, ...]:
    """Where faces are looked for, in order: ours, the unpacked packages of the setting, the system packages."""
    unpacked = os.environ.get(FONT_DIRECTORY_SETTING, "")
    chosen = (Path(unpacked).resolve(),) if unpacked else ()
    return (OWN_FONTS, *chosen, *PACKAGE_DIRECTORIES)


def font_report() -> list[Lack]:
    """The faces and glyphs missing on this host, each with its cure; empty when every paper can be made."""
    return [lack for lack in map(_lack_of, FACES) if lack is not None]


def _lack_of(face: Face) -> Lack | None:
    cure = f"apt-get install -y {face.package}" if face.package else "git checkout -- reports/fonts"
    found = _found(font_directories()).get((face.family, face.weight))
    if found is None:
        return Lack(face.family, "", cure)
    absent = "".join(character for character in face.sample if ord(character) not in code_points(*found))
    return Lack(face.family, absent, cure) if absent else None


@cache
def _found(directories: tuple[Path, ...]) -> dict[tuple[str, int], tuple[Path, int]]:
    """(family, weight class) -> (file, index in the collection) of every face below `directories`."""
    faces: dict[tuple[str, int], tuple[Path, int]] = {}
    for path in _font_files(directories):
        with _fonts_in(path) as fonts:
            for number, font in enumerate(fonts):
                family = font["name"].getDebugName(16) or font["name"].getDebugName(1)
                faces.setdefault((family, font["OS/2"].usWeightClass), (path, number))
    return faces


def _font_files(directories: Iterable[Path]) -> Iterator[Path]:
    for directory in directories:
        yield from sorted(
            path for path in directory.rglob("*") if path.suffix.lower() in (".otf", ".ttf", ".ttc")
        )


@contextmanager
def _fonts_in(path: Path) -> Iterator[list[Any]]:
    from fontTools.ttLib import TTCollection, TTFont

    if path.suffix.lower() == ".ttc":
        with TTCollection(path, lazy=True) as collection:
            yield collection.fonts
    else:
        with TTFont(path, lazy=True) as font:
            yield [font]


@cache
def code_points(path: Path, number: int = 0) -> frozenset[int]:
    """Every code point the face in `path` (face `number` of a collection) can draw."""
    with _fonts_in(path) as fonts:
        return frozenset(fonts[number].getBestCmap())


def body_code_points() -> frozenset[int]:
    """What the body face can draw; a name with any other character is set whole in the Kai face."""
    return code_points(OWN_FONTS / "FQFang-Regular.otf")


@cache
def drawn_code_points() -> frozenset[int]:
    """What at least one of the faces can draw."""
    found = _found(font_directories())
    faces = [found[face.family, face.weight] for face in FACES if (face.family, face.weight) in found]
    return frozenset().union(*(code_points(*face) for face in faces))


def use_private_fontconfig() -> Path:
    """Write the private fontconfig file and point this process at it.

    Must run before WeasyPrint is first imported: fontconfig reads its file once, when the library is loaded.

    Returns:
        The file written. It lives in the user's cache directory, where fontconfig also keeps its index of the
        faces (reading 50 MB of fonts anew would cost each worker a second).
    """
    directory = _cache_directory()
    lines = [f"<dir>{escape(str(path))}</dir>" for path in font_directories() if path.is_dir()]
    text = "\n".join(
        [
            '<?xml version="1.0"?>',
            '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
            "<fontconfig>",
            *lines,
            f"<cachedir>{escape(str(directory / 'index'))}</cachedir>",
            "</fontconfig>",
            "",
        ]
    )
    target = directory / "fonts.conf"
    if not target.exists() or target.read_text("utf-8") != text:
        draft = directory / f"fonts.conf.{os.getpid()}"
        draft.write_text(text, "utf-8")
        draft.replace(target)
    os.environ["FONTCONFIG_FILE"] = str(target)
    return target


def _cache_directory() -> Path:
    try:
        directory = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fengqiao"
        directory.mkdir(parents=True, exist_ok=True)
        if os.access(directory, os.W_OK):
            return directory
    except (OSError, RuntimeError):
        pass  # an account without a home directory still prints, only more slowly
    return Path(tempfile.mkdtemp(prefix="fengqiao-"))
