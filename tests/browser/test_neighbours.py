"""From a list through its rows and back, with filters kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.hand import Hand

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def test_rows_follow_one_another_and_the_way_back_keeps_the_filter(hands: Callable[..., Hand]) -> None:
    clerk = hands("clerk_county")
    clerk.open("/cases/case/list/?status=closed")
    rows = clerk.page.locator("main [data-row]")
    second = rows.nth(1).locator("a").first.inner_text()
    rows.nth(0).locator("a").first.click()
    bar = clerk.page.locator("[data-neighbours]")
    expect(bar).to_contain_text("本页第 1 条，共 8 条")
    expect(bar.locator("[rel=prev]")).to_have_attribute("aria-disabled", "true")
    clerk.page.keyboard.press("j")
    expect(clerk.page.get_by_role("heading", level=1)).to_have_text(second)
    expect(bar).to_contain_text("第 2 条")
    clerk.page.keyboard.press("k")
    expect(bar).to_contain_text("第 1 条")
    clerk.page.locator(".fq-crumbs a").click()
    expect(clerk.page).to_have_url(f"{clerk.address}/cases/case/list/?status=closed")


def test_a_page_reached_otherwise_has_no_neighbours(hands: Callable[..., Hand]) -> None:
    clerk = hands("clerk_county")
    clerk.open("/cases/case/show/1")
    expect(clerk.page.locator("[data-neighbours]")).to_be_hidden()
