"""Lists as files: CSV and Excel, with who took them and when."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from flask import Response
from flask_login import current_user

from app.access.export import export_notice
from app.model.moment import now
from app.view.display import cell_makers, text_of
from app.view.errors import BadQuery
from app.view.screens import ListScreen

#: Rows of a file made while one waits.
MOST_ROWS = 5_000

#: Characters that make a spreadsheet take a text for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def answer(screen: ListScreen, rows: list[Any], form: str) -> Response:
    """The rows as a file to be kept.

    Args:
        screen: the list whose columns are written.
        rows: the rows.
        form: `csv` or `xlsx`.

    Raises:
        BadQuery: another form.
    """
    if form not in ("csv", "xlsx"):
        raise BadQuery("format")
    table = _table(screen, rows)
    body, kind = (_csv(table), "text/csv; charset=utf-8") if form == "csv" else (_xlsx(table), _EXCEL)
    name = f"{screen.title}-{now():%Y%m%d-%H%M}.{form}"
    return Response(
        body, mimetype=kind, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    )


def safe_text(text: str) -> str:
    """A text no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _table(screen: ListScreen, rows: list[Any]) -> Iterator[list[Any]]:
    yield [str(field.label) for field in screen.columns]
    makers = cell_makers(screen.columns, rows, plain=True)
    for row in rows:
        yield [_value(make(row)) for make in makers]
    yield [export_notice(current_user)]


def _value(cell: dict[str, Any]) -> Any:
    text = text_of(cell)
    if cell.get("kind") in ("money", "number"):
        return text.replace(",", "")
    return safe_text(text)


def _csv(table: Iterator[list[Any]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows(table)
    return written.getvalue().encode("utf-8-sig")


def _xlsx(table: Iterator[list[Any]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for line in table:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", item) for item in line])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
