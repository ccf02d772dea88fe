"""Reading papers back with poppler: the faces in a file, where each character stands, what is drawn."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

MM = 72 / 25.4


@dataclass(frozen=True)
class Word:
    """A run of text without spaces and its box on the page, in millimetres from the upper left corner."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def _poppler(tool: str, pdf: bytes, *options: str) -> str:
    done = subprocess.run([tool, *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def text_of(pdf: bytes) -> str:
    """All text, line by line."""
    return _poppler("pdftotext", pdf, "-layout")


def faces_of(pdf: bytes) -> set[str]:
    """Names of the faces in the file, without the prefix of a cut-down font."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        done = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True, text=True)
    return {line.split()[0].partition("+")[2] for line in done.stdout.splitlines()[2:]}


def words_of(pdf: bytes) -> list[Word]:
    """Every word with its box."""
    words, page = [], 0
    for line in _poppler("pdftotext", pdf, "-bbox").splitlines():
        if "<page " in line:
            page += 1
        found = re.search(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)<', line)
        if found:
            words.append(Word(page, found[5], *(float(found[part]) / MM for part in (1, 2, 3, 4))))
    return words


def picture_of(pdf: bytes, page: int = 1, dpi: int = 100) -> Image.Image:
    """One page as it is drawn, in grey."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page"
        command = ["pdftoppm", "-gray", "-singlefile", "-r", str(dpi), "-f", str(page), "-", str(path)]
        subprocess.run(command, input=pdf, capture_output=True, check=True)
        with Image.open(path.with_suffix(".pgm")) as picture:
            return picture.copy()
