"""Working out a condition on facts: bounded in steps, exact in sums, and blind to what it was not given."""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, DecimalException
from typing import Any

from flask_babel import gettext

from modules.legality.language import Node, RuleError
from modules.legality.wording import Words

MOST_STEPS = 200_000

#: Something stands there, but it cannot be read: it is not missing, and compares with nothing.
UNREAD = "\x00unread"

_SIGNS: dict[str, Any] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass
class Run:
    """One working out.

    Attributes:
        words: word lists by name.
        limits: limits of the day by name.
        hits: the words found on the way, for the message.
        named: whom an `any` was true of.
        steps: how many steps were taken.
    """

    words: Mapping[str, Words]
    limits: Mapping[str, Decimal]
    hits: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    steps: int = 0

    def holds(self, node: Node, records: Sequence[Mapping[str, Any]]) -> bool:
        """Whether a condition is true of records, the nearest first.

        Raises:
            RuleError: it takes too many steps, or a sum is beyond counting.
        """
        try:
            return self._value(node, records) is True
        except (DecimalException, OverflowError):
            raise RuleError(gettext("A sum or a day in it is too large")) from None

    def _value(self, node: Node, records: Sequence[Mapping[str, Any]]) -> Any:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise RuleError(gettext("It takes more than %(most)s steps", most=MOST_STEPS))
        match node.act:
            case "literal":
                return node.value
            case "name":
                return next((one[node.value] for one in records if node.value in one), None)
            case "and":
                return all(self._value(part, records) is True for part in node.parts)
            case "or":
                return any(self._value(part, records) is True for part in node.parts)
            case "not":
                return self._value(node.parts[0], records) is not True
            case "missing":
                return _is_missing(self._value(node.parts[0], records))
            case "limit":
                return self.limits.get(node.value)
            case "any" | "all" | "count":
                return self._over(node, records)
            case "matches":
                return self._matches(node, records)
        return self._worked_out(node, [self._value(part, records) for part in node.parts])

    def _worked_out(self, node: Node, values: list[Any]) -> Any:
        first = values[0]
        if node.act == "in":
            return not _is_missing(first) and first in values[1:]
        second = values[1]
        if first is None or second is None or UNREAD in (first, second):
            return None
        if node.act in _SIGNS:
            return _SIGNS[node.act](first, second)
        match node.act:
            case "contains":
                return second in first
            case "days":
                return Decimal((first - second).days)
            case "*":
                return first * second
            case "/":
                return first / second if second else None
        sign = 1 if node.act == "+" else -1
        if isinstance(first, date):
            return first + timedelta(days=sign * int(second))
        return first + sign * second

    def _over(self, node: Node, records: Sequence[Mapping[str, Any]]) -> Any:
        rows, inner = node.parts
        among = self._value(rows, records) or ()
        held = [self._value(inner, (row, *records)) is True for row in among]
        if node.act == "any":
            names = [str(row["name"]) for row, true in zip(among, held) if true and row.get("name")]
            self.named += [name for name in names if name not in (*self.named, UNREAD)]
        if node.act == "count":
            return Decimal(sum(held))
        return any(held) if node.act == "any" else all(held)

    def _matches(self, node: Node, records: Sequence[Mapping[str, Any]]) -> bool:
        text = self._value(node.parts[0], records)
        found = (
            self.words[node.value].found(text) if isinstance(text, str) and node.value in self.words else []
        )
        self.hits += [word for word in found if word not in self.hits]
        return bool(found)


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip()) or value == ()
