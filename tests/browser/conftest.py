"""The people of the demo county at their browsers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.browser.hand import Hand
from tests.house.browser import serving
from tests.house.installed import PASSWORD

#: Where a picture of each person's last page is left, to be looked at after the run.
PICTURES = Path(__file__).resolve().parents[2] / "var" / "pictures"

_OPENED = pytest.StashKey[list[Hand]]()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Tell with a failure what stood on the pages."""
    report = (yield).get_result()  # type: ignore[attr-defined]
    if report.when == "call" and report.failed:
        for hand in item.stash.get(_OPENED, []):
            report.sections.append((f"page {hand.page.url}", hand.page.locator("body").inner_text()[:3000]))


@pytest.fixture
def hands(
    app: Flask, new_page: Callable[..., Page], request: pytest.FixtureRequest
) -> Iterator[Callable[..., Hand]]:
    """A function `hands("clerk_town")`: that person of the demo, signed in; without a name nobody is."""
    opened = request.node.stash[_OPENED] = list[Hand]()
    with serving(app) as address:

        def come_in(username: str = "", **options: object) -> Hand:
            hand = Hand(new_page(**(options or {"viewport": {"width": 1440, "height": 1000}})), address)
            if username:
                hand.sign_in(username, PASSWORD)
            opened.append(hand)
            return hand

        yield come_in
        for number, hand in enumerate(opened, 1):
            name = re.sub(r"[^\w.-]+", "-", request.node.name)
            hand.page.screenshot(path=PICTURES / f"{name}-{number}.jpg", type="jpeg", quality=70)
