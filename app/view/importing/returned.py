"""The workbook handed back: every row that was not taken as it was brought, with the column 问题."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask_babel import gettext

from app.view.importing import store
from app.view.importing.columns import understands
from app.view.importing.models import Workbook as Book
from app.view.importing.workbook import all_rows, look_at
from app.view.spec import Import


def write(book: Book, spec: Import) -> Path | None:
    """Write it, or nothing when every row was taken.

    Corrected, it can be brought again as it is: its headings are the old ones, and the last column means nothing.

    Raises:
        Unreadable: the workbook brought has gone bad meanwhile.
    """
    from openpyxl import Workbook  # a web worker has no need of it

    problems = store.problems(book)
    if not problems:
        return None
    source = store.brought(book)
    sheet = look_at(source, understands(spec))
    written = Workbook(write_only=True)
    page = written.create_sheet(gettext("Rows not taken"))
    width = len(sheet.headings)
    page.append([_cell(page, heading) for heading in (*sheet.headings, gettext("Problem"))])
    for number, cells in all_rows(source, understands(spec)):
        if number in problems:
            padded = [*cells[:width], *([None] * (width - len(cells)))]
            page.append([_cell(page, value) for value in (*padded, "；".join(problems[number]))])
    target = store.returned(book)
    written.save(target)
    return target


def _cell(page: Any, value: Any) -> Any:
    """Texts are written as texts, also those that look like a formula."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell
