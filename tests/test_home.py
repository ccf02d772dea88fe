"""The first page differs by role and level; its figures are true, lead to what they count, and cost little."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.access.scope import system
from app.clock.models import Deadline
from app.job.models import DEAD, Job
from app.model.moment import now
from app.org.models import Account, Post
from modules.cases import tally
from modules.cases.models import Case
from modules.mediation.models import Session
from tests.kernel.view_house import statements

Login = Callable[..., FlaskClient]

#: A figure and its address: in a tile, or in the table below a chart.
_TILE = re.compile(r'<li class="fq-card"><a href="([^"]+)"><span>([^<]*)</span><b[^>]*>(.*?)</b>(.*?)</a>')
_CELL = re.compile(r'<td class="fq-end"><a href="([^"]+)"><span class="text-nowrap">([\d,]+)</span></a></td>')

LEADERS = (
    "leader_province",
    "leader_city",
    "leader_county",
    "leader_town",
    "leader_village",
    "statistician_county",
)


def home(client: FlaskClient) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.text


def rows_at(client: FlaskClient, url: str) -> int:
    text = client.get(unescape(url) + ("&" if "?" in url else "?") + "psize=100").text
    return len(re.findall(r"<tr data-row", text))


@pytest.mark.parametrize("person", LEADERS)
def test_every_figure_of_those_who_lead_counts_the_rows_it_leads_to(login: Login, person: str) -> None:
    client = login(person)
    page = home(client)
    counted = [(url, number) for url, number in _CELL.findall(page)]
    for url, _label, value, rest in _TILE.findall(page):
        share = re.search(r"<small[^>]*>([\d,]+) / [\d,]+</small>", rest)
        counted.append((url, share[1] if share else re.sub(r"<svg.*?</svg>", "", value)))
    assert len(counted) > 8
    wrong = [(url, number) for url, number in counted if rows_at(client, url) != int(number.replace(",", ""))]
    assert not wrong


def test_charts_are_for_those_who_lead_and_places_for_those_who_have_some_below(login: Login) -> None:
    assert "data-chart" not in home(login("clerk_county")) + home(login("admin_county"))
    assert home(login("leader_county")).count("data-chart=") == 4
    assert "城东街道" in home(login("leader_county")) and "枫源县" in home(login("leader_city"))
    assert home(login("leader_village")).count("data-chart=") == 3


@pytest.mark.parametrize(
    "person", [*LEADERS, "clerk_county", "mediator_town", "grid_worker_town", "admin_county", "system_admin"]
)
def test_the_first_page_asks_the_database_little(app: Flask, login: Login, person: str) -> None:
    client = login(person)
    home(client)
    with statements(app) as asked:
        home(client)
    assert len(asked) <= 13, "\n".join(asked)  # the account, six figures, two blocks with the rows that name theirs


def test_daily_work_stands_first_among_the_short_cuts(login: Login) -> None:
    def first(person: str) -> str:
        cuts = home(login(person)).split('class="fq-links"')[1]
        return re.findall(r'<a href="([^"]+)"', cuts)[0]

    assert first("clerk_town") == "/desk/"
    assert first("mediator_town") == "/mediation/mediation/list/"
    assert first("leader_town") == "/cases/case/list/"
    assert first("admin_town") == "/people/"


def test_the_time_counted_gets_shorter_where_there_is_much(
    app: Flask, login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = login("leader_county")
    monkeypatch.setattr(tally, "MOST", 20)
    page = home(client)
    since = date.fromisoformat(re.findall(r"received_at_min=([\d-]+)", page)[0])
    with app.app_context(), system("look") as session:
        county = Case.scope_county == "990102"
        newer = session.scalar(select(func.count()).where(county, Case.received_at >= since))
        older = session.scalar(select(func.count()).where(county, Case.received_at < since))
    assert newer is not None and newer <= 20 and older


def test_limits_are_told_to_whom_they_concern(app: Flask, login: Login) -> None:
    """A mediator who is not named on a mediation is not told of its limit; nor is the place next door of any."""
    with app.app_context(), system("look") as session:
        running = select(Deadline).where(
            Deadline.stopped_at.is_(None), Deadline.subject_model == "mediation.mediation"
        )
        limit = session.scalars(running).first()
        assert limit is not None
        link = f"/mediation/mediation/show/{limit.subject_id}"
        limit.due_at = now() + timedelta(hours=3)
        session.commit()
    told = {
        person: link in home(login(person)) and link in login(person).get("/limits/?view=soon").text
        for person in (
            "mediator_town",
            "mediator_town2",
            "mediator_village",
            "mediator_county2",
            "leader_town",
        )
    }
    assert told == {person: person == "mediator_town" for person in told}
    assert login("admin_county").get("/limits/").status_code == 403
    assert login("leader_town").get("/limits/?view=other").status_code == 422
    assert login("leader_town").get("/limits/?cursor=x").status_code == 422


def test_all_limits_are_gone_through_page_by_page(
    app: Flask, login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.view.limits_page._PAGE", 3)
    client, url, seen = login("leader_county"), "/limits/", 0
    while url:
        text = client.get(url).text
        seen += text.count("<tr data-row")
        following = re.search(r'rel="next" href="([^"]+)"', text)
        url = unescape(following[1]) if following else ""
    with app.app_context(), system("look") as session:
        running = (Deadline.stopped_at.is_(None), Deadline.due_at.is_not(None))
        read = ("dispatch.assignment", "counsel.expert_consultation")
        mine = select(func.count()).where(*running, Deadline.subject_model.in_(read))
        assert seen == session.scalar(mine.where(Deadline.scope_county == "990102"))


def test_sessions_of_today_stand_on_the_first_page_of_their_mediators(app: Flask, login: Login) -> None:
    with app.app_context(), system("fix a session") as session:
        running = select(Deadline.subject_id).where(
            Deadline.subject_model == "mediation.mediation", Deadline.stopped_at.is_(None)
        )
        one = session.scalars(select(Session).where(Session.mediation_id.in_(running))).first()
        assert one is not None
        one.next_at = now().replace(hour=23, minute=59)
        session.commit()
    assert "23:59" in home(login("mediator_town"))
    assert "23:59" not in home(login("mediator_county")) + home(login("clerk_town"))


def test_the_desk_of_administrators_counts_accounts_and_tells_what_ends(app: Flask, login: Login) -> None:
    with app.app_context(), system("change") as session:
        account = session.scalars(select(Account).where(Account.username == "clerk_village")).one()
        account.locked_until = now() + timedelta(hours=1)
        post = session.scalars(select(Post).where(Post.user_id == account.id)).one()
        post.valid_to = (now() + timedelta(days=5)).date()
        session.add(
            Job(name="lifecycle.change", state=DEAD, finished_at=now(), last_error="GiveUp: 缺少依赖")
        )
        session.commit()
        key = account.id
    admin, system_admin = login("admin_county"), login("system_admin")
    page = home(admin)
    assert f"/people/{key}" in page and "即将到期的任职" in page
    figures = {unescape(url): value for url, _label, value, _rest in _TILE.findall(page)}
    for state in ("active", "fresh", "disabled"):
        assert rows_at(admin, f"/people/?state={state}") == int(figures[f"/people/?state={state}"])
    assert "1" in figures["/people/?state=locked"] and rows_at(admin, "/people/?state=locked") == 1
    assert "缺少依赖" in home(system_admin) and "缺少依赖" not in page
    assert admin.get("/people/?state=other").status_code == 404


def test_whoever_holds_no_post_is_told_so(app: Flask, login: Login) -> None:
    client: Any = login("handler_village")
    with app.app_context(), system("end") as session:
        account = session.scalars(select(Account).where(Account.username == "handler_village")).one()
        for post in session.scalars(select(Post).where(Post.user_id == account.id)):
            post.valid_to = now().date() - timedelta(days=1)
        session.commit()
    assert "fq-notice t-amber" in home(client)
