"""What is pasted into a clause and cannot be meant is answered in Chinese at its field, and nothing is written."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.access.scope import system
from modules.agreements.models import Agreement, Clause
from modules.mediation.models import Mediation

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

NO_SIGN, NO_SUM, NO_DAY = (
    "含有无法保存的字符，请重新输入",
    "请填以元为单位的金额，例如 1250.00",
    "请填日期，例如 2026-11-20",
)

#: A field, what was pasted into it, the sentence at the field.
PASTED = (
    ("text", "赔偿\x07损失", NO_SIGN),
    ("text", "赔偿\x1b[31m损失", NO_SIGN),
    ("amount", "0.1+0.2", NO_SUM),
    ("amount", "-1", NO_SUM),
    ("amount", "0.30000000000000004", "金额最多两位小数"),
    ("due_on", "民国115年11月20日", NO_DAY),
    ("due_on", "农历十月初五", NO_DAY),
    ("due_on", "11/20/2026", NO_DAY),
    ("due_on", "2026-02-30", NO_DAY),
    ("due_on", "1448年6月10日", "日期过早，不能早于 1900-01-01"),
)

#: The one day in the ways people here write it.
MEANT = ("2026年11月20日", "2026.11.20", "２０２６/１１/２０", "20261120")


def test_each_is_answered_at_its_field_and_only_what_is_meant_is_written(app: Flask, login: Any) -> None:
    with app.app_context(), system("look") as session:
        mediation = session.scalars(select(Mediation.id).where(Mediation.status == "in_session")).one()
    browser = login("mediator_town")
    agreement = {"mediation": mediation, "form": "written", "copies": "3", "facts": "渗水属实。"}
    assert browser.post("/agreements/agreement/add", data=agreement).status_code == 303
    with app.app_context(), system("look") as session:
        drafted = session.scalars(select(Agreement.id).where(Agreement.mediation_id == mediation)).one()
    clause = {"agreement": drafted, "kind": "pay", "text": "赔偿吊顶损失", "amount": "3200"}
    for field, pasted, sentence in PASTED:
        answer = browser.post("/agreements/clause/add", data=clause | {field: pasted})
        page = unescape(answer.get_data(as_text=True))
        said = re.search(rf'id="f-{field}-error".*?<span>(.*?)</span>', page, re.S)
        assert (answer.status_code, said and said[1]) == (422, sentence), pasted
        assert "赔偿" in page and (field == "text" or pasted in page), "what was typed is kept"
    for day in MEANT:
        assert browser.post("/agreements/clause/add", data=clause | {"due_on": day}).status_code == 303, day
    with app.app_context(), system("look") as session:
        written = session.scalars(select(Clause.due_on).where(Clause.agreement_id == drafted)).all()
        assert written == [date(2026, 11, 20)] * len(MEANT)
