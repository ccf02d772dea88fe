"""What a paper looked like when somebody last looked at it: its text, and how much ink lies where on each page.

A golden file holds the lines of the paper without their spaces, then each page as a grid of signs, one a cell: `0` for
none, a sign more for every hundredth of the cell that is black. A grid is 16 cells wide and 22 high, about a line of
text each, so that a line that moved, a table that broke or a seal that is gone tells; two releases of a type face or of
poppler do not.
"""

from __future__ import annotations

import difflib
from io import BytesIO
from string import ascii_lowercase, digits
from subprocess import run

from PIL import Image, ImageOps

from tests.house.reading import text_of

COLUMNS, ROWS = 16, 22
_SIGNS = digits + ascii_lowercase
_PAGE = "--- page"

#: A cell may differ by so many hundredths of ink, a page on average by so many.
MOST_OF_A_CELL, MOST_OF_A_PAGE = 5, 0.6


def golden_of(pdf: bytes) -> str:
    """The golden file of a paper."""
    pages = [f"{_PAGE} {number}\n" + "\n".join(grid) for number, grid in enumerate(grids_of(pdf), 1)]
    return "\n".join([*lines_of(pdf), *pages]) + "\n"


def lines_of(pdf: bytes) -> list[str]:
    """The lines of a paper as poppler lays them out, without spaces and without empty ones."""
    lines = ("".join(line.split()) for line in text_of(pdf).splitlines())
    return [line for line in lines if line]


def grids_of(pdf: bytes) -> list[list[str]]:
    """Each page as rows of signs."""
    command = ["pdftoppm", "-gray", "-r", "30", "-"]  # no name: to standard output
    pictures = run(command, input=pdf, capture_output=True, check=True).stdout
    return [_grid(page) for page in _pages(pictures)]


def differences(known: str, found: str) -> list[str]:
    """What tells a paper from its golden file, in lines to read; empty where it is the same but for the tolerance."""
    known_text, *known_pages = known.split(_PAGE)
    found_text, *found_pages = found.split(_PAGE)
    told = list(
        difflib.unified_diff(
            known_text.splitlines(), found_text.splitlines(), "golden", "found", lineterm="", n=1
        )
    )
    if len(known_pages) != len(found_pages):
        return [*told, f"{len(known_pages)} pages before, {len(found_pages)} now"]
    for number, (before, now) in enumerate(zip(known_pages, found_pages, strict=True), 1):
        told += [f"page {number}, {words}" for words in _moved(before, now)]
    return told


def _moved(before: str, now: str) -> list[str]:
    rows = list(zip(before.splitlines()[1:], now.splitlines()[1:], strict=True))
    apart = [
        (row, column, abs(_SIGNS.index(a) - _SIGNS.index(b)))
        for row, (old, new) in enumerate(rows)
        for column, (a, b) in enumerate(zip(old, new, strict=True))
    ]
    told = [
        f"row {row + 1}, cell {column + 1}: {by} % of ink" for row, column, by in apart if by > MOST_OF_A_CELL
    ]
    mean = sum(by for _row, _column, by in apart) / len(apart)
    return told if mean <= MOST_OF_A_PAGE else [*told, f"on average {mean:.2f} % of ink a cell"]


def _pages(pictures: bytes) -> list[Image.Image]:
    """The pictures of a stream of PGM files one after the other."""
    found, rest = [], pictures
    while rest:
        head = rest.split(b"\n", 3)
        width, height = map(int, head[1].split())
        size = len(rest) - len(head[3]) + width * height
        found.append(Image.open(BytesIO(rest[:size])).copy())
        rest = rest[size:]
    return found


def _grid(page: Image.Image) -> list[str]:
    ink = ImageOps.invert(page).resize((COLUMNS, ROWS), Image.Resampling.BOX).tobytes()
    signs = "".join(_SIGNS[min(len(_SIGNS) - 1, round(level * 100 / 255))] for level in ink)
    return [signs[start : start + COLUMNS] for start in range(0, len(signs), COLUMNS)]
