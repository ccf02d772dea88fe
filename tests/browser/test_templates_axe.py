"""Every template of the look in a browser: no breach of WCAG 2.2 AA, nothing refused by the policy, no sideways scroll.

One page load a page serves the four states: light and dark, 1440 and 390 pixels wide.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browser import wcag
from tests.browser.preview import create_preview
from tests.browser.preview_pages import PAGES
from tests.browser.wcag import HEIGHT, breaches, in_each_state
from tests.house.browser import serving

DIALOGS = {"ask": "show", "reveal": "show", "keys": "list"}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The preview on a spare port."""
    with serving(create_preview()) as where:
        yield where


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A wide page."""
    return new_page(viewport={"width": 1440, "height": HEIGHT})


@pytest.mark.parametrize("name", PAGES)
def test_page_keeps_wcag(page: Page, address: str, name: str):
    said_wrong: list[str] = []
    page.on(
        "console",
        lambda said: (
            said_wrong.append(f"{said.text} {said.location}") if said.type in ("error", "warning") else None
        ),
    )
    answer = page.goto(f"{address}/{name}?toast=1")
    assert answer and answer.ok
    found = wcag.faults(page)
    assert not found, "\n".join(found)
    assert not said_wrong


@pytest.mark.parametrize("dialog", DIALOGS)
def test_dialog_keeps_wcag(page: Page, address: str, dialog: str):
    page.goto(f"{address}/{DIALOGS[dialog]}")
    if dialog == "ask":
        page.click("button:has-text('暂停计时')")
    elif dialog == "reveal":
        page.click("[data-reveal] >> nth=0")
    else:
        page.keyboard.press("?")
    page.wait_for_selector(f"#{dialog}[open]")
    for state in in_each_state(page):
        found = breaches(page, theme=state.split()[0])
        assert not found, f"{dialog} {state}\n" + "\n".join(found)
    page.keyboard.press("Escape")
    assert page.is_hidden(f"#{dialog}")


def test_open_panels_keep_wcag(page: Page, address: str):
    page.goto(f"{address}/list")
    page.click(".fq-due button >> nth=0")
    page.wait_for_selector("#pop", state="visible")
    for state in in_each_state(page):
        assert not breaches(page), f"due {state}\n" + "\n".join(breaches(page))
    page.set_viewport_size({"width": 1440, "height": HEIGHT})
    page.keyboard.press("Escape")
    page.click(".fq-add")
    page.check("[data-row] [name=pk] >> nth=0")
    for state in in_each_state(page):
        assert not breaches(page), f"panels {state}\n" + "\n".join(breaches(page))
    page.set_viewport_size({"width": 1440, "height": HEIGHT})
    page.click(".fq-who")
    for state in in_each_state(page):
        open_menu = ".dropdown-menu.show"  # it lies over the rest, which was looked at before
        assert not breaches(page, open_menu), f"menu {state}\n" + "\n".join(breaches(page, open_menu))
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": HEIGHT})
    page.check("[data-contrast]", force=True)
    assert not breaches(page)


def test_every_icon_is_in_the_sprite(page: Page, address: str):
    known = set(re.findall(r'symbol id="([^"]+)"', page.request.get(f"{address}/static/icons.svg").text()))
    for name in PAGES:
        used = set(re.findall(r'icons\.svg#([^"]*)"', page.request.get(f"{address}/{name}").text()))
        assert used <= known, f"{name}: {sorted(used - known)}"
