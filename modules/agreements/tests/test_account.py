"""The account of a payee: encrypted, masked, whole on the paper, and nobody else's when the payee changes."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from app.access.scope import system
from modules.agreements.documents import agreement as paper
from modules.agreements.models import Agreement, Clause
from modules.agreements.models.agreement import FROZEN
from modules.agreements.services import new_version
from modules.cases.services import sides_of
from modules.mediation.models import Mediation

ACCOUNT = "6222 0212-3456 7890 129"
PLAIN = "6222021234567890129"


@pytest.fixture
def clause(app: Flask, login: Any) -> dict[str, Any]:
    """A form of a clause of a new draft, with the addresses it goes to."""
    with app.app_context(), system("look") as session:
        mediation = session.scalars(select(Mediation).where(Mediation.status == "in_session")).one()
        payer, payee = (side.id for side in sides_of(mediation.case)[:2])
        key = mediation.id
    browser = login("mediator_town")
    begun = {"mediation": key, "form": "written", "copies": "3", "facts": "渗水属实。"}
    assert browser.post("/agreements/agreement/add", data=begun).status_code == 303
    with app.app_context(), system("look") as session:
        drafted = session.scalars(select(Agreement.id).where(Agreement.mediation_id == key)).one()
    form = {"agreement": drafted, "position": "1", "kind": "pay", "text": "赔偿吊顶损失", "amount": "3200"}
    form |= {"payer": payer, "payee": payee, "manner": "transfer", "bank": "城东分社"}
    return {"browser": browser, "form": form, "mediation": key, "other": payer}


def _saved(app: Flask, look: Any) -> Any:
    with app.app_context(), system("look") as session:
        return look(session.scalars(select(Clause).where(Clause.text == "赔偿吊顶损失")).one())


def test_it_is_kept_encrypted_shown_masked_and_stands_on_the_paper(app: Flask, clause: Any) -> None:
    browser, form = clause["browser"], clause["form"]
    answer = browser.post("/agreements/clause/add", data=form)
    assert answer.status_code == 422 and "请填在这家银行的收款账号" in answer.get_data(as_text=True)
    answer = browser.post("/agreements/clause/add", data=form | {"account": "12345"})
    assert answer.status_code == 422 and "账号为 8 至 32 位数字" in answer.get_data(as_text=True)
    answer = browser.post("/agreements/clause/add", data=form | {"account": ACCOUNT, "payee": ""})
    assert answer.status_code == 422 and "请选择这是谁的账号" in answer.get_data(as_text=True)
    assert browser.post("/agreements/clause/add", data=form | {"account": ACCOUNT}).status_code == 303

    key, kept = _saved(app, lambda row: (row.id, row.account))
    assert kept == PLAIN
    with app.app_context(), system("look") as session:
        columns = session.execute(text(f"select * from agreements_clause where id = {key}")).one()
        assert not any(PLAIN[4:-4] in str(column) for column in columns)
        written = paper(session.get_one(Clause, key).agreement)["clauses"][0]
        assert (written["account"], written["bank"]) == (PLAIN, "城东分社")
    for page in (f"/agreements/clause/show/{key}", f"/mediation/{clause['mediation']}/workbench"):
        shown = browser.get(page).get_data(as_text=True)
        assert "6222***********0129" in shown and PLAIN not in shown, page
    assert "卡号的校验位不对" in browser.get(f"/agreements/clause/show/{key}").get_data(as_text=True)
    sheet = f"/mediation/{clause['mediation']}/workbench/paper?clause={key}"
    seen = unescape(browser.post(sheet, data=form).get_data(as_text=True))
    assert PLAIN in seen, "left empty, it stands"
    seen = unescape(browser.post(sheet, data=form | {"payee": clause["other"]}).get_data(as_text=True))
    assert PLAIN not in seen, "another payee has another account"
    edit = browser.get(f"/agreements/clause/edit/{key}").get_data(as_text=True)
    hints = f"/agreements/clause/hints?row={key}"
    assert f'hx-post="{hints}"' in edit
    seen = browser.post(hints, data=form).get_data(as_text=True)
    assert "6222***********0129" in seen and PLAIN not in seen
    seen = browser.post(hints, data=form | {"payee": clause["other"]}).get_data(as_text=True)
    assert "6222" not in seen
    assert PLAIN in browser.post(hints, data=form | {"account": ACCOUNT}).get_data(as_text=True)
    looked = browser.post(f"/reveal/agreements.clause/{key}/account", data={"reason": "核对收款账号"})
    assert looked.get_json()["value"] == PLAIN


def test_it_goes_with_its_payee_and_can_be_taken_away(app: Flask, clause: Any) -> None:
    browser, form = clause["browser"], clause["form"]
    assert browser.post("/agreements/clause/add", data=form | {"account": ACCOUNT}).status_code == 303
    key = _saved(app, lambda row: row.id)
    edit = f"/agreements/clause/edit/{key}"
    assert browser.post(edit, data=form).status_code == 303
    assert _saved(app, lambda row: row.account) == PLAIN
    answer = browser.post(edit, data=form | {"payee": clause["other"]})
    assert answer.status_code == 422 and "请填在这家银行的收款账号" in answer.get_data(as_text=True)
    assert _saved(app, lambda row: row.account) == PLAIN
    assert browser.post(edit, data=form | {"payee": clause["other"], "bank": ""}).status_code == 303
    assert _saved(app, lambda row: row.account) is None
    assert browser.post(edit, data=form | {"account": ACCOUNT}).status_code == 303
    assert "account_emptied" in browser.get(edit).get_data(as_text=True)
    assert browser.post(edit, data=form | {"bank": "", "account_emptied": "y"}).status_code == 303
    assert _saved(app, lambda row: (row.account, row.account_index)) == (None, None)


def test_a_new_version_takes_it_over_and_a_frozen_one_can_be_sealed_anew(app: Flask) -> None:
    with app.app_context(), system("look") as session:
        old = session.scalars(select(Agreement).where(Agreement.status == "effective")).first()
        paid = session.scalars(select(Clause).where(Clause.agreement_id == old.id)).first()
        assert paid.account and old.status in FROZEN
        app.config["DATA_KEY"] = f"another {app.config['DATA_KEY']}"
        ring = app.extensions.pop("keyring")
        before = paid.account_sealed
        assert type(paid).seals()["account"].reseal(paid)
        session.flush()
        assert paid.account_sealed != before
        app.config["DATA_KEY"] = app.config["DATA_KEY"].removeprefix("another ")
        app.extensions["keyring"] = ring
        session.rollback()
        copy = new_version(old)
        twin = session.scalars(select(Clause).where(Clause.agreement_id == copy.id)).first()
        assert (twin.account, twin.bank) == (paid.account, paid.bank)
        assert twin.account_sealed != paid.account_sealed
        session.rollback()
