"""One calls another in a note; the other sees the count, opens it, and it is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import expect

from app.access.scope import system
from app.job.spec import Run
from app.view.telling import tell
from tests.browser.hand import Hand

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def work(app: Flask) -> None:
    """What the worker does every ten seconds."""
    with app.app_context(), system("job") as session:
        tell(Run(session, 10**9, {}, 1))
        session.commit()


def open_first_case(hand: Hand) -> None:
    hand.open("/cases/case/list/")
    link = hand.page.locator("main tbody a[href*='/show/']").first.get_attribute("href")
    hand.open(str(link))


def test_a_colleague_called_in_a_note_sees_it_and_opens_it(app: Flask, hands: Callable[..., Hand]) -> None:
    work(app)
    clerk = hands("clerk_town")
    open_first_case(clerk)
    title = clerk.page.get_by_role("heading", level=1).inner_text()
    box = clerk.page.locator("[data-callable]")
    box.press_sequentially("请看 @qrr")
    expect(clerk.page.get_by_role("option", name="钱融融")).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("请看 @钱融融 ")
    clerk.press("记下")
    expect(clerk.page.locator(".fq-timeline .fq-tag")).to_have_text("@钱融融")
    expect(clerk.page.locator("section[aria-labelledby=following]")).to_contain_text("何晓岚")
    work(app)

    mediator = hands("mediator_town")
    bell = mediator.page.locator("[data-inbox]")
    expect(bell).to_have_accessible_name("1 条未读消息")
    with mediator.page.expect_navigation():  # before its scripts have come a notice opens unread
        bell.click()
    expect(mediator.page.locator("#p-unread")).to_have_text("未读")
    expect(mediator.page.get_by_role("main")).to_contain_text("何晓岚 提到了您")
    with mediator.page.expect_navigation():
        mediator.page.get_by_role("link", name=title).click()
    expect(mediator.page.get_by_role("heading", level=1)).to_have_text(title)
    expect(bell).to_have_accessible_name("消息")
    mediator.open("/inbox/")
    expect(mediator.page.locator("#p-unread")).to_have_count(0)
    expect(mediator.page.locator("#p-read")).to_be_visible()


def test_all_are_read_and_that_is_undone(app: Flask, hands: Callable[..., Hand]) -> None:
    work(app)
    clerk, mediator = hands("clerk_town"), hands("mediator_town")
    open_first_case(clerk)
    box = clerk.page.locator("[data-callable]")
    box.press_sequentially("@钱")
    clerk.page.get_by_role("option", name="钱融融").click()
    clerk.press("记下")
    expect(clerk.page.locator(".fq-timeline .fq-tag")).to_be_visible()
    work(app)
    mediator.open("/inbox/")
    mediator.press("全部标为已读")
    expect(mediator.page.locator("#p-unread")).to_have_count(0)
    mediator.page.locator("[data-undo]").click()
    expect(mediator.page.locator("#p-unread")).to_be_visible()
