"""One row of cells to the facts of a case. Everything wrong with the row is said at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext
from sqlalchemy import or_, select

from app.access.scope import Scope, SystemScope
from app.model.base import db
from app.org.models import Division
from app.view.errors import FieldError
from app.view.fields import FieldInfo
from app.view.parse import read
from modules.cases.importing.columns import Mapped, targets
from modules.cases.models import Case

#: Day 0 of Excel's calendar, and the last day it can write (9999-12-31).
_EXCEL_ZERO = datetime(1899, 12, 30)
_EXCEL_LAST = 2_958_465
#: From here on Excel keeps only 15 digits of a number and the rest are zeros.
_EXACT = 10**15
#: Characters of the text that stand in for a missing title.
_TITLE_FROM_TEXT = 40

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass
class Facts:
    """What one row says.

    Attributes:
        number: the row in the sheet, from 1.
        values: arguments of `services.register`.
        problems: sentences; a row with any is not taken.
    """

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


class RowReader:
    """Reads rows under one mapping.

    Args:
        mapping: column number to fact.
        division_code: where a row belongs that names no place.
        channel: where a row came from that names no channel.
        scope: whose import it is; a row may not lead out of it.
    """

    def __init__(self, mapping: Mapped, division_code: str, channel: str, scope: Scope) -> None:
        self._fields = targets()
        self._mapping = {column: self._fields[name] for column, name in mapping.items()}
        self._division = division_code
        self._channel = channel
        self._scope = scope
        self._places: dict[str, str] = {}

    def read(self, number: int, cells: Sequence[Any]) -> Facts:
        """The facts of one row."""
        facts = Facts(number)
        for column, target in self._mapping.items():
            cell = cells[column] if column < len(cells) else None
            try:
                if not _text(cell).strip():
                    continue
                value = self._value(target, cell)
            except FieldError as wrong:
                facts.problems.append(
                    gettext("%(label)s: %(wrong)s", label=str(target.label), wrong=str(wrong))
                )
                continue
            if target.custom:
                facts.values.setdefault("extra", {})[target.name] = value
            else:
                facts.values[target.name] = value
        self._complete(facts)
        return facts

    def _complete(self, facts: Facts) -> None:
        """What a case cannot do without."""
        values = facts.values
        if "outer_no" not in values and not self._blames(facts, "outer_no"):
            facts.problems.append(gettext("The outer number is empty"))
        if not values.get("summary") and not values.get("title"):
            facts.problems.append(gettext("Title and text are both empty"))
        values.setdefault("summary", values.get("title", ""))
        values.setdefault("title", _shortened(values["summary"]))
        values.setdefault("channel", self._channel)
        values.setdefault("division_code", self._division)

    def _blames(self, facts: Facts, name: str) -> bool:
        label = str(self._fields[name].label)
        return any(problem.startswith(label) for problem in facts.problems)

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
            named = (Division.name == text) & Division.code.startswith(self._division)
            found = db.session.scalars(
                select(Division.code).where(or_(Division.code == text, named)).limit(2)
            ).all()
            if len(found) > 1:
                raise FieldError(
                    gettext("Several places are called “%(text)s”; give the code", text=text[:20])
                )
            if not found:
                raise FieldError(gettext("There is no place “%(text)s”", text=text[:20]))
            self._places[text] = found[0]
        if not may_register(self._scope, self._places[text]):
            raise FieldError(gettext("“%(text)s” lies outside your area", text=text[:20]))
        return self._places[text]


def may_register(scope: Scope, code: str) -> bool:
    """Whether somebody may register cases in a division."""
    return isinstance(scope, SystemScope) or any(
        post.covers(code) for post in scope.reaches(Case.model_id(), "c")
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
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(cell)).replace("\r\n", "\n")
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


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TITLE_FROM_TEXT else line[:_TITLE_FROM_TEXT] + "…"
