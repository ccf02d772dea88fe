"""Test cases of rules: a lawful sample agreement with what a case changes in it, and whether the rule finds it."""

from __future__ import annotations

import copy
import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask_babel import gettext

from modules.legality.engine import Book, Limit, RuleText, check
from modules.legality.taking_in import take_in
from modules.legality.wording import Words

_HERE = Path(__file__).resolve().parent

#: Where the part of a case lands that changes one row of the sample.
_ROWS = {"clause": ("clauses", 0), "party": ("parties", 0), "other": ("parties", 1)}


@dataclass(frozen=True)
class CaseText:
    """A case: what it changes in the sample, and whether the rule must find something."""

    rule: str
    name: str
    facts: str
    fires: bool


@dataclass(frozen=True)
class Tried:
    """How a case went: `problem` is empty where it went as expected."""

    case: CaseText
    problem: str


class CaseError(ValueError):
    """A case cannot be read; the text is a sentence."""


@lru_cache(maxsize=1)
def _sample_text() -> str:
    return (_HERE / "sample.json").read_text("utf-8")


def sample() -> dict[str, Any]:
    """The lawful agreement cases start from, as it would stand in a file."""
    found: dict[str, Any] = json.loads(_sample_text())
    return found


def laid_over(facts: str) -> dict[str, Any]:
    """The sample with the changes of a case.

    Args:
        facts: a JSON object; `clause`, `party` and `other` change the first clause, the first and the second party.

    Raises:
        CaseError: no JSON object.
    """
    try:
        changes = json.loads(facts, parse_float=Decimal)
    except (ValueError, RecursionError):
        raise CaseError(gettext("The facts are no JSON")) from None
    if not isinstance(changes, dict):
        raise CaseError(gettext('The facts must be an object, such as {"copies": 2}'))
    whole = copy.deepcopy(sample())
    for key, value in changes.items():
        if key not in _ROWS:
            whole[key] = value
        elif isinstance(value, dict):
            rows, place = _ROWS[key]
            whole[rows][place] |= value
        else:
            raise CaseError(gettext("“%(key)s” must be an object", key=key))
    return whole


def try_case(case: CaseText, rule: RuleText, book: Book, today: date) -> Tried:
    """Run a rule on a case."""
    try:
        taken = take_in(laid_over(case.facts), 0)
    except CaseError as error:
        return Tried(case, str(error))
    found = [one for one in check(taken.said, book, today, [rule]) if one.rule == rule.code]
    if any(one.grade != rule.grade for one in found):
        return Tried(case, found[0].message)
    if bool(found) == case.fires:
        return Tried(case, "")
    return Tried(case, gettext("The rule finds nothing") if case.fires else found[0].message)


def try_all(cases: Iterable[CaseText], rules: Iterable[RuleText], book: Book, today: date) -> list[Tried]:
    """Run every case on the rule it belongs to; a case without its rule is left out."""
    by_code = {rule.code: rule for rule in rules}
    return [try_case(case, by_code[case.rule], book, today) for case in cases if case.rule in by_code]


def seeded_book() -> Book:
    """The book as the seeds have it, for tests that need no database."""
    rules = tuple(
        RuleText(
            **{
                name: row[name] for name in ["name", "grade", "level", "condition", "message", "fix", "basis"]
            },
            code=row["code*"],
            version=int(row["version*"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        )
        for row in _seed("legality_rule")
    )
    words = {row["code*"]: Words.of(row["words"]) for row in _seed("legality_word_list")}
    limits = tuple(
        Limit(
            row["code*"],
            Decimal(row["amount"]),
            date.fromisoformat(row["valid_from*"]),
            date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        )
        for row in _seed("legality_limit")
    )
    return Book(rules, words, limits)


def seeded_cases() -> list[CaseText]:
    """The cases as the seeds have them."""
    return [
        CaseText(row["rule_code*"], row["name*"], row["facts"], row["fires"] == "true")
        for row in _seed("legality_rule_case")
    ]


def _seed(table: str) -> list[dict[str, str]]:
    with (_HERE / "seeds" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
