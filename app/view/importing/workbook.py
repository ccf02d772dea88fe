"""A workbook as the importer sees it: where its headings stand, its first rows, all its rows."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from flask_babel import gettext

from app.access.export import notice_pattern
from app.view.importing import reading

ROOT = Path(__file__).resolve().parents[3]

#: Rows looked at for the heading and shown in the preview.
HEAD = 30

#: A heading is shorter than this; longer texts are somebody's message.
_LONGEST_HEADING = 30
#: How many columns must be understood for a row to be the heading.
_UNDERSTOOD = 2

Understood = Callable[[Sequence[Any]], int]


class Unreadable(ValueError):
    """The file is not taken; the text is a sentence for the person who brought it."""


@dataclass(frozen=True)
class Sheet:
    """The first sheet of a workbook.

    Attributes:
        headings: the texts of the heading row; empty ones have no column.
        heading_row: its number, from 1.
        first: the first rows below it, as (number, cells).
        count: how many rows there are below it.
    """

    headings: tuple[str, ...]
    heading_row: int
    first: tuple[tuple[int, list[Any]], ...] = field(default=())
    count: int = 0


def look_at(path: Path, understood: Understood) -> Sheet:
    """Headings, first rows and number of rows.

    Args:
        path: the workbook.
        understood: how many cells of a row are headings one understands.

    Raises:
        Unreadable: it cannot be read, or has no heading row.
    """
    with _process(path, HEAD) as lines:
        head = list(lines)
    total = head.pop()["rows"]
    place = find_heading([cells for _number, cells in head], understood)
    if place is None:
        raise Unreadable(gettext("No row of headings was found; the first row must name the columns"))
    number, cells = head[place]
    if total == place + 1:
        raise Unreadable(gettext("There are no rows below the headings"))
    headings = tuple(" ".join(str(cell or "").split()) for cell in cells)
    return Sheet(headings, number, tuple(head[place + 1 :]), total - place - 1)


def find_heading(rows: Sequence[Sequence[Any]], understood: Understood) -> int | None:
    """The place of the heading row among the first rows: the first one of short, different texts we understand."""
    for place, cells in enumerate(rows):
        texts = [cell for cell in cells if cell not in (None, "")]
        short = all(isinstance(text, str) and len(text) <= _LONGEST_HEADING for text in texts)
        if short and len(set(texts)) == len(texts) and understood(cells) >= _UNDERSTOOD:
            return place
    return None


def all_rows(path: Path, understood: Understood) -> Iterator[tuple[int, list[Any]]]:
    """Every row below the headings, as (number, cells), read once and as they are asked for.

    Args:
        path: the workbook.
        understood: how many cells of a row are headings one understands.

    Raises:
        Unreadable: it has no heading row, or reading broke off.
    """
    with _process(path) as lines:
        rows = (line for line in lines if isinstance(line, tuple))
        head = list(islice(rows, HEAD))
        place = find_heading([cells for _number, cells in head], understood)
        if place is None:
            raise Unreadable(gettext("No row of headings was found; the first row must name the columns"))
        yield from head[place + 1 :]
        yield from rows


@contextmanager
def _process(path: Path, most: int | None = None) -> Iterator[Iterator[Any]]:
    """The answers of `reading.py`: rows as tuples, then the dict that ends them."""
    command = [sys.executable, "-m", reading.__name__, str(path), str(most or 0), notice_pattern()]
    child = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
    )
    assert child.stdout is not None
    try:
        yield _answers(child.stdout)
    finally:
        child.kill()
        child.wait()
        child.stdout.close()


def _answers(lines: Any) -> Iterator[Any]:
    for line in lines:
        said = json.loads(line)
        if isinstance(said, list):
            yield said[0], [_cell(value) for value in said[1]]
        elif "refused" in said:
            raise Unreadable(_SENTENCES[said["refused"]]())
        else:
            yield said
            return
    raise Unreadable(_SENTENCES["broken"]())  # the process ended without a last word: its limits stopped it


def _cell(value: Any) -> Any:
    return datetime.fromisoformat(value["at"]) if isinstance(value, dict) else value


_SENTENCES: dict[str, Callable[[], str]] = {
    "old_format": lambda: gettext("This is the old xls format; please save the file as xlsx and try again"),
    "not_xlsx": lambda: gettext("This is not an xlsx workbook; please save the table as xlsx and try again"),
    "no_features": lambda: gettext("The file holds no collection of features"),
    "bomb": lambda: gettext("The file unpacks to far more than its size; such files are not opened"),
    "entities": lambda: gettext(
        "The file holds declarations a workbook never has; such files are not opened"
    ),
    "encoding": lambda: gettext("The texts in the file are wrongly encoded; please save it again as xlsx"),
    "locked": lambda: gettext("The file has a password; please save it without one"),
    "broken": lambda: gettext("The file is damaged and cannot be read; please save it again as xlsx"),
    "rows": lambda: gettext(
        "The file has more than %(limit)s rows; please divide it", limit=f"{reading.MOST_ROWS:,}"
    ),
    "empty": lambda: gettext("The first sheet of the file is empty"),
}
