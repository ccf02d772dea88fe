"""Who may be named on a paper is chosen among the parties of its own case, not among those of the whole street."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access.scope import system
from modules.agreements.models import Clause
from modules.cases.models import CaseParty
from modules.confirmation.models import Confirmation
from modules.mediation.models import Mediation, NamedMediator
from modules.mediation.workflow import OPEN

MEDIATOR = "mediator_town"


@pytest.fixture
def keys(app: Flask) -> dict[str, int]:
    """Keys of one agreement of the demo and of what hangs on it."""
    with app.app_context(), system("test") as session:
        confirmation = session.scalars(select(Confirmation)).first()
        agreement = confirmation.agreement
        clause = session.scalars(select(Clause).where(Clause.agreement == agreement)).first()
        return {
            "confirmation": confirmation.id,
            "agreement": agreement.id,
            "clause": clause.id,
            "mediation": agreement.mediation_id,
            "case": agreement.case.id,
        }


@pytest.mark.parametrize(
    "address",
    [
        "/agreements/clause/related/payer?parent={agreement}",
        "/agreements/clause/related/payee?row={clause}",
        "/agreements/agreement/related/party?arrow=sign&row={agreement}",
        "/mediation/mediation/related/party?arrow=answer&row={mediation}",
        "/confirmation/confirmation/related/party?arrow=join&row={confirmation}",
        "/api/v1/agreements/clause/related/payer?parent={agreement}",
    ],
)
def test_choices_are_the_parties_of_the_case(
    app: Flask, login: Callable[[str], FlaskClient], keys: dict[str, int], address: str
) -> None:
    with app.app_context(), system("test") as session:
        parties = set(session.scalars(select(CaseParty.id).where(CaseParty.case_id == keys["case"])))
        others = session.scalars(select(CaseParty.id).where(CaseParty.case_id != keys["case"])).first()
    answer = login(MEDIATOR).get(address.format(**keys))
    assert answer.status_code == 200
    choices = answer.json["result"] if address.startswith("/api") else answer.json
    assert {choice["value"] for choice in choices} == parties
    assert others is not None and len(parties) > 1


@pytest.mark.parametrize("asked", ["row=0", "row=999999", "row=x", "parent=999999", "parent=a", "row=%00"])
def test_a_row_that_is_not_there_has_no_choices(login: Callable[[str], FlaskClient], asked: str) -> None:
    assert login(MEDIATOR).get(f"/agreements/clause/related/payer?{asked}").status_code == 404


def test_the_forms_ask_for_them(login: Callable[[str], FlaskClient], keys: dict[str, int]) -> None:
    mediator = login(MEDIATOR)
    page = mediator.get(f"/mediation/mediation/action/answer/{keys['mediation']}").text
    assert f"related/party?arrow=answer&amp;row={keys['mediation']}" in page
    page = mediator.get(f"/agreements/clause/add?agreement={keys['agreement']}").text
    assert f"related/payer?parent={keys['agreement']}" in page


def test_a_stranger_is_refused_with_a_way_to_the_parties(
    app: Flask, login: Callable[[str], FlaskClient]
) -> None:
    with app.app_context(), system("test") as session:
        mediation = session.scalars(select(Mediation).where(Mediation.status.in_(OPEN))).first()
        named = session.scalars(select(NamedMediator).where(NamedMediator.mediation == mediation)).first()
        key, holder = mediation.id, login(named.mediator.account.username)
    path = f"/mediation/mediation/related/party?arrow=answer&row={key}"
    own, everybody = (
        [choice["value"] for choice in holder.get(asked).json] for asked in (path, path.partition("&row")[0])
    )
    stranger = next(value for value in everybody if value not in own)
    answer = holder.post(
        f"/mediation/mediation/action/answer/{key}", data={"party": stranger, "answer": "agree"}
    )
    assert answer.status_code == 422
    assert f'<a href="/mediation/mediation/show/{key}#consents">' in answer.text
