"""The language of conditions: what it means, what it refuses, and where it stops."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import Babel

from modules.legality.evaluating import UNREAD, Run
from modules.legality.language import LONGEST, RuleError, parse
from modules.legality.wording import Words, faults

FACTS = {
    "facts": "甲方尽快付款",
    "copies": Decimal(3),
    "pay_total": Decimal("0.30"),
    "document_date": date(2026, 11, 22),
    "reached_on": date(2026, 11, 20),
    "title": UNREAD,
    "same_agent": True,
    "parties": (
        {"name": "甲", "age": Decimal(12), "guardian": None},
        {"name": "乙", "age": Decimal(40), "guardian": None},
    ),
}
LISTS = {"vague": Words.of("尽快\n适当\n!尽快回复")}


@pytest.fixture(autouse=True)
def words():
    application = Flask("language")
    Babel(application)
    with application.test_request_context():
        yield


def holds(text: str) -> bool:
    return Run(LISTS, {"cap": Decimal("12.4")}).holds(parse(text, "matter", LISTS, {"cap"}), (FACTS,))


@pytest.mark.parametrize(
    "text",
    [
        "copies = 3",
        "copies * 2 - 1 = 5 and not (copies < 3)",
        "pay_total = 0.1 + 0.2",
        "document_date - reached_on = 2",
        "reached_on + 2 >= 2026-11-22",
        "4 * 3.1 <= limit(cap)",
        "facts matches vague",
        'facts contains "付款" or false',
        "any(parties: age < 18 and missing(guardian))",
        "not all(parties: age < 18)",
        "count(parties: age > 10) = 2",
        "copies in [2, 3]",
        "missing(place) and not missing(title)",
        "same_agent = true",
        "any(parties: copies = 3)",
    ],
)
def test_what_is_true(text):
    assert holds(text)


@pytest.mark.parametrize(
    "text",
    ['title = "甲"', 'title != "甲"', "sealed_on < 2026-01-01", "copies / 0 > 1", 'place contains "甲"'],
)
def test_what_is_missing_or_unread_compares_with_nothing(text):
    assert not holds(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "copies",
        "copies =",
        "copies = 3 3",
        'copies = "3"',
        "copies and true",
        "facts + 1 = 2",
        "document_date + reached_on = 1",
        "nothing = 1",
        "__import__('os')",
        "facts.__class__ = 1",
        "limit(unknown) > 1",
        "facts matches unknown",
        "any(copies: true)",
        "any(parties: amount > 1)",
        "document_date = 2026-02-30",
        "not " * 200 + "true",
        "(" * 100 + "true" + ")" * 100,
        "true or " * 300 + "true",
        "x" * (LONGEST + 1),
        "copies = 1e999",
        "copies ; copies",
        "facts in",
        "if = 1",
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_condition_is_refused_with_a_sentence(text):
    with pytest.raises(RuleError) as refused:
        parse(text, "matter", LISTS, {"cap"})
    assert str(refused.value)


def test_work_is_bounded():
    many = FACTS | {"parties": tuple({"name": "甲"} for _ in range(500))}
    inner = "any(parties: any(parties: any(parties: age = 1)))"
    with pytest.raises(RuleError):
        Run({}, {}).holds(parse(inner, "matter", {}, {}), (many,))


def test_words_are_found_close_together_and_taken_back_by_what_covers_them():
    found = Words.of("不得…起诉\n放弃…诉权\n!不得因…起诉而").found
    assert found("今后不得向法院起诉") == ["不得向法院起诉"]
    assert found("不得打扰，可以起诉") == [] and found("不得因起诉而报复") == []
    assert faults("…\n甲……乙\n" + "长" * 70) and not faults("甲…乙\n!丙")
