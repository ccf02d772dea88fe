"""The clause form refuses what the paper must not say, and the agreement says once what is missing."""

from __future__ import annotations

from typing import Any

from flask import Flask
from sqlalchemy import select

from app.access.scope import system
from modules.agreements.models import Agreement, Clause
from modules.cases.models import CaseParty
from modules.mediation.models import Mediation


def test_clauses_name_parties_of_the_case_follow_each_other_and_say_once_what_they_lack(app: Flask, login: Any):
    with app.app_context(), system("look") as session:
        mediation = session.scalars(select(Mediation).where(Mediation.status == "in_session")).one()
        case_id, mediation_id = mediation.case_id, mediation.id
        party = session.scalars(select(CaseParty).where(CaseParty.case_id == case_id)).first()
        near = select(CaseParty.id).where(
            CaseParty.case_id != case_id, CaseParty.scope_town == party.scope_town
        )
        own, stranger = party.id, session.scalars(near).first()
    browser = login("mediator_town")
    agreement = {"mediation": mediation_id, "form": "written", "copies": "3", "facts": "渗水属实。"}
    assert browser.post("/agreements/agreement/add", data=agreement).status_code == 303
    with app.app_context(), system("look") as session:
        drafted = session.scalars(select(Agreement.id).where(Agreement.mediation_id == mediation_id)).one()
    clause = {
        "agreement": drafted,
        "position": "",
        "kind": "pay",
        "text": "赔偿吊顶损失。",
        "amount": "3200",
    }
    answer = browser.post("/agreements/clause/add", data={**clause, "payer": stranger, "payee": own})
    assert answer.status_code == 422
    assert "请选择本事项的当事人" in answer.get_data(as_text=True)
    assert browser.post("/agreements/clause/add", data={**clause, "payer": own}).status_code == 303
    with app.app_context(), system("look") as session:
        assert session.scalars(select(Clause.payer_id).where(Clause.agreement_id == drafted)).all() == [own]
    assert browser.post("/agreements/clause/add", data={**clause, "text": "重做防水。"}).status_code == 303
    with app.app_context(), system("look") as session:
        drawn = session.scalars(select(Clause.position).where(Clause.agreement_id == drafted))
        assert sorted(drawn) == [1, 2]
    page = browser.get(f"/agreements/agreement/show/{drafted}").get_data(as_text=True)
    assert "1. 缺少收款人；缺少付款日期；缺少付款方式" in page
    assert page.count("2. 缺少付款人") == 1
