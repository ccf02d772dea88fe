"""The board: a card drawn to another lane presses its button, and where several lead there it asks which."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hand import Hand

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

TITLE = "两家为田埂移动起争执"
BOARD = "/cases/case/board/?channel=window"


def lane(page: Page, name: str) -> Locator:
    return page.locator(f"[data-lane={name}]")


def card(page: Page) -> Locator:
    return page.locator("[data-row]", has_text=TITLE)


def draw(page: Page, name: str) -> None:
    """Take the card by its edge, not by a button, and let it go over another lane."""
    card(page).drag_to(lane(page, name), source_position={"x": 8, "y": 8})


def test_a_card_goes_where_a_button_leads_and_nowhere_else(hands: Callable[..., Hand]) -> None:
    dispatcher = hands("dispatcher_county")
    dispatcher.open(BOARD)
    page = dispatcher.page
    draw(page, "in_mediation")
    expect(lane(page, "registered").locator(card(page))).to_have_count(1)
    with page.expect_navigation():
        draw(page, "accepted")
    assert page.url.endswith(BOARD)
    expect(lane(page, "accepted").locator(card(page))).to_have_count(1)

    draw(page, "in_progress")
    expect(page.locator(".is-asked")).to_have_text(["办理", "派单"])
    expect(page.locator(".is-asked button, .is-asked a").first).to_be_focused()

    with page.expect_navigation():
        draw(page, "resolved")
    expect(page.locator("h1")).to_contain_text("写处理结果")
    with page.expect_navigation():
        page.get_by_role("link", name="取消").click()
    assert page.url.endswith(BOARD)


def test_the_buttons_of_a_card_come_back_to_the_board(hands: Callable[..., Hand]) -> None:
    handler = hands("handler_town")
    handler.open("/dispatch/assignment/board/")
    page = handler.page
    moved = page.locator("[data-row]", has_text="建议校门口设置家长等候区")
    with page.expect_navigation():
        moved.get_by_role("button", name="签收").click()
    assert page.url.endswith("/dispatch/assignment/board/")
    expect(lane(page, "signed").locator(moved)).to_have_count(1)
