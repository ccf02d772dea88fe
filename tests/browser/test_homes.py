"""A leader reads the first page and goes down to the rows by keyboard; a mediator finds the help and the interface."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.hand import Hand

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def test_a_leader_goes_from_a_chart_to_its_rows_without_a_mouse(hands: Callable[..., Hand]) -> None:
    leader = hands("leader_county")
    said_wrong: list[str] = []
    leader.page.on(
        "console", lambda said: said_wrong.append(said.text) if said.type in ("error", "warning") else None
    )
    leader.open("/")
    expect(leader.page.locator(".fq-plot svg")).to_have_count(4)
    figure = leader.page.locator("section[aria-labelledby=b-categories] td a").first
    number = int(figure.inner_text())
    figure.focus()
    with leader.page.expect_navigation():
        leader.page.keyboard.press("Enter")
    expect(leader.page.locator("main tbody tr")).to_have_count(number)
    assert not said_wrong


def test_the_tile_of_what_is_overdue_leads_to_those_limits(hands: Callable[..., Hand]) -> None:
    leader = hands("leader_town")
    tile = leader.page.locator(".fq-figures a[href*='/limits/']")
    number = int(tile.locator("b").inner_text())
    with leader.page.expect_navigation():
        tile.click()
    assert number > 0
    expect(leader.page.locator("main tbody tr")).to_have_count(number)
    with leader.page.expect_navigation():
        leader.page.locator("main tbody a").first.click()
    assert "/dispatch/assignment/show/" in leader.page.url


def test_help_is_one_step_away_and_leads_to_the_work(hands: Callable[..., Hand]) -> None:
    mediator = hands("mediator_town")
    with mediator.page.expect_navigation():
        mediator.page.get_by_role("banner").get_by_role("link", name="帮助").click()
    expect(mediator.page.get_by_role("heading", name="怎么开始")).to_be_visible()
    with mediator.page.expect_navigation():
        mediator.page.get_by_role("main").get_by_role("link", name="程序接口（API）").click()
    with mediator.page.expect_navigation():
        mediator.page.get_by_role("main").locator("a[href$='/help/api/mediation.mediation']").click()
    expect(mediator.page.locator("pre").first).to_contain_text("curl")
