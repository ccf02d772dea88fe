"""Workbooks for the tests of the importer: the shape of a message board's export, filled with invented messages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HEADINGS = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "反对数", "点赞数")

#: Every way a moment was found written, and the moment it means.
MOMENTS = (
    (datetime(2020, 1, 2, 10, 11), datetime(2020, 1, 2, 10, 11)),
    (43832.424305555556, datetime(2020, 1, 2, 10, 11)),
    ("2020/1/2", datetime(2020, 1, 2)),
    ("2020/1/2 9:05:07", datetime(2020, 1, 2, 9, 5, 7)),
    ("2020-01-02 10:11", datetime(2020, 1, 2, 10, 11)),
    ("2020年1月2日", datetime(2020, 1, 2)),
    ("2020年1月2日 10时11分", datetime(2020, 1, 2, 10, 11)),
    ("20200102", datetime(2020, 1, 2)),
)


def messages(count: int, first: int = 900001) -> list[list[Any]]:
    """Invented rows: numbers, an account, title, moment in changing spellings, text, two counts."""
    return [
        [
            first + place,
            f"U{place:06}",
            f"反映幸福路{place + 1}号路灯不亮",
            MOMENTS[place % len(MOMENTS)][0],
            f"\n\t\t幸福路{place + 1}号门前的路灯坏了多日，夜里走路不便，请派人来看。\n",
            0,
            place % 7,
        ]
        for place in range(count)
    ]


def save(path: Path, rows: Sequence[Sequence[Any]], headings: Sequence[Any] | None = HEADINGS) -> Path:
    """Write a workbook; without headings the rows stand alone."""
    book = Workbook()
    sheet = book.active
    for row in ([headings] if headings is not None else []) + list(rows):
        sheet.append(list(row))
    book.save(path)
    return path


def changed_part(path: Path, name: str, change: Any, target: Path) -> Path:
    """A copy of a workbook in which one part of the packed file has been changed by `change(bytes) -> bytes`."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        assert name in source.namelist()
        for part in source.infolist():
            data = source.read(part)
            made.writestr(part.filename, change(data) if part.filename == name else data)
    return target


def bomb(path: Path, megabytes: int) -> Path:
    """A workbook whose one sheet unpacks to that many megabytes of nothing."""
    save(path, messages(1))
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for part in source.infolist():
            if part.filename != "xl/worksheets/sheet1.xml":
                made.writestr(part.filename, source.read(part))
        with made.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(megabytes):
                sheet.write(b" " * 1024 * 1024)
    path.write_bytes(packed.getvalue())
    return path
