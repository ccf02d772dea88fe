"""A list made one's own: columns in another order, kept as a view, shared."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.hand import Hand

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def test_columns_are_chosen_and_the_view_is_shared(hands: Callable[..., Hand]) -> None:
    clerk = hands("clerk_county")
    clerk.open("/cases/case/list/?status=closed")
    clerk.page.get_by_role("button", name="列").click()
    place = clerk.page.locator("[data-order] li").filter(has=clerk.page.locator("[value=place]"))
    place.locator("input").check()
    before = place.evaluate("node => [...node.parentElement.children].indexOf(node)")
    place.locator("[data-move='-1']").click()
    assert place.evaluate("node => [...node.parentElement.children].indexOf(node)") == before - 1
    clerk.page.locator("[value=compact]").check()
    clerk.page.get_by_role("button", name="应用").click()
    expect(clerk.page.locator("thead")).to_contain_text("地点")
    expect(clerk.page.locator("table.is-compact")).to_be_visible()
    expect(clerk.page.locator(".fq-chip")).to_contain_text("已办结")

    clerk.page.get_by_role("button", name="存视图").click()
    clerk.page.fill("#view-name", "办结的")
    clerk.page.get_by_text("共享给本级和下级").click()
    clerk.page.get_by_role("button", name="保存视图").click()
    expect(clerk.page.locator(".fq-pills [aria-current]")).to_have_text("办结的")

    below, beside = hands("clerk_town"), hands("clerk_county2")
    below.open("/cases/case/list/")
    below.page.locator(".fq-pills a").filter(has_text="办结的").click()
    expect(below.page.locator(".fq-chip")).to_contain_text("已办结")
    expect(below.page.locator("thead")).to_contain_text("地点")
    beside.open("/cases/case/list/")
    expect(beside.page.locator(".fq-pills")).not_to_contain_text("办结的")
