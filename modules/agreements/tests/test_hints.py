"""What is said beside a clause while it is typed."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.access.scope import system
from modules.agreements.models import Agreement, Clause
from modules.cases.models import CaseParty
from modules.cases.services import sides_of


@pytest.fixture
def clause(app):
    """The form of a clause of the demo's agreement that pays in two instalments."""
    with app.app_context(), system("test") as session:
        agreement = session.scalars(select(Agreement)).first()
        payer, payee = sides_of(agreement.case)[:2]
        assert isinstance(payer, CaseParty)
        return {
            "agreement": str(agreement.id),
            "position": "1",
            "kind": "pay",
            "text": "退还押金",
            "payer": str(payer.id),
            "payee": str(payee.id),
            "amount": "86000.00",
            "manner": "transfer",
            "instalments-0-due_on": "2099-12-15",
            "instalments-0-amount": "43200.00",
            "instalments-1-due_on": "2099-12-29",
            "instalments-1-amount": "43200.00",
        }


def hinted(client, typed):
    answer = client.post("/agreements/clause/hints", data=typed)
    assert answer.status_code == 200
    return answer.text


def test_a_sum_that_does_not_add_up_is_said_and_repaired(login, clause):
    page = hinted(login("mediator_town"), clause)
    assert "停 1" in page and "86,400.00" in page
    assert 'data-pick=\'{"amount": ["86400.00", ""]}\'' in page
    page = hinted(login("mediator_town"), clause | {"amount": "86400.00"})
    assert "没有要改的" in page and "data-pick" not in page


def test_the_clause_is_written_as_on_the_paper(login, clause):
    page = hinted(login("mediator_town"), clause | {"amount": "86400.00"})
    assert "一、退还押金。付款人：" in page
    assert "捌万陆仟肆佰元整" in page and "分2期支付" in page and "2099年12月15日前" in page


def test_vague_words_are_warned_of(login, clause):
    page = hinted(login("mediator_town"), clause | {"text": "尽快退还押金", "amount": "86400.00"})
    assert "警 1" in page and "尽快" in page


@pytest.mark.parametrize("person", ["clerk_county2", "mediator_county2"])
def test_an_agreement_beyond_the_reader_says_nothing(login, clause, person):
    answer = login(person).post("/agreements/clause/hints", data=clause)
    assert answer.status_code in (200, 403)
    assert "退还押金" not in answer.text


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "typed",
    [
        {"agreement": "x"},
        {"agreement": "9" * 30},
        {"amount": "0.1+0.2"},
        {"amount": "١٢"},
        {"text": "甲\x00乙"},
        {"text": "长" * 20_000},
        {"text": "<script>alert(1)</script>{{ 7*7 }}"},
        {"payer": "999999999"},
        {"position": "-1"},
        {"position": "999999999999"},
        {"instalments-0-due_on": "2026-13-40"},
        {"kind": ""},
    ],
    ids=str,
)
def test_whatever_is_typed_a_hint_never_fails(login, clause, typed):
    page = hinted(login("mediator_town"), clause | typed)
    assert "<script>alert" not in page and "49" not in page.replace("2099", "")


def test_the_form_asks_for_its_hints(app, login):
    with app.app_context(), system("test") as session:
        key = session.scalars(select(Clause.agreement_id)).first()
    page = login("mediator_town").get(f"/agreements/clause/add?agreement_id={key}").text
    assert 'hx-post="/agreements/clause/hints"' in page
