"""Where a brought workbook waits until it has been taken in, and the problems found meanwhile.

The folder `imports` of `STORE_DIR`: `<name>.xlsx` as it was brought, `<name>.problems` one JSON line a row that could
not be taken, `<name>.returned.xlsx` what is handed back. All are swept away after `KEPT`: they hold what citizens said.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from flask import current_app

from app.view.importing.models import Workbook

#: How long the files of an import are kept, and how long it can be taken back.
KEPT = timedelta(days=14)


def new_file() -> Path:
    """A fresh place for a workbook."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / f"{uuid4().hex}.xlsx"


def brought(book: Workbook) -> Path:
    """The workbook as it was brought."""
    return _folder() / book.stored


def returned(book: Workbook) -> Path:
    """The workbook handed back."""
    return brought(book).with_suffix(".returned.xlsx")


def note_problems(book: Workbook, problems: Sequence[tuple[int, list[str]]]) -> None:
    """Keep what is wrong with some rows."""
    if not problems:
        return
    with _problems(book).open("a", encoding="utf-8") as file:
        for number, sentences in problems:
            file.write(json.dumps([number, sentences], ensure_ascii=False) + "\n")


def problems(book: Workbook) -> dict[int, list[str]]:
    """What is wrong with which row. A row gone through twice, after a crash, counts once."""
    path = _problems(book)
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as file:
        return dict(map(json.loads, file))


def drop(book: Workbook) -> None:
    """Remove every file of an import."""
    for path in (brought(book), returned(book), _problems(book)):
        path.unlink(missing_ok=True)


def _problems(book: Workbook) -> Path:
    return brought(book).with_suffix(".problems")


def _folder() -> Path:
    return Path(current_app.config["STORE_DIR"]) / "imports"
