"""Drawing the outline of a grid: saved as any change is, refused at the field, never over somebody else's."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.access.scope import system
from app.workflow.models import Event
from modules.grids.models import Grid

CODE = "990102001001001"
DRAWN = "119.64, 29.11\n119.65, 29.11\n119.65, 29.12"


@pytest.fixture
def page(app: Flask, login: Callable[..., Any]) -> tuple[Any, str]:
    """A county's administrator and the address of the drawing of a grid."""
    with app.app_context(), system("test") as session:
        key = session.scalars(select(Grid.id).where(Grid.code == CODE)).one()
    return login("admin_county"), f"/grids/outline/{key}"


def grid(app: Flask) -> Grid:
    with app.app_context(), system("test") as session:
        row = session.scalars(select(Grid).where(Grid.code == CODE)).one()
        session.expunge(row)
        return row


def version(html: str) -> str:
    found = re.search(r'name="row_version" value="(\d+)"', html)
    assert found is not None
    return found[1]


def test_an_outline_is_drawn_saved_and_told(app: Flask, page: tuple[Any, str]) -> None:
    client, url = page
    html = client.get(url).text
    assert "119.64, 29.115\n119.644, 29.1158" in html  # as it stands
    assert html.count("data-beneath=") == 9 and "建设社区" in html  # the grids around, and the village
    assert "建设社区第2网格" in html.partition("data-beneath")[2]
    assert client.post(url, data={"outline": DRAWN, "row_version": version(html)}).status_code == 303
    kept = grid(app)
    assert kept.outline and len(kept.outline["coordinates"][0]) == 4
    with app.app_context(), system("test") as session:
        told = select(Event.arrow).where(Event.model == "grids.grid", Event.row_id == kept.id)
        assert "update" in session.scalars(told).all()
    assert "修改边界图形" in client.get(f"/grids/grid/show/{kept.id}").text
    client.post(url, data={"outline": "", "row_version": version(client.get(url).text)})
    assert grid(app).outline is None
    assert CODE in client.get("/grids/grid/list/?view=undrawn").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("119.64, 29.11\nabc", "第 2 行不是经度和纬度"),
        ("{", "GeoJSON"),
        ("29.11, 119.64\n29.1, 119.6\n29.2, 119.7", "先经度后纬度"),
    ],
)
def test_what_cannot_be_taken_is_said_at_the_field_and_kept(
    app: Flask, page: tuple[Any, str], typed: str, said: str
) -> None:
    client, url = page
    before = grid(app).outline
    answer = client.post(url, data={"outline": typed, "row_version": version(client.get(url).text)})
    assert answer.status_code == 422
    assert said in answer.text.partition('id="f-outline-error"')[2].partition("</p>")[0]
    assert typed.splitlines()[-1] in answer.text and grid(app).outline == before


def test_nothing_is_overwritten_unseen(app: Flask, page: tuple[Any, str]) -> None:
    client, url = page
    opened = version(client.get(url).text)
    with app.app_context(), system("other") as session:
        session.scalars(select(Grid).where(Grid.code == CODE)).one().households = 333
        session.commit()
    before = grid(app).outline
    answer = client.post(url, data={"outline": DRAWN, "row_version": opened})
    assert answer.status_code == 409 and "data-saved=" in answer.text and "119.65, 29.12" in answer.text
    assert grid(app).outline == before
    assert client.post(url, data={"outline": DRAWN, "row_version": "x"}).status_code == 409
    assert client.post(url, data={"outline": DRAWN, "row_version": version(answer.text)}).status_code == 303
    assert grid(app).outline != before and grid(app).households == 333


def test_only_who_keeps_the_grid_draws_it(
    app: Flask, page: tuple[Any, str], login: Callable[..., Any]
) -> None:
    _client, url = page
    assert login("leader_county").get(url).status_code == 403
    assert login("clerk_county").post(url, data={"outline": ""}).status_code == 403
    admin = login("admin_county")
    with app.app_context(), system("test") as session:
        place = "990103001001"
        other = Grid(code=f"{place}001", name="邻县", division_code=place)
        session.add(other)
        session.commit()
        key = other.id
    for wrong in (key, 999_999, "x"):
        assert admin.get(f"/grids/outline/{wrong}").status_code == 404
        assert admin.post(f"/grids/outline/{wrong}", data={"outline": DRAWN}).status_code == 404
