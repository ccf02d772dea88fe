"""Writing lines as CSV and as Excel, a line at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from app.view.export import Line

#: Media types by kind of file.
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

#: Lines of one sheet; Excel opens no more than 1,048,576.
SHEET_LINES = 1_000_000

_BOM = b"\xef\xbb\xbf"


def csv_parts(lines: Iterable[Line]) -> Iterator[bytes]:
    """CSV with a byte order mark, so that Excel reads it as UTF-8; a part a line."""
    yield _BOM
    written = io.StringIO()
    writer = csv.writer(written)
    for line in lines:
        writer.writerow(line)
        yield written.getvalue().encode()
        written.seek(0)
        written.truncate()


def write_xlsx(lines: Iterable[Line], target: BinaryIO) -> None:
    """An Excel workbook. openpyxl is loaded here only, so that a web worker that exports nothing does not carry it."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    def clean(value: Any) -> Any:
        return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value

    book = Workbook(write_only=True)
    sheet: Any = None
    for number, line in enumerate(lines):
        if number % SHEET_LINES == 0:
            sheet = book.create_sheet()
        sheet.append([clean(value) for value in line])
    book.save(target)


def write_file(form: str, lines: Iterable[Line], target: BinaryIO) -> None:
    """A file of that kind."""
    if form == "csv":
        target.writelines(csv_parts(lines))
    else:
        write_xlsx(lines, target)
