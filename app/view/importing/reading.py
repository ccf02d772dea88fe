"""Opens a workbook, or GeoJSON, in a process of its own: `python -m app.view.importing.reading FILE [ROWS [NOTICE]]`.

A workbook from outside may be a zip bomb, call for other files, or make the reader use up memory; whatever happens,
happens here, under limits, and not in a web worker. It prints one JSON document a line: `[number, [cell, …]]` for each
row that holds anything (at most ROWS of them, if given and not 0), and at the end `{"rows": how many there are}` or
`{"refused": why}`, one of `REFUSALS`. Texts, numbers, truth values and nothing stand for themselves; a moment is
`{"at": iso}`. Formulas give the value Excel last saw. A row that is one text matching NOTICE is the watermark of an
exported list, and no row.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

#: The sizes of all parts of the packed file together, unpacked, in bytes; and how many times larger than packed.
LARGEST = 200 * 1024 * 1024
MOST_PACKED = 100
#: Rows with anything in them, and columns looked at.
MOST_ROWS = 50_000
MOST_COLUMNS = 100
#: Empty rows after which nothing more is expected; a formatted but empty sheet has a million of them.
EMPTY_ROWS = 1_000

#: The heading of the shapes of a GeoJSON collection.
SHAPE = "geometry"

#: Memory in bytes and processor seconds this process may use.
MEMORY = 1536 * 1024 * 1024
SECONDS = 120

#: Why a file is not read; `workbook.py` has the sentences.
REFUSALS = (
    "old_format",
    "not_xlsx",
    "no_features",
    "bomb",
    "entities",
    "encoding",
    "locked",
    "broken",
    "rows",
    "empty",
)

_XML = (".xml", ".rels", ".vml")


class Refusal(Exception):
    """The file is not read; the text is one of `REFUSALS`."""


def main(path: str, most: int = 0, notice: str = "") -> None:
    """Print the rows of the first sheet."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        count = 0
        watermark = re.compile(notice) if notice else None
        for number, cells in rows(Path(path)):
            if watermark and len(cells) == 1 and watermark.fullmatch(str(cells[0])):
                continue
            count += 1
            if not most or count <= most:
                _say([number, cells])
        if not count:
            raise Refusal("empty")
        _say({"rows": count})
    except Refusal as refusal:
        _say({"refused": str(refusal)})
    except UnicodeDecodeError:
        _say({"refused": "encoding"})
    except ParseError as error:
        _say({"refused": "encoding" if _is_about_encoding(error) else "broken"})
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        EOFError,
        OSError,
        MemoryError,
    ):
        _say({"refused": "broken"})


def rows(path: Path) -> Iterator[tuple[int, list[Any]]]:
    """The rows that hold anything, with their numbers from 1.

    Raises:
        Refusal: the file is not one we read.
    """
    if _begins_as_json(path):
        yield from features(path)
        return
    check(path)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    except CalamineError:
        raise Refusal(_trouble(path)) from None
    if sheet.start is None:
        raise Refusal("empty")
    before = [None] * sheet.start[1]  # rows begin with the first column that holds anything
    found, blank = 0, 0
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells = [*before, *map(_plain, values)][:MOST_COLUMNS]
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            blank += 1
            if blank > EMPTY_ROWS:
                return
            continue
        found, blank = found + 1, 0
        if found > MOST_ROWS + 1:  # and the heading
            raise Refusal("rows")
        yield number, cells


def features(path: Path) -> Iterator[tuple[int, list[Any]]]:
    """The features of a GeoJSON collection as rows: the names of their properties and `geometry`, then one row each.

    Raises:
        Refusal: it is none, or holds too many.
    """
    if path.stat().st_size > LARGEST:
        raise Refusal("bomb")
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
    except RecursionError:
        raise Refusal("no_features") from None
    listed = said.get("features")
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise Refusal("no_features")
    if len(listed) > MOST_ROWS:
        raise Refusal("rows")
    given = [one.get("properties") if isinstance(one.get("properties"), dict) else {} for one in listed]
    names = list(dict.fromkeys(name for properties in given for name in properties if name != SHAPE))
    names = names[: MOST_COLUMNS - 1]
    yield 1, [*names, SHAPE]
    for number, (feature, properties) in enumerate(zip(listed, given), start=2):
        shape = feature.get("geometry")
        drawn = json.dumps(shape, separators=(",", ":")) if shape else None
        yield number, [*(_simple(properties.get(name)) for name in names), drawn]


def _begins_as_json(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _simple(value: Any) -> Any:
    """A property as a cell: what is no single value is written out."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value


def check(path: Path) -> None:
    """Look at the packed file before anything of it is opened.

    Raises:
        Refusal: not a workbook, one that unpacks to too much, or one whose parts declare entities.
    """
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refusal("locked" if _is_encrypted(path) else "old_format")
    if not zipfile.is_zipfile(path):
        raise Refusal("not_xlsx")
    with zipfile.ZipFile(path) as packed:
        parts = packed.infolist()
        names = {part.filename for part in parts}
        if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
            raise Refusal("not_xlsx")
        if any(part.flag_bits & 1 for part in parts):
            raise Refusal("locked")
        unpacked = sum(part.file_size for part in parts)
        if unpacked > LARGEST or unpacked > MOST_PACKED * max(path.stat().st_size, 1):
            raise Refusal("bomb")
        for part in parts:
            if part.filename.lower().endswith(_XML):
                _refuse_entities(packed, part)


def _refuse_entities(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """A document type stands before the root element, so reading up to that is enough."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    try:
        with packed.open(part) as text:
            for _event in iterparse(text, events=("start",), forbid_dtd=True):
                return
    except DefusedXmlException:
        raise Refusal("entities") from None


def _is_encrypted(path: Path) -> bool:
    """A workbook with a password is an old container with this stream in it."""
    return "EncryptedPackage".encode("utf-16-le") in path.read_bytes()


def _trouble(path: Path) -> str:
    """What is wrong with a file that the reader gave up: its texts, or more than them."""
    with zipfile.ZipFile(path) as packed:
        for part in packed.infolist():
            if part.filename.lower().endswith(_XML):
                try:
                    with packed.open(part) as text:
                        expat.ParserCreate().ParseFile(text)
                except expat.ExpatError as error:
                    return "encoding" if _is_about_encoding(error) else "broken"
    return "broken"


def _is_about_encoding(error: Any) -> bool:
    """Expat: 4 is a byte no UTF-8 text has, 18 an unknown encoding, 19 a wrongly declared one, 30 one not supported."""
    return error.code in (4, 18, 19, 30)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"at": f"{value.isoformat()}T00:00:00"}
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return None if value == "" else value if isinstance(value, (str, int)) else str(value)


def _say(document: Any) -> None:
    sys.stdout.write(json.dumps(document) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0, *sys.argv[3:4])
