"""The bar of a long page leads to its parts, marks the one that is read, and hides no heading."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.hand import Hand

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.mark.parametrize("width", [1440, 390])
def test_one_jumps_to_a_part_and_sees_its_heading(hands: Callable[..., Hand], width: int) -> None:
    clerk = hands("clerk_county")
    clerk.page.set_viewport_size({"width": width, "height": 640})
    clerk.open("/cases/case/list/?status=archived")
    with clerk.page.expect_navigation():
        clerk.page.locator("[data-row] a").first.click()
    bar = clerk.page.locator("[data-jump]")
    expect(bar.locator("[aria-current]")).to_have_text("怎么来的")
    bar.get_by_role("link", name="当事人").click()
    expect(bar.locator("[aria-current]")).to_have_text("当事人")
    heading, top = clerk.page.locator("#r-parties").bounding_box(), bar.bounding_box()
    assert heading and top and top["y"] + top["height"] <= heading["y"] < 300
    clerk.page.keyboard.press("End")
    expect(bar.locator("[aria-current]")).to_have_text("附件")
    expect(bar.get_by_role("link", name="附件")).to_be_in_viewport()


def test_a_short_page_has_none(hands: Callable[..., Hand]) -> None:
    clerk = hands("clerk_county")
    clerk.open("/parties/person/add")
    expect(clerk.page.locator("#form")).to_be_visible()
    expect(clerk.page.locator("[data-jump]")).to_have_count(0)
