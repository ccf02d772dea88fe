"""The workbench: who may open it, the forms that open in it, the paper as it is typed, the order of the clauses."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access.scope import system
from modules.agreements.models import Agreement, Clause
from modules.cases.services import sides_of
from modules.mediation.models import Mediation

SignIn = Callable[..., FlaskClient]


@pytest.fixture
def bench(app: Flask, login: SignIn) -> dict[str, Any]:
    """A draft with two clauses, the first of which does not add up, and where it is worked on."""
    with app.app_context(), system("look") as session:
        mediation = session.scalars(select(Mediation).where(Mediation.status == "in_session")).one()
        key, (payer, payee) = mediation.id, [side.id for side in sides_of(mediation.case)[:2]]
    mediator = login("mediator_town")
    head = {"mediation": key, "form": "written", "copies": "3", "facts": "双方对渗水无异议。"}
    assert mediator.post("/agreements/agreement/add", data=head).status_code == 303
    with app.app_context(), system("look") as session:
        agreement = session.scalars(select(Agreement.id).where(Agreement.mediation_id == key)).one()
    pays = {
        "agreement": agreement,
        "kind": "pay",
        "text": "赔偿吊顶损失",
        "payer": payer,
        "payee": payee,
        "amount": "3200",
        "manner": "transfer",
        "instalments-0-due_on": "2027-01-15",
        "instalments-0-amount": "1650",
        "instalments-1-due_on": "2027-02-15",
        "instalments-1-amount": "1650",
    }
    acts = {"agreement": agreement, "kind": "act", "text": "于2026年12月20日前重做防水"}
    for clause in (pays, acts):
        assert mediator.post("/agreements/clause/add", data=clause).status_code == 303
    with app.app_context(), system("look") as session:
        clauses = list(session.scalars(select(Clause.id).where(Clause.agreement_id == agreement)))
    return {"url": f"/mediation/{key}/workbench", "agreement": agreement, "clauses": clauses, "pays": pays}


def positions(app: Flask, bench: dict[str, Any]) -> list[int]:
    """The clauses' keys in order."""
    with app.app_context(), system("look") as session:
        mine = select(Clause.id).where(Clause.agreement_id == bench["agreement"])
        return list(session.scalars(mine.order_by(Clause.position, Clause.id)))


def test_everything_stands_on_one_page(login: SignIn, bench: dict[str, Any]) -> None:
    page = login("mediator_town").get(bench["url"]).text
    assert "第一条" in page and "第二条" in page and "与总额差 100.00" in page
    assert "停 1" in page and "分期合计 3,300.00" in page
    assert f'src="{bench["url"]}/paper"' in page


def test_it_is_there_for_those_of_the_mediation_only(login: SignIn, bench: dict[str, Any]) -> None:
    for stranger in ("mediator_county2", "clerk_county2", "system_admin"):
        client = login(stranger)
        for url, method in (
            (bench["url"], "get"),
            (f"{bench['url']}/paper", "get"),
            (f"{bench['url']}/move", "post"),
        ):
            assert getattr(client, method)(url).status_code in (403, 404), (stranger, url)
    mediator = login("mediator_town")
    for key in ("0", "999999", "-1", "x", "9" * 40):
        assert mediator.get(f"/mediation/{key}/workbench").status_code == 404


def test_the_paper_is_written_as_it_is_typed_and_nothing_is_saved(
    app: Flask, login: SignIn, bench: dict[str, Any]
) -> None:
    mediator, first = login("mediator_town"), bench["clauses"][0]
    saved = mediator.get(f"{bench['url']}/paper")
    assert "frame-ancestors 'self'" in saved.headers["Content-Security-Policy"]
    assert "script" not in saved.text and 'data-part="clause-1" class="stop"' in saved.text
    typed = bench["pays"] | {"position": "1", "text": "赔偿并当面致歉"}
    page = mediator.post(f"{bench['url']}/paper?clause={first}", data=typed).text
    assert 'data-part="clause-1" class="written stop"' in page and "赔偿并当面致歉" in page
    assert page.count('data-part="clause-') == 2 and "赔偿吊顶损失" not in page
    page = mediator.post(f"{bench['url']}/paper?clause=", data=typed | {"position": ""}).text
    assert 'data-part="clause-3" class="written stop"' in page and page.count('data-part="clause-') == 3
    page = mediator.post(f"{bench['url']}/paper", data={"facts": "另有约定在先。", "copies": "4"}).text
    assert "另有约定在先" in page and "一式四份" in page
    assert mediator.get(f"{bench['url']}/paper").text.count('data-part="clause-') == 2
    with app.app_context(), system("look") as session:
        assert session.get(Clause, first).text == "赔偿吊顶损失"
        assert session.get(Agreement, bench["agreement"]).facts == "双方对渗水无异议。"


@pytest.mark.parametrize(
    "typed",
    [
        {"position": "9" * 30, "text": "\x00<script>alert(1)</script>", "amount": "1e999"},
        {
            "position": "-4",
            "payer": "999999",
            "payee": "x",
            "instalments-7-amount": "NaN",
            "text": "啊" * 20_000,
        },
        {"agreement": "999999", "kind": "?", "due_on": "2026-02-30", "instalments-0-due_on": "昨天"},
    ],
)
def test_whatever_is_typed_the_paper_stands(
    login: SignIn, bench: dict[str, Any], typed: dict[str, str]
) -> None:
    mediator = login("mediator_town")
    for key in (bench["clauses"][0], "", "x", "9" * 30):
        answer = mediator.post(f"{bench['url']}/paper?clause={key}", data=typed)
        assert answer.status_code in (200, 422) and "<script" not in answer.text
    assert mediator.post(f"{bench['url']}/paper", data={"facts": "\x00", "copies": "-3"}).status_code in (
        200,
        422,
    )


def test_forms_open_in_it_and_come_back_to_it(login: SignIn, bench: dict[str, Any]) -> None:
    mediator, first = login("mediator_town"), bench["clauses"][0]
    edit = f"/agreements/clause/edit/{first}"
    page = mediator.get(edit, query_string={"next": bench["url"]}).text
    assert "fq-bench" in page and f'data-typed="{bench["url"]}/paper?clause={first}"' in page
    wrong = mediator.post(
        edit, data=bench["pays"] | {"position": "1", "amount": "12,x", "next": bench["url"]}
    )
    assert wrong.status_code == 422 and "fq-bench" in wrong.text and 'value="12,x"' in wrong.text
    version = re.search(r'name="row_version" value="(\d+)"', page)
    right = bench["pays"] | {"position": "1", "amount": "3300", "next": bench["url"]}
    saved = mediator.post(edit, data=right | ({"row_version": version[1]} if version else {}))
    assert saved.status_code == 303 and saved.headers["Location"].endswith(bench["url"])
    new = mediator.get("/agreements/clause/add", query_string={"next": bench["url"]}).text
    assert "fq-bench" in new and f'data-typed="{bench["url"]}/paper?clause="' in new
    facts = mediator.get(
        f"/agreements/agreement/edit/{bench['agreement']}", query_string={"next": bench["url"]}
    ).text
    assert "fq-bench" in facts and f'data-typed="{bench["url"]}/paper"' in facts
    for elsewhere in (
        "",
        "/mediation/1/workbench",
        "https://example.org/mediation/2/workbench",
        "/mediation/mediation/list/",
    ):
        page = mediator.get(edit, query_string={"next": elsewhere})
        assert page.status_code == 200 and "fq-bench" not in page.text
    assert mediator.get(edit, query_string={"next": "/mediation/999999/workbench"}).status_code == 404


def test_clauses_change_places(app: Flask, login: SignIn, bench: dict[str, Any]) -> None:
    mediator, (first, second) = login("mediator_town"), bench["clauses"]
    for key, way, order in (
        (first, "down", [second, first]),
        (first, "down", [second, first]),
        (first, "up", [first, second]),
        (first, "up", [first, second]),
    ):
        answer = mediator.post(f"{bench['url']}/move", data={"clause": key, way: "1"})
        assert answer.headers["Location"].endswith(f"#clause-{key}")
        assert positions(app, bench) == order
    for key in ("", "x", "999999"):
        assert mediator.post(f"{bench['url']}/move", data={"clause": key}).status_code == 404


def test_a_clause_of_another_agreement_or_of_one_in_force_stays(
    app: Flask, login: SignIn, bench: dict[str, Any]
) -> None:
    with app.app_context(), system("look") as session:
        other = session.scalars(select(Agreement).where(Agreement.status == "effective")).first()
        key = other.id
        clauses = session.scalars(select(Clause.id).where(Clause.agreement_id == key)).all()
        theirs = f"/mediation/{other.mediation_id}/workbench"
    mediator = login("mediator_town")
    assert mediator.post(f"{bench['url']}/move", data={"clause": clauses[0], "down": "1"}).status_code == 404
    answer = mediator.post(f"{theirs}/move", data={"clause": clauses[0], "down": "1"}, follow_redirects=True)
    assert "只能制作新版本" in answer.text
    with app.app_context(), system("look") as session:
        mine = select(Clause.id).where(Clause.agreement_id == key).order_by(Clause.position, Clause.id)
        assert session.scalars(mine).all() == clauses
