"""The help speaks to the posts of its reader; the guide for machines shows what they may ask, in calls that work."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access.api_keys import new_key
from app.access.scope import system
from app.model.house import house
from app.org.models import Account

Login = Callable[..., FlaskClient]


def test_steps_are_for_the_posts_of_the_reader(login: Login) -> None:
    clerk, admin = login("clerk_town").get("/help/").text, login("admin_town").get("/help/").text
    assert 'href="/desk/"' in clerk.split("<main")[1] and 'href="/people/"' in admin.split("<main")[1]
    assert 'href="/desk/"' not in admin and "先建账号" not in clerk
    assert "调解进行中" in login("mediator_town").get("/help/").text
    assert "调解进行中" not in login("leader_city").get("/help/").text


def test_every_step_leads_to_an_entry_of_the_menu_and_somebody_is_meant(app: Flask) -> None:
    with app.app_context():
        entries = {entry.model or entry.page for entry in house().menu} | {""}
        assert not [step for step in house().steps if step.screen not in entries]


def test_keys_are_the_same_in_help_and_sheet(login: Login) -> None:
    page = login("clerk_town").get("/help/").text
    keys = re.findall(r"<kbd>([^<]+)</kbd></dt>", page)
    assert len(keys) == 2 * len(set(keys)) and "Ctrl K · /" in keys


def test_the_guide_shows_only_what_may_be_read(login: Login, client: FlaskClient) -> None:
    guide = login("admin_county").get("/help/api/").text
    assert "/help/api/org.unit" in guide and "cases.case<" not in guide
    assert login("admin_county").get("/help/api/cases.case").status_code == 404
    assert login("clerk_county").get("/help/api/nothing").status_code == 404
    assert client.get("/help/api/").status_code == client.get("/help/").status_code == 302
    assert 'href="/help/api/"' in login("clerk_county").get("/profile/").text


def test_the_calls_that_read_work_as_they_are_written(app: Flask, login: Login) -> None:
    page = login("clerk_county").get("/help/api/cases.case").text
    calls = [
        shlex.split(unescape(call)) for call in re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", page, re.S)
    ]
    assert len(calls) > 8
    with app.app_context(), system("give a key") as session:
        account = session.scalars(select(Account).where(Account.username == "clerk_county")).one()
        key = new_key(session, account, "guide")
        session.commit()
    reads = [call[-1] for call in calls if "-X" not in call]
    machine = app.test_client()
    for url in reads:
        answer = machine.get(url, headers={"Authorization": f"Bearer {key}"})
        assert answer.status_code == 200 or url.endswith(("/1", "/1/timeline")), (url, answer.status_code, answer.text)
    assert any(url.endswith("/cases/case/") for url in reads)
    written = next(
        call
        for call in calls
        if "-X" in call and call[call.index("-X") + 1] == "POST" and call[-1].endswith("/case/")
    )
    assert '"title"' in written[written.index("-d") + 1]
