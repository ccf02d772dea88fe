"""Taking in administrative divisions: the three shipped provinces, or the whole country from a file.

Level and parent follow from a code's length (GB/T 2260, GB/T 10114, statistical village code: 2-2-2-3-3 digits).
Taking the same file in again changes nothing; rows an administrator made are left alone.
"""

from __future__ import annotations

import csv
import gzip
import lzma
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from flask_babel import gettext
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.model.base import LEVELS, level_of
from app.model.kept import kept_changed
from app.org import models as org

HOME = Path(org.__file__).parent
SHIPPED = HOME / "seeds" / "divisions.csv.xz"

#: The five files of the public data set, from above to below.
PACKAGE_FILES = ("provinces.csv", "cities.csv", "areas.csv", "streets.csv", "villages.csv")

#: Rows written in one statement.
BATCH = 5000

COLUMNS = ("code", "name", "parent_code", "level", "local", "statistical_only", "active")

_LENGTHS = sorted(digits for digits, _column in LEVELS.values())

#: Ranges of a code's own digits that only the statistical list uses: development zones counted as counties (GB/T 2260
#: leaves 71 to 80 free), and units "like" a town or a village (GB/T 10114 and the village code stop at 399).
_STATISTICAL = {6: range(71, 81), 9: range(400, 600), 12: range(400, 600)}


class DivisionFileError(ValueError):
    """A file that is not a list of divisions; the message names the line."""


@dataclass
class Taken:
    """How many rows were read, and how many of them were new or changed."""

    read: int = 0
    written: int = 0


def take_in(
    session: Session, path: Path, *, local: bool = False, progress: Callable[[int], None] | None = None
) -> Taken:
    """Write the divisions of a file or folder. The caller commits.

    Args:
        session: a session that may write divisions.
        path: `code,name` CSV, plain, .gz or .xz, or a folder with the data set's five CSV files.
        local: whether they are invented or local ones.
        progress: told the number of rows read so far, after each batch.

    Raises:
        DivisionFileError: an unreadable file, a row without a code of 2, 4, 6, 9 or 12 digits and a name, or one
            below a division that is nowhere.
    """
    taken, parents = Taken(), dict[str, str]()
    connection = session.connection()
    write = _copy if connection.dialect.name == "postgresql" else _insert
    rows = _rows(path, local)
    while batch := list(islice(rows, BATCH)):
        taken.read += len(batch)
        taken.written += write(connection, batch)
        parents |= {parent: name for _code, name, parent, *_rest in batch if parent}
        if progress:
            progress(taken.read)
    _refuse_orphans(session, path, parents)
    if taken.written:
        kept_changed(session)  # rows written past the mapper raise no number by themselves
    return taken


def count(path: Path) -> int:
    """How many rows a file or folder holds, for the progress bar."""
    return sum(sum(1 for _line in lines) - 1 for lines in _opened(path))


def is_statistical(code: str) -> bool:
    """Whether a code, or one it lies below, belongs to the statistical list only."""
    starts = {6: 4, 9: 6, 12: 9}
    return any(
        int(code[starts[digits] : digits]) in numbers
        for digits, numbers in _STATISTICAL.items()
        if len(code) >= digits
    )


def parent_of(code: str) -> str | None:
    """The code one level up, None for a province."""
    shorter = [digits for digits in _LENGTHS if digits < len(code)]
    return code[: shorter[-1]] if shorter else None


def _rows(path: Path, local: bool) -> Iterator[tuple[Any, ...]]:
    for lines in _opened(path):
        reader = csv.reader(lines)
        heading = next(reader, [])
        if heading[:2] != ["code", "name"]:
            raise DivisionFileError(f"{path}: " + gettext("the first line must be code,name"))
        for cells in reader:
            try:
                code, name = cells[0], cells[1].strip()
                level = level_of(code)
            except (IndexError, ValueError):
                raise _at(path, reader.line_num, gettext("no division code and name")) from None
            if not name:
                raise _at(path, reader.line_num, gettext("%(code)s has no name", code=code))
            yield code, name, parent_of(code), level, local, is_statistical(code), True


def _refuse_orphans(session: Session, path: Path, parents: dict[str, str]) -> None:
    """Nobody above would ever see a division whose parent is missing.

    Args:
        session: what the file was written in.
        path: the file, to be named.
        parents: the codes the rows hang on, each with the name of one row.
    """
    codes = sorted(parents)
    for start in range(0, len(codes), BATCH):
        some = codes[start : start + BATCH]
        there = set(session.scalars(select(org.Division.code).where(org.Division.code.in_(some))))
        for code in some:
            if code not in there:
                wrong = gettext(
                    "“%(name)s” lies below %(code)s, which is neither in the file nor known",
                    name=parents[code],
                    code=code,
                )
                raise DivisionFileError(f"{path}: {wrong}")


def _at(path: Path, line: int, wrong: str) -> DivisionFileError:
    return DivisionFileError(
        gettext("%(file)s, line %(line)s: %(wrong)s", file=str(path), line=line, wrong=wrong)
    )


def _opened(path: Path) -> Iterator[Iterable[str]]:
    """The text of the file, or of each file of the folder."""
    files = [path / name for name in PACKAGE_FILES] if path.is_dir() else [path]
    for file in files:
        opener: Any = {".xz": lzma.open, ".gz": gzip.open}.get(file.suffix, open)
        try:
            with opener(file, "rt", encoding="utf-8-sig", newline="") as lines:
                yield _lines(file, lines)
        except OSError as error:
            raise _unreadable(file, error) from error


def _lines(file: Path, lines: Iterable[str]) -> Iterator[str]:
    """The lines; packing and encoding show their faults only when a line is read."""
    try:
        yield from lines
    except (OSError, EOFError, lzma.LZMAError, zlib.error, UnicodeDecodeError) as error:
        raise _unreadable(file, error) from error


def _unreadable(file: Path, error: Exception) -> DivisionFileError:
    why = {
        UnicodeDecodeError: gettext("it is not UTF-8 text; please save it again as UTF-8"),
        FileNotFoundError: gettext("there is no such file"),
    }.get(type(error), gettext("it is damaged or not of the kind its name says"))
    return DivisionFileError(f"{file}: {why}")


def _insert(connection: Any, batch: list[tuple[Any, ...]]) -> int:
    """SQLite: one prepared statement for the batch; SQLAlchemy's own per-row work would take three times as long."""
    cursor = connection.connection.cursor()
    before = cursor.execute("select total_changes()").fetchone()[0]
    cursor.executemany(_upsert("(" + ", ".join("?" for _ in COLUMNS) + ")"), batch)
    return int(cursor.execute("select total_changes()").fetchone()[0] - before)


def _copy(connection: Any, batch: list[tuple[Any, ...]]) -> int:
    """PostgreSQL: COPY into a temporary table, then one insert."""
    listed = ", ".join(COLUMNS)
    connection.execute(
        text(
            "create temporary table if not exists divisions_coming on commit drop as"
            f" select {listed} from org_division with no data"
        )
    )
    cursor = connection.connection.cursor()
    with cursor.copy(f"copy divisions_coming ({listed}) from stdin") as copy:
        for row in batch:
            copy.write_row(row)
    cursor.execute(_upsert(f"select {listed} from divisions_coming where true"))
    written = int(cursor.rowcount)
    cursor.execute("delete from divisions_coming")
    return written


def _upsert(source: str) -> str:
    values = source if source.startswith("select") else f"values {source}"
    updated = ("name", "parent_code", "level", "statistical_only", "active")
    return (
        f"insert into org_division ({', '.join(COLUMNS)}) {values}"
        f" on conflict (code) do update set {', '.join(f'{column} = excluded.{column}' for column in updated)}"
        " where not org_division.local and (org_division.name <> excluded.name"
        " or org_division.statistical_only <> excluded.statistical_only)"
    )
