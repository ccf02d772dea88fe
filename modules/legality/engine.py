"""The check: rules of a day applied to the facts of one agreement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from flask_babel import gettext

from modules.legality.evaluating import UNREAD, Run
from modules.legality.facts import facts_of
from modules.legality.language import Node, RuleError, parse
from modules.legality.vocabulary import CLAUSE, RECORDS, scopes
from modules.legality.wording import Words

STOP, WARN, NOTE = "stop", "warn", "note"

_PLACE = re.compile(r"\{([a-z_]+)\}")
_MONEY = frozenset(["amount", "instalments_sum", "pay_total", "penalty_amount"])


@dataclass(frozen=True)
class RuleText:
    """One version of a rule as plain values."""

    code: str
    version: int
    name: str
    grade: str
    level: str
    condition: str
    message: str
    fix: str = ""
    basis: str = ""
    valid_from: date = date.min
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it was law on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Limit:
    """A number the law sets, for as long as it holds."""

    code: str
    amount: Decimal
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True)
class Book:
    """All that a check needs: rules in order, word lists and limits by name."""

    rules: tuple[RuleText, ...]
    words: Mapping[str, Words]
    limits: tuple[Limit, ...]

    def limits_on(self, day: date) -> dict[str, Decimal]:
        """The limits of a day; of several the one that began last."""
        held = sorted(
            (
                one
                for one in self.limits
                if one.valid_from <= day and (not one.valid_to or day <= one.valid_to)
            ),
            key=lambda one: one.valid_from,
        )
        return {one.code: one.amount for one in held}


@dataclass(frozen=True)
class Finding:
    """One thing found: its grade, the sentence, the clause (0 for the whole), the code of the article behind it,
    how to put it right, and which version of which rule says so."""

    grade: str
    message: str
    clause: int = 0
    article: str = ""
    fix: str = ""
    rule: str = ""
    version: int = 0


def check(
    said: Mapping[str, Any], book: Book, today: date, rules: Iterable[RuleText] | None = None
) -> list[Finding]:
    """Everything found, in the order of the paper: the whole first, then clause by clause.

    Args:
        said: what the agreement says (`facts.facts_of`).
        book: rules, words, limits.
        today: the day that counts where the agreement names none.
        rules: only these; all of the book that hold on the day if not given.
    """
    day = said.get("document_date")
    day = day if isinstance(day, date) else today
    facts = facts_of({**said, "document_date": day})
    limits = book.limits_on(day)
    chosen = [rule for rule in book.rules if rule.holds_on(day)] if rules is None else list(rules)
    found: list[Finding] = []
    for rule in chosen:
        if rule.level == CLAUSE:
            for clause in facts["clauses"]:
                found += _tried(rule, (clause, facts), book, limits, int(clause["position"]))
        else:
            found += _tried(rule, (facts,), book, limits, 0)
    return sorted(found, key=lambda one: one.clause)


def stops(findings: Iterable[Finding]) -> list[Finding]:
    """Those that keep it from being issued."""
    return [finding for finding in findings if finding.grade == STOP]


def faults(rule: RuleText, words: Iterable[str], limits: Iterable[str]) -> list[str]:
    """Why a rule cannot be published: its condition, or a place in its words that no fact fills."""
    found = []
    try:
        parse(rule.condition, rule.level, dict.fromkeys(words), dict.fromkeys(limits))
    except RuleError as error:
        found.append(str(error))
    known = {name for kind in scopes(rule.level) for name in RECORDS[kind]} | {"words", "who"}
    found += [
        gettext("“{%(name)s}” in the sentence is no fact", name=name)
        for name in _PLACE.findall(rule.message + rule.fix)
        if name not in known
    ]
    return found


def _tried(
    rule: RuleText,
    records: Sequence[Mapping[str, Any]],
    book: Book,
    limits: Mapping[str, Decimal],
    clause: int,
) -> list[Finding]:
    run = Run(book.words, limits)
    try:
        if not run.holds(_read(rule.condition, rule.level), records):
            return []
    except RuleError as error:
        words = gettext("Rule %(name)s could not be applied: %(why)s", name=rule.name, why=str(error))
        return [Finding(WARN, words, clause, "", "", rule.code, rule.version)]
    return [
        Finding(
            rule.grade,
            _written(rule.message, records, run),
            clause,
            rule.basis,
            _written(rule.fix, records, run),
            rule.code,
            rule.version,
        )
    ]


@lru_cache(maxsize=1024)
def _read(condition: str, level: str) -> Node:
    return parse(condition, level, None, None)


def _written(words: str, records: Sequence[Mapping[str, Any]], run: Run) -> str:
    """A sentence with its facts in place."""

    def place(match: re.Match[str]) -> str:
        name = match[1]
        if name == "words":
            return "、".join(run.hits)
        if name == "who":
            return "、".join(run.named)
        value = next((one[name] for one in records if one.get(name) not in (None, UNREAD)), "")
        if isinstance(value, Decimal):
            return f"{value:,.2f}" if name in _MONEY and -value.as_tuple().exponent <= 2 else f"{value:f}"  # type: ignore[operator]
        return value.isoformat() if isinstance(value, date) else str(value)

    return _PLACE.sub(place, words)
