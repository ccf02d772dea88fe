"""What the clause editor finds, on plain values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import Babel

from modules.agreements.checks import STOP, WARN, AgreementText, ClauseText, check, stops

PAY = ClauseText(
    position=1,
    kind="pay",
    text="退还剩余租金",
    payer="甲",
    payee="乙",
    amount=Decimal("86400.00"),
    manner="transfer",
    instalments=((date(2023, 9, 15), Decimal(43200)), (date(2023, 10, 31), Decimal(43200))),
)
WHOLE = AgreementText("written", 2, 3, 1, "事实清楚，甲承担责任。", date(2023, 8, 28), (PAY,))


@pytest.fixture(autouse=True)
def words():
    application = Flask("checks")
    Babel(application)
    with application.test_request_context():
        yield


def found(clause: ClauseText, vague: tuple[str, ...] = ("尽快", "适当")) -> list[tuple[str, int]]:
    return [(one.grade, one.clause) for one in check(replace(WHOLE, clauses=(clause,)), vague)]


def test_a_right_agreement_has_no_finding():
    assert check(WHOLE, ("尽快",)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"amount": Decimal("86000.00")},
        {"amount": Decimal("0"), "instalments": (), "due_on": date(2023, 9, 15)},
        {"amount": Decimal("-1")},
        {"amount": Decimal("86400.001")},
        {"amount": None},
        {"payer": ""},
        {"payee": ""},
        {"payee": "甲"},
        {"manner": ""},
        {"instalments": ()},
        {"due_on": date(2023, 8, 27)},
        {"text": "退还租金捌万陆仟元整"},
        {"text": "  "},
    ],
)
def test_each_fault_of_a_payment_stops_once(change):
    assert found(replace(PAY, **change)) == [(STOP, 1)]


@pytest.mark.parametrize("capitals", ["捌万陆仟肆佰元整", "捌万陆仟肆佰元", "肆万叁仟贰佰元整"])
def test_right_capitals_of_the_sum_or_a_part_pass(capitals):
    assert found(replace(PAY, text=f"退还租金（大写{capitals}）")) == []


def test_vague_words_warn_with_the_article_on_clarity():
    finding = check(replace(WHOLE, clauses=(replace(PAY, text="尽快退还适当租金"),)), ("尽快", "适当"))
    assert [(one.grade, one.article) for one in finding] == [(WARN, "confirmation.rejected")] * 2
    assert stops(finding) == []


def test_copies_facts_and_clauses_are_needed():
    assert [one.article for one in check(replace(WHOLE, copies=2), ())] == ["mediation.contents"]
    assert check(replace(WHOLE, copies=2, form="oral"), ()) == []
    assert [one.grade for one in check(replace(WHOLE, facts=" ", clauses=()), ())] == [STOP, STOP]
