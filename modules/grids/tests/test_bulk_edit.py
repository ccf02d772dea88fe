"""One field of many rows set at once: preview, refusals, scope, and the whole edit set back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.access.audit_chain import Audit
from app.access.scope import system
from app.job.runner import Runner
from app.job.spec import Run
from app.model.moment import now
from app.studio.models import CustomField
from app.view.batches import running
from app.view.batches.editing import editable
from app.view.batches.models import Batch
from modules.grids.models import Grid, GridWorker
from modules.parties.models import Person

TOWN, VILLAGE, ELSEWHERE = "990102001", "990102001001", "990103001001"
LIST = "/grids/grid_worker/list/"


@pytest.fixture
def workers(app: Flask) -> list[int]:
    """Four grid workers: three here, one in another county."""
    with app.app_context(), system("test") as session:
        made = [
            GridWorker(
                person=Person(name=name, division_code=code), division_code=code, employment=employment
            )
            for name, code, employment in (
                ("甲一", VILLAGE, "full_time"),
                ("甲二", VILLAGE, "full_time"),
                ("甲三", VILLAGE, "part_time"),
                ("远方客", ELSEWHERE, "full_time"),
            )
        ]
        session.add_all(made)
        session.commit()
        return [row.id for row in made]


def chosen(client: Any, keys: list[int], field: str, value: str, model: str = "grids.grid_worker") -> str:
    """A batch with field and value chosen; gives the address of its preview."""
    batch = str(client.post(f"/batches/{model}/edit", data={"pk": keys, "next": LIST}).location)
    assert client.get(batch).location.endswith("/field")
    answer = client.post(f"{batch}/field", data={"field": field})
    assert answer.status_code == 303, answer.text
    assert client.get(answer.location).status_code == 200
    answer = client.post(answer.location, data={field: value})
    assert answer.location == batch, answer.text
    return batch


def held(app: Flask, keys: list[int], field: str = "employment") -> list[Any]:
    with app.app_context(), system("test") as session:
        return [getattr(session.get_one(GridWorker, key), field) for key in keys]


def test_rows_are_set_and_the_whole_edit_set_back_but_for_those_changed_since(
    app: Flask, login: Callable[..., Any], workers: list[int]
) -> None:
    client = login("admin_county")
    batch = chosen(client, workers, "employment", "part_time")
    page = client.get(batch).text
    assert "甲一" in page and "远方客" not in page and "没有找到" in page
    assert held(app, workers) == ["full_time", "full_time", "part_time", "full_time"], (
        "a preview changes nothing"
    )
    client.post(batch)
    assert held(app, workers) == ["part_time", "part_time", "part_time", "full_time"]
    page = client.get(batch).text
    assert "撤回本次修改" in page
    with app.app_context(), system("test") as session:
        lines = session.scalars(
            select(Audit).where(
                Audit.model == "grids.grid_worker", Audit.action == "update", Audit.row_id.in_(workers)
            )
        ).all()
        assert {line.row_id for line in lines} == set(workers[:2]), (
            "each row that changed stands in the trail"
        )
        session.execute(update(GridWorker).where(GridWorker.id == workers[1]).values(employment="full_time"))
        session.commit()
    client.post(f"{batch}/back")
    assert held(app, workers) == ["full_time", "full_time", "part_time", "full_time"]
    assert "其后已被修改" in client.get(batch).text
    assert client.post(f"{batch}/back").status_code == 404, "once only"


def test_what_a_row_refuses_stays_and_says_why(app: Flask, login: Callable[..., Any]) -> None:
    client = login("admin_county")
    with app.app_context(), system("test") as session:
        grids = list(session.scalars(select(Grid.id).where(Grid.division_code == VILLAGE)))
    assert grids
    batch = chosen(client, grids, "division_code", "990102001002", "grids.grid")
    page = client.get(batch).text
    assert "外" not in page.partition("<table")[0] and "编码" in page
    client.post(batch)
    with app.app_context(), system("test") as session:
        assert set(session.scalars(select(Grid.division_code).where(Grid.id.in_(grids)))) == {VILLAGE}


def test_fields_are_the_plain_ones_the_reader_may_set(
    app: Flask, login: Callable[..., Any], workers: list[int]
) -> None:
    client = login("admin_county")
    batch = str(client.post("/batches/grids.grid_worker/edit", data={"pk": workers}).location)
    page = client.get(f"{batch}/field").text
    assert 'value="employment"' in page and 'value="division_code"' in page
    assert "person_id" not in page and "account_id" not in page
    assert client.post(f"{batch}/field", data={"field": "person_id"}).status_code == 422
    with app.test_request_context(), system("test"):
        names = {field.name for field in editable(Grid)}
    assert "code" not in names and "name" not in names and "zone_type" in names


def test_a_value_that_cannot_be_says_so_at_the_field(login: Callable[..., Any], workers: list[int]) -> None:
    client = login("admin_county")
    batch = str(client.post("/batches/grids.grid_worker/edit", data={"pk": workers}).location)
    client.post(f"{batch}/field", data={"field": "hired_on"})
    answer = client.post(f"{batch}/value", data={"hired_on": "不是日期"})
    assert answer.status_code == 422 and "不是日期" in answer.text
    client.post(f"{batch}/field", data={"field": "division_code"})
    assert client.post(f"{batch}/value", data={"division_code": ELSEWHERE}).status_code == 422


def test_fields_of_their_own_and_a_job_for_many(
    app: Flask, login: Callable[..., Any], workers: list[int], monkeypatch: Any
) -> None:
    with app.app_context(), system("test") as session:
        field = CustomField(
            model="grids.grid_worker", name="x_phone", label="手机型号", type="text", division_code="990102"
        )
        session.add(field)
        session.commit()
    monkeypatch.setattr(running, "AT_ONCE", 2)
    client = login("admin_county")
    name = "x_phone"
    batch = chosen(client, workers[:3], name, "统一配发")
    client.post(batch)

    def work() -> None:
        runner = Runner(app, app.extensions["house"].jobs, system)
        while runner.run_one():
            pass

    work()
    assert [(extra or {}).get(name) for extra in held(app, workers[:3], "extra")] == ["统一配发"] * 3
    client.post(f"{batch}/back")
    work()
    assert [(extra or {}).get(name) for extra in held(app, workers[:3], "extra")] == [None] * 3


def test_who_may_not_change_rows_edits_none(
    app: Flask, login: Callable[..., Any], workers: list[int]
) -> None:
    dispatcher = login("dispatcher_county")
    assert dispatcher.post("/batches/grids.grid_worker/edit", data={"pk": workers}).status_code == 403
    town = login("admin_town")
    batch = chosen(town, workers, "employment", "part_time")
    town.post(batch)
    assert held(app, workers)[3] == "full_time", "another county's row is as if it were not there"


def test_batches_are_forgotten_after_two_weeks(
    app: Flask, login: Callable[..., Any], workers: list[int]
) -> None:
    client = login("admin_county")
    batch = chosen(client, workers, "employment", "part_time")
    client.post(batch)
    with app.app_context(), system("test") as session:
        assert running.sweep(Run(session, 0, {}, 1)) == {"deleted": 0}
        session.execute(update(Batch).values(asked_at=now() - running.KEPT - running.KEPT))
        assert running.sweep(Run(session, 0, {}, 1)) == {"deleted": 1}
        session.commit()
    assert client.get(batch).status_code == 404
