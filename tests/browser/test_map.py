"""The map: outlines drawn from the list beside it, which stays the way for the keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import select

from app.access.scope import system
from modules.grids.models import Grid
from tests.browser.hand import Hand

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def test_grids_are_drawn_and_found_by_keyboard(app: Flask, hands: Callable[..., Hand]) -> None:
    with app.app_context(), system("name") as session:
        session.scalars(
            select(Grid).where(Grid.code == "990102001001001")
        ).one().name = "<img src=x onerror=x()>"
        session.commit()
    leader = hands("leader_county")
    leader.open("/grids/grid/map/")
    outlines = leader.page.locator(".fq-map path")
    expect(outlines).to_have_count(9)
    expect(leader.page.locator(".fq-map-name", has_text="<img src=x")).to_have_count(1)
    link = leader.page.locator(".fq-places a", has_text="上桥村第1网格")
    before = outlines.evaluate_all("all => all.map(one => one.getAttribute('stroke-width'))")
    link.focus()
    after = outlines.evaluate_all("all => all.map(one => one.getAttribute('stroke-width'))")
    assert set(before) == {"1.5"} and sorted(after).count("4") == 1
    with leader.page.expect_navigation():
        leader.page.keyboard.press("Enter")
    expect(leader.page.locator("h1")).to_have_text("上桥村第1网格")


def test_cases_are_counted_where_they_lie_and_lead_to_their_rows(hands: Callable[..., Hand]) -> None:
    leader = hands("leader_county")
    leader.open("/cases/case/map/")
    first = leader.page.locator(".fq-places a").first
    number = first.locator("em").inner_text()
    with leader.page.expect_navigation():
        first.click()
    expect(leader.page.locator("[data-row]")).to_have_count(int(number))
    expect(leader.page.locator(".fq-chip")).to_contain_text("网格")
