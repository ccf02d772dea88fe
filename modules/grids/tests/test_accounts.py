"""Accounts made from the list of grid workers, the slips with their first passwords, and new ones for lost slips."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.access.audit_chain import Audit
from app.access.scope import system
from app.job.runner import Runner
from app.org.models import Account, Post
from app.view.batches import running
from app.view.batches.accounts import free_username
from app.view.batches.models import Batch, BatchRow
from modules.grids.models import GridWorker
from modules.parties.models import Person

TOWN, VILLAGE, ELSEWHERE = "990102001", "990102001001", "990103001001"
LIST = "/grids/grid_worker/list/"


@pytest.fixture
def hire(app: Flask) -> Callable[..., int]:
    """A function that puts a grid worker without an account on record and gives the key."""

    def hired(name: str, code: str = VILLAGE, **facts: Any) -> int:
        with app.app_context(), system("test") as session:
            person = Person(name=name, division_code=code)
            worker = GridWorker(person=person, division_code=code, **facts)
            session.add(worker)
            session.commit()
            return worker.id

    return hired


def begin(client: Any, act: str, **data: Any) -> str:
    answer = client.post(f"/batches/grids.grid_worker/{act}", data={"next": LIST, **data})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def accounts_of(app: Flask, *keys: int) -> list[Account | None]:
    with app.app_context(), system("test") as session:
        found = []
        for key in keys:
            account = session.get_one(GridWorker, key).account
            if account is not None:
                session.refresh(account)
                session.expunge(account)
            found.append(account)
        return found


def words(pdf: bytes, tmp_path: Any) -> str:
    import subprocess

    file = tmp_path / "slips.pdf"
    file.write_bytes(pdf)
    return subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
    ).stdout


def test_accounts_are_looked_at_then_made_and_their_slips_printed_once(
    app: Flask, login: Callable[..., Any], hire: Callable[..., int], tmp_path: Any
) -> None:
    one, twin, left = hire("单小妹"), hire("单小妹"), hire("离职者", left_on=date(2020, 1, 1))
    far = hire("云外人", ELSEWHERE)
    client = login("admin_county")
    assert "批量开通账号" in client.get(LIST).text
    batch = begin(client, "accounts", pk=[one, twin, left, far])

    page = client.get(batch).text
    assert "shanxiaomei" in page and "shanxiaomei.001001" in page
    assert "已不在岗" in page and "云外人" not in page
    assert accounts_of(app, one, twin, left, far) == [None] * 4, "a preview makes nothing"

    assert client.post(batch).status_code == 303
    first, second, none, beyond = accounts_of(app, one, twin, left, far)
    assert none is None and beyond is None
    assert first is not None and second is not None
    assert {first.username, second.username} == {"shanxiaomei", "shanxiaomei.001001"}
    assert first.password is None, "nobody signs in before the slips are printed"
    with app.app_context(), system("test") as session:
        post = session.scalars(select(Post).where(Post.user_id == first.id)).one()
        assert (post.role, post.division_code) == ("grid_worker", VILLAGE)

    page = client.get(batch).text
    assert "打印2张密码条" in page and "Not found" not in page
    answer = client.post(f"{batch}/slips")
    assert answer.mimetype == "application/pdf" and answer.headers["Cache-Control"] == "no-store"
    text = words(answer.data, tmp_path)
    password = re.findall(r"首次密码：\s*(\S{14})", text)[0]
    assert "shanxiaomei" in text and "建设社区" in text and "网格员" in text

    entered = app.test_client().post("/login/", data={"username": "shanxiaomei", "password": password})
    assert entered.status_code == 302
    (first,) = accounts_of(app, one)
    assert first is not None and first.must_change_password
    again = client.post(f"{batch}/slips")
    assert again.status_code == 303, "a slip is printed once"
    with app.app_context(), system("test") as session:
        trail = "".join(session.scalars(select(Audit.canonical)))
        kept = [repr(vars(row)) for row in session.scalars(select(BatchRow))]
    assert password not in trail and not any(password in row for row in kept)


def test_a_lost_slip_is_made_good_by_another_password(
    app: Flask, login: Callable[..., Any], hire: Callable[..., int], tmp_path: Any
) -> None:
    worker, none = hire("和小满"), hire("无账号")
    client = login("admin_town")
    batch = begin(client, "accounts", pk=[worker])
    client.post(batch)
    client.post(f"{batch}/slips")
    (before,) = accounts_of(app, worker)
    lost = begin(client, "passwords", pk=[worker, none])
    assert "尚无账号" in client.get(lost).text
    client.post(lost)
    assert accounts_of(app, worker)[0].password == before.password, "until the slips are printed"
    assert client.post(f"{lost}/slips").mimetype == "application/pdf"
    after = accounts_of(app, worker)[0]
    assert after.password != before.password and after.session_epoch > before.session_epoch


def test_somebody_known_through_another_post_keeps_the_account(app: Flask, login: Callable[..., Any]) -> None:
    with app.app_context(), system("test") as session:
        account = session.scalars(select(Account).where(Account.username == "mediator_village")).one()
        person = session.scalars(select(Person).where(Person.name == account.name)).first()
        worker = GridWorker(person=person, division_code=VILLAGE)
        session.add(worker)
        session.commit()
        key, held, username = worker.id, account.id, account.username
    client = login("admin_county")
    batch = begin(client, "accounts", pk=[key])
    assert username in client.get(batch).text
    client.post(batch)
    assert accounts_of(app, key)[0].id == held
    with app.app_context(), system("test") as session:
        roles = set(session.scalars(select(Post.role).where(Post.user_id == held)))
    assert roles == {"mediator", "grid_worker"}
    assert client.post(f"{batch}/slips").status_code == 303, "the password the person has stays"


def test_all_of_a_filter_are_made_by_a_job(
    app: Flask, login: Callable[..., Any], hire: Callable[..., int], monkeypatch: Any
) -> None:
    keys = [hire(f"工人{number}", employment="part_time") for number in "一二三四五"]
    other = hire("专职者")
    monkeypatch.setattr(running, "AT_ONCE", 2)
    monkeypatch.setattr(running, "CHUNK", 2)
    client = login("admin_county")
    batch = begin(client, "accounts", all="y", next=f"{LIST}?employment=part_time")
    page = client.get(batch).text
    assert "gongrenyi" in page and "gongrenwu" not in page, "the first ones are shown"
    client.post(batch)
    assert accounts_of(app, *keys) == [None] * 5
    runner = Runner(app, app.extensions["house"].jobs, system)
    while runner.run_one():
        pass
    made = accounts_of(app, *keys)
    assert len({account.username for account in made if account}) == 5
    assert accounts_of(app, other) == [None]
    assert "HX-Refresh" in client.get(f"{batch}/progress").headers


def test_who_may_not_make_accounts_is_turned_away(
    app: Flask, login: Callable[..., Any], hire: Callable[..., int]
) -> None:
    key = hire("单小妹")
    admin, dispatcher = login("admin_county"), login("dispatcher_county")
    assert dispatcher.post("/batches/grids.grid_worker/accounts", data={"pk": key}).status_code == 403
    assert "批量开通账号" not in dispatcher.get(LIST).text
    batch = begin(admin, "accounts", pk=[key])
    assert login("admin_town").get(batch).status_code == 404, "a batch is its owner's"
    assert admin.post("/batches/grids.grid/accounts", data={"pk": 1}).status_code == 403
    assert admin.post("/batches/grids.grid_worker/nothing", data={"pk": 1}).status_code == 404
    assert admin.get(f"{batch}/field").status_code == 404
    with app.app_context(), system("test") as session:
        session.execute(update(Account).where(Account.username == "admin_county").values(active=False))
        session.commit()
    assert admin.post(batch).status_code in (302, 303)
    assert accounts_of(app, key) == [None]


def test_names_that_have_no_letters_still_give_a_name(app: Flask) -> None:
    with app.app_context(), system("test"):
        assert free_username("·", VILLAGE) == "user"
        assert free_username("阿依古丽·买买提", VILLAGE).isascii()
        assert free_username("Clerk County", "990102") == "clerkcounty"


def test_a_batch_forgets_nothing_it_was_asked(
    app: Flask, login: Callable[..., Any], hire: Callable[..., int]
) -> None:
    key = hire("单小妹")
    client = login("admin_county")
    assert client.post("/batches/grids.grid_worker/accounts", data={"next": LIST}).location.endswith(LIST)
    batch = begin(client, "accounts", pk=[key, key, "abc"])
    with app.app_context(), system("test") as session:
        kept = session.scalars(select(Batch).order_by(Batch.id.desc())).first()
        assert kept is not None and kept.keys == [key]
    assert client.get(f"{batch}?role=admin").status_code == 200
    client.post(batch)
    with app.app_context(), system("test") as session:
        account = session.get_one(GridWorker, key).account_id
        assert session.scalars(select(Post.role).where(Post.user_id == account)).all() == ["grid_worker"]
