"""The people of the demo county at their browsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.browser.hand import Hand
from tests.house.browser import serving
from tests.house.installed import PASSWORD


@pytest.fixture
def hands(app: Flask, new_page: Callable[..., Page]) -> Iterator[Callable[..., Hand]]:
    """A function `hands("clerk_town")`: that person of the demo, signed in; without a name nobody is."""
    with serving(app) as address:

        def come_in(username: str = "", **options: object) -> Hand:
            hand = Hand(new_page(**(options or {"viewport": {"width": 1440, "height": 1000}})), address)
            if username:
                hand.sign_in(username, PASSWORD)
            return hand

        yield come_in
