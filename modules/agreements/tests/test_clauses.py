"""The clauses of an agreement whose words are frozen, as its mediator meets them."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from app.access.scope import system
from app.org.models import Account
from modules.agreements.models import Agreement, Clause
from modules.mediation.services import mediators_of

OFF = re.compile(r'<button type="button"[^>]*aria-disabled="true"[^>]*title="([^"]+)"')
CLOSED = "只能制作新版本"


@pytest.fixture
def clause(app, login):
    """A clause in force, and the browser of its mediator."""
    with app.app_context(), system("test") as session:
        found = session.scalars(select(Clause).join(Agreement).where(Agreement.status == "effective")).first()
        account = session.get(Account, mediators_of(found.agreement.mediation)[0].account_id)
        key, username = found.id, account.username
    return key, login(username)


def test_the_button_that_deletes_is_off_and_says_why(clause):
    key, mediator = clause
    page = mediator.get(f"/agreements/clause/show/{key}").text
    off = OFF.findall(page)
    assert len(off) == 2 and all(CLOSED in why for why in off)
    assert "/agreements/clause/delete/" not in page


def test_whoever_deletes_it_all_the_same_is_told_why(app, clause):
    key, mediator = clause
    page = mediator.post(f"/agreements/clause/delete/{key}", follow_redirects=True)
    assert page.status_code == 200 and CLOSED in page.text
    answer = mediator.delete(f"/api/v1/agreements/clause/{key}")
    assert answer.status_code == 422 and CLOSED in answer.json["message"]
    with app.app_context(), system("test") as session:
        assert session.get(Clause, key) is not None
