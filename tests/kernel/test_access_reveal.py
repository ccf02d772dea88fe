"""Revealing a sealed value: for a reason, within the scope, on the record."""

from __future__ import annotations

import json
import re

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from app.access import export
from app.access.audit_chain import Audit
from app.access.grants import Grant
from app.access.scope import system
from app.model.house import house
from app.org.models import Account
from modules.parties.models import Person
from tests.kernel.access_house import add_account, signed_in, token_of

PHONE = "13812345678"


@pytest.fixture
def app(doors):
    told = []
    doors.extensions["record_act"] = lambda row, act, **said: told.append((row.model_id(), row.id, act, said))
    doors.told = told
    with doors.app_context():
        house().models["parties.person"] = Person
        add_account("lin", "990102", "clerk")
        add_account("wu", "990103", "clerk")
        add_account("boss", "990102", "admin")
        with system("fill") as session:
            for role, buttons in (("clerk", "reveal"), ("admin", "")):
                cell = {"role": role, "level": "county", "model": "parties.person", "rights": "r"}
                session.add(Grant(**cell, buttons=buttons, module="parties"))
            session.add(Person(name="林小满", phone=PHONE, division_code="990102"))
            session.commit()
            doors.person = session.scalar(select(Person.id))
    return doors


def reveal(app, username, reason="call", field="phone", model="parties.person", pk=None, **form):
    with signed_in(app, username) as browser:
        data = {"reason": reason, "csrf_token": token_of(browser, "/profile/"), **form}
        return browser.post(f"/reveal/{model}/{pk or app.person}/{field}", data=data)


def lines(app, action):
    with app.app_context(), system("look") as session:
        return session.scalars(select(Audit.canonical).where(Audit.action == action)).all()


def test_the_value_comes_for_a_minute_and_the_look_is_written_down(app):
    answer = reveal(app, "lin", reason="  call  to arrange ")
    assert answer.status_code == 200 and answer.json == {"value": PHONE, "seconds": 60}
    assert answer.headers["Cache-Control"] == "no-store"
    (line,) = lines(app, "reveal")
    told = json.loads(line)
    assert (told["model"], told["row_id"]) == ("parties.person", app.person)
    assert told["detail"]["reason"] == "call to arrange" and told["detail"]["field"] == "phone"
    assert PHONE not in line
    assert app.told[0][:3] == ("parties.person", app.person, "revealed")


def test_the_history_of_the_matter_it_is_for_shows_it(app):
    reveal(app, "lin", on=f"parties.person/{app.person}")
    assert app.told[0][0] == "parties.person"
    assert reveal(app, "lin", on="rubbish").status_code == 200
    assert reveal(app, "lin", on="nothing/7").status_code == 200


@pytest.mark.parametrize(
    ("username", "asked", "status"),
    [
        ("lin", {"reason": "  "}, 400),
        ("boss", {}, 403),
        ("wu", {}, 404),
        ("lin", {"field": "name"}, 404),
        ("lin", {"field": "phone_sealed"}, 404),
        ("lin", {"model": "org.account", "field": "password"}, 404),
        ("lin", {"model": "no.such"}, 404),
        ("lin", {"pk": 10**25}, 404),
    ],
)
def test_what_is_refused_shows_nothing(app, username, asked, status):
    answer = reveal(app, username, **asked)
    assert answer.status_code == status and "value" not in answer.json and answer.json["message"]
    assert lines(app, "reveal") == [] and app.told == []


def test_a_visitor_and_a_link_get_nothing(app):
    path = f"/reveal/parties.person/{app.person}/phone"
    assert app.test_client().get(path).status_code == 405
    assert app.test_client().post(path, data={"reason": "x"}).status_code == 400


def test_an_export_names_its_taker_and_is_written_down(app, freeze):
    freeze("2026-11-20 09:30")
    with app.app_context(), system("look") as session:
        account = session.scalar(select(Account).where(Account.username == "lin"))
        notice = export.export_notice(account)
        session.expunge(account)
        for language in ("zh_Hans_CN", "en"):
            with force_locale(language):
                assert re.fullmatch(export.notice_pattern(), export.export_notice(account))
        assert not re.fullmatch(export.notice_pattern(), f"{notice}备注")
        export.log_export(account, Person, 12, {"q": "林小满"}, "xlsx")
    assert "lin" in notice and "2026-11-20 09:30" in notice
    (line,) = lines(app, "export")
    assert '"count":12' in line and "林小满" not in line
