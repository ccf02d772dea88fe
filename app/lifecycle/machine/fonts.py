"""The two font packages papers need from Debian, and a way to have them without root.

A person without root gets them into `var/fonts`, which the private font configuration of papers lists
beside `/usr/share/fonts`.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.lifecycle.machine.progress import CommandFailed, Steps

HOUSE = Path(__file__).resolve().parents[3]
UNPACKED = HOUSE / "var" / "fonts"
FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), UNPACKED)


@dataclass(frozen=True)
class FontPackage:
    """A Debian package and one font file that shows it is there."""

    package: str
    file: str


NOTO_CJK = FontPackage("fonts-noto-cjk", "NotoSerifCJK-Regular.ttc")
WENKAI = FontPackage("fonts-lxgw-wenkai", "LXGWWenKai-Regular.ttf")


def find(file: str) -> Path | None:
    """Return where font `file` stands in the folders papers read, or None."""
    for folder in FOLDERS:
        for found in folder.rglob(file):
            return found
    return None


def unpack_without_root(packages: Sequence[str], steps: Steps, into: Path = UNPACKED) -> None:
    """Download those of `packages` that are fonts with apt and unpack them under `into`, without root.

    A machine that cannot (no apt, no network) is left as it is.
    """
    wanted = [font.package for font in (NOTO_CJK, WENKAI) if font.package in packages]
    if not wanted or shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        return
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as downloads:
        try:
            steps.run(["sh", "-c", 'cd "$0" && exec apt-get -q download "$@"', downloads, *wanted])
            for archive in Path(downloads).glob("*.deb"):
                steps.run(["dpkg-deb", "-x", str(archive), str(into)])
        except CommandFailed as error:
            print(f"    fonts could not be fetched without root: {error}")
