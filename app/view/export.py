"""Lists as files: the columns and rows of the screen, masked as on the screen, with who took them and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from app.view.display import cell_makers, text_of
from app.view.errors import BadQuery
from app.view.interface import COUNTED, Ask, Interface

#: Rows of a file made while one waits; more are a job.
MOST_ROWS = COUNTED

#: The kinds of file.
FORMS = ("csv", "xlsx")

#: Rows read at once.
_PAGE = 500

#: Characters that make a spreadsheet take a text for a formula; the wide ones are taken for the narrow.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

_NUMBERS = ("money", "number")

Line = list[Any]


def form_of(text: str) -> str:
    """The kind of file asked for, Excel if nothing is said.

    Raises:
        BadQuery: another kind.
    """
    if text and text not in FORMS:
        raise BadQuery("format")
    return text or "xlsx"


def lines_of(
    rows: Interface, ask: Ask, notice: str, progress: Callable[[int], None] | None = None
) -> Iterator[Line]:
    """The lines of a file: headings, rows in the order of the list, and the watermark.

    Numbers are given as numbers, everything else as text no spreadsheet takes for a formula. Rows are read page by
    page behind a cursor, so that a long file needs no more memory than a short one.

    Args:
        rows: the rows of the model.
        ask: what the list is asked for; its page is not looked at.
        notice: who took it and when.
        progress: told how many rows are done.
    """
    yield [str(field.label) for field in ask.screen.columns]
    done = 0
    ask = replace(ask, size=_PAGE, cursor=None)
    while True:
        page = rows.page(ask)
        makers = cell_makers(ask.screen.columns, page.rows, plain=True)
        for row in page.rows:
            yield [_value(make(row)) for make in makers]
        done += len(page.rows)
        if progress is not None:
            progress(done)
        if page.next is None:
            break
        ask = replace(ask, cursor=page.next)
    yield [notice]


def safe_text(text: str) -> str:
    """A text no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def meant_text(text: str) -> str:
    """The text that was made safe, as it was before."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def _value(cell: dict[str, Any]) -> Any:
    text = text_of(cell)
    if cell.get("kind") in _NUMBERS and text:
        try:
            return Decimal(text.replace(",", ""))
        except InvalidOperation:
            return safe_text(text)
    return safe_text(text)
