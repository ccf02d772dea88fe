"""Every rule of the seeds: it can be published, finds its case, and leaves lawful agreements alone."""

from __future__ import annotations

import json
from datetime import date

import pytest
from flask import Flask
from flask_babel import Babel

from modules.legality.engine import STOP, check, faults
from modules.legality.taking_in import take_in
from modules.legality.trying import laid_over, sample, seeded_book, seeded_cases, try_case

TODAY = date(2026, 11, 20)
BOOK = seeded_book()
RULES = {rule.code: rule for rule in BOOK.rules}


@pytest.fixture(autouse=True)
def words():
    application = Flask("seeds")
    Babel(application)
    with application.test_request_context():
        yield


@pytest.mark.parametrize("code", RULES)
def test_a_rule_can_be_published_and_has_a_case_and_a_counter_case(code):
    rule = RULES[code]
    assert faults(rule, BOOK.words, [limit.code for limit in BOOK.limits]) == []
    assert {case.fires for case in seeded_cases() if case.rule == code} == {True, False}
    assert rule.basis and rule.fix and rule.message


@pytest.mark.parametrize("case", seeded_cases(), ids=lambda case: f"{case.rule}-{case.fires}")
def test_a_case_goes_as_expected_and_a_lawful_one_is_stopped_by_no_rule(case):
    assert try_case(case, RULES[case.rule], BOOK, TODAY).problem == ""
    if not case.fires:
        taken = take_in(laid_over(case.facts), 0)
        assert [one.rule for one in check(taken.said, BOOK, TODAY) if one.grade == STOP] == []


def test_the_sample_has_no_finding():
    taken = take_in(sample(), 0)
    assert taken.faults == [] and check(taken.said, BOOK, TODAY) == []


def test_the_rate_of_the_day_of_the_document_counts():
    facts = {
        "facts": "李秀英向王建国借款，李秀英承担责任。",
        "clause": {"text": "李秀英归还借款，年利率14%。"},
    }

    def stops(day: str) -> list[str]:
        said = take_in(laid_over_text(facts | {"document_date": day}), 0).said
        return [one.rule for one in check(said, BOOK, TODAY) if one.rule.startswith("interest")]

    assert stops("2021-06-01") == []  # four times 3.85
    assert stops("2026-11-20") == ["interest_high"]  # four times 3.00
    assert stops("2018-06-01") == []


def laid_over_text(facts):
    return laid_over(json.dumps(facts, ensure_ascii=False))
