"""One row of cells to the facts of a case. Everything wrong with the row is said at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext
from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from app.access.scope import Scope, SystemScope
from app.model.base import Record, db
from app.org.models import Division
from app.view.errors import FieldError
from app.view.export import meant_text
from app.view.fields import FieldInfo
from app.view.importing.columns import Mapped, targets
from app.view.parse import read
from app.view.spec import Import

#: Day 0 of Excel's calendar, and the last day it can write (9999-12-31).
_EXCEL_ZERO = datetime(1899, 12, 30)
_EXCEL_LAST = 2_958_465
#: From here on Excel keeps only 15 digits of a number and the rest are zeros.
_EXACT = 10**15

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass
class Facts:
    """What one row says.

    Attributes:
        number: the row in the sheet, from 1.
        values: by the names of facts; those of custom fields too.
        problems: sentences; a row with any is not taken.
        missing: sentences on what only a new row cannot do without.
    """

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


class RowReader:
    """Reads rows under one mapping.

    Args:
        spec: what is taken in.
        mapping: column number to fact.
        asked: what was asked for with the file, for rows that do not say it.
        scope: whose import it is; a row may not lead out of it.
        places: codes by what rows said, to be used again for further rows of the same import.
    """

    def __init__(
        self,
        spec: Import,
        mapping: Mapped,
        asked: dict[str, Any],
        scope: Scope,
        places: dict[str, str] | None = None,
    ) -> None:
        self._spec = spec
        self._fields = targets(spec)
        self._mapping = {column: self._fields[name] for column, name in mapping.items()}
        self._asked = asked
        self._scope = scope
        self._places = {} if places is None else places

    def look_up(self, lines: Iterable[tuple[int, Sequence[Any]]]) -> None:
        """Ask at once for the places some rows give by code."""
        columns = [column for column, target in self._mapping.items() if target.type == "division"]
        texts = {str(cells[column]).strip() for _number, cells in lines for column in columns if column < len(cells)}
        codes = {text for text in texts - self._places.keys() if text.isdigit()}
        if codes:
            found = db.session.scalars(select(Division.code).where(Division.code.in_(codes)))
            self._places.update((code, code) for code in found)

    def read(self, number: int, cells: Sequence[Any]) -> Facts:
        """The facts of one row."""
        facts = Facts(number)
        for column, target in self._mapping.items():
            cell = cells[column] if column < len(cells) else None
            try:
                if _text(cell).strip():
                    facts.values[target.name] = self._value(target, cell)
            except FieldError as wrong:
                facts.problems.append(_at(target, str(wrong)))
        self._complete(facts)
        return facts

    def _complete(self, facts: Facts) -> None:
        """What a row cannot do without."""
        values = facts.values
        for name, value in self._asked.items():
            values.setdefault(name, value)
        if self._spec.complete is not None:
            facts.problems += self._spec.complete(values)
        for name, target in self._fields.items():
            names_it = name in self._spec.key.split()
            if (target.required or names_it) and name not in values and not self._blames(facts, target):
                lacking = facts.missing if self._spec.changes and not names_it else facts.problems
                lacking.append(_at(target, gettext("empty")))

    def _blames(self, facts: Facts, target: FieldInfo) -> bool:
        return any(problem.startswith(str(target.label)) for problem in facts.problems)

    def _value(self, target: FieldInfo, cell: Any) -> Any:
        if target.type in ("date", "datetime"):
            return read(target, _moment_text(cell))
        text = _text(cell)
        if target.type == "choice":
            return read(target, _code_of(target, text.strip()))
        if target.type == "division":
            return self._place(text.strip())
        return read(target, text if target.type == "long" else " ".join(text.split()))

    def _place(self, text: str) -> str:
        """The code of a place given by code or name; a name is looked for below the default place."""
        if text not in self._places:
            below = Division.code.startswith(self._asked.get("division_code", ""))
            meant = Division.code == text if text.isdigit() else _called(text) & below
            found = db.session.scalars(select(Division.code).where(meant).limit(2)).all()
            if len(found) > 1:
                raise FieldError(
                    gettext("Several places are called “%(text)s”; give the code", text=text[:20])
                )
            if not found:
                raise FieldError(gettext("There is no place “%(text)s”", text=text[:20]))
            self._places[text] = found[0]
        if not may_make(self._scope, self._spec.model, self._places[text]):
            raise FieldError(gettext("“%(text)s” lies outside your area", text=text[:20]))
        return self._places[text]


def _called(text: str) -> ColumnElement[bool]:
    """The condition that a place bears a name, alone or behind that of one above it, as lists write villages."""
    *_above, above, name = ("", *text.split())
    higher = aliased(Division)
    behind = and_(Division.name == name, Division.parent_code == higher.code, higher.name == above)
    return or_(Division.name == text, exists().where(behind)) if above else Division.name == text


def may_make(scope: Scope, model: type[Record], code: str) -> bool:
    """Whether somebody may make rows of a model in a division."""
    return isinstance(scope, SystemScope) or any(
        post.covers(code) for post in scope.reaches(model.model_id(), "c")
    )


def shown(cell: Any) -> str:
    """A cell as people read it."""
    try:
        return _text(cell).strip()
    except FieldError:
        return str(cell)


def _text(cell: Any) -> str:
    """A cell as text, without the characters nobody can see.

    Raises:
        FieldError: a number of so many digits that Excel has already lost the last ones.
    """
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, bool):
        return gettext("Yes") if cell else gettext("No")
    if isinstance(cell, (int, float)):
        if abs(cell) >= _EXACT:
            raise FieldError(
                gettext("Excel has cut this long number; format the column as text and enter it again")
            )
        return str(int(cell)) if cell == int(cell) else str(cell)
    text = meant_text(str(cell))
    if text.isprintable() and "_x" not in text:
        return text  # nearly every cell; to ask for each character takes its time
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n")
    return "".join(c for c in plain if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def _moment_text(cell: Any) -> str:
    """A date cell as text: a real date, Excel's count of days, or what somebody typed."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 0 < cell <= _EXCEL_LAST:
        moment = _EXCEL_ZERO + timedelta(days=cell)
        # Excel's fraction of a day is not exact; a second is the smallest step people write.
        return (moment + timedelta(microseconds=500_000)).replace(microsecond=0).isoformat(sep=" ")
    return _text(cell)


def _code_of(target: FieldInfo, text: str) -> str:
    """The code of a choice given by its name or the code itself.

    Raises:
        FieldError: neither.
    """
    for code, words in target.choices:
        if text in (code, str(words)):
            return code
    raise FieldError(gettext("“%(text)s” is not in the list", text=text[:20]))


def _at(target: FieldInfo, wrong: str) -> str:
    return gettext("%(label)s: %(wrong)s", label=str(target.label), wrong=wrong)
