"""What the rules of the seeds find in an agreement as the clause editor knows it, on plain values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import Babel

from modules.agreements.checks import STOP, WARN, AgreementText, ClauseText, check, stops
from modules.legality.services import seeded_book

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
SIDES = (
    {"name": "甲", "kind": "person", "side": "applicant"},
    {"name": "乙", "kind": "person", "side": "respondent"},
)
WHOLE = AgreementText("written", SIDES, 3, 1, "事实清楚，甲承担责任。", date(2023, 8, 28), (PAY,))


@pytest.fixture(autouse=True)
def words():
    application = Flask("checks")
    Babel(application)
    with application.test_request_context():
        yield


def found(clause: ClauseText) -> list[tuple[str, int]]:
    return [(one.grade, one.clause) for one in check(replace(WHOLE, clauses=(clause,)), seeded_book())]


def test_a_right_agreement_has_no_finding():
    assert check(WHOLE, seeded_book()) == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"amount": Decimal("86000.00")}, "instalments_sum"),
        ({"amount": Decimal("0"), "instalments": (), "due_on": date(2023, 9, 15)}, "amount_not_positive"),
        ({"amount": Decimal("-1")}, "amount_not_positive"),
        ({"amount": Decimal("86400.001")}, "amount_decimals"),
        ({"amount": None}, "amount_missing"),
        ({"payer": ""}, "payer_missing"),
        ({"payee": ""}, "payee_missing"),
        ({"payee": "甲"}, "payer_is_payee"),
        ({"manner": ""}, "manner_missing"),
        ({"instalments": ()}, "due_missing"),
        ({"due_on": date(2023, 8, 27)}, "due_before_effect"),
        ({"text": "退还租金捌万陆仟元整"}, "capitals_wrong"),
        ({"text": "  "}, "clause_empty"),
    ],
)
def test_each_fault_of_a_payment_stops_once(change, rule):
    clause = replace(PAY, **change)
    assert found(clause) == [(STOP, 1)]
    assert [one.rule for one in check(replace(WHOLE, clauses=(clause,)), seeded_book())] == [rule]


@pytest.mark.parametrize("capitals", ["捌万陆仟肆佰元整", "捌万陆仟肆佰元", "肆万叁仟贰佰元整"])
def test_right_capitals_of_the_sum_or_a_part_pass(capitals):
    assert found(replace(PAY, text=f"退还租金（大写{capitals}）")) == []


def test_vague_words_warn_together_with_the_article_on_clarity():
    clause = replace(PAY, text="尽快退还适当租金")
    finding = check(replace(WHOLE, clauses=(clause,)), seeded_book())
    assert [(one.grade, one.article) for one in finding] == [(WARN, "confirmation.rejected")]
    assert "尽快、适当" in finding[0].message and stops(finding) == []


def test_the_number_of_a_clause_is_the_one_it_has_in_the_agreement():
    assert found(replace(PAY, position=7, manner="")) == [(STOP, 7)]


def test_copies_facts_and_clauses_are_needed():
    book = seeded_book()
    assert [one.article for one in check(replace(WHOLE, copies=2), book)] == ["mediation.contents"]
    assert check(replace(WHOLE, copies=2, form="oral"), book) == []
    assert [one.grade for one in check(replace(WHOLE, facts=" ", clauses=()), book)] == [STOP, STOP]
