"""Every template of the look in a browser: no breach of WCAG 2.2 AA, nothing refused by the policy, no sideways scroll.

One page load a page serves the four states: light and dark, 1440 and 390 pixels wide.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.preview import create_preview
from tests.browser.preview_pages import PAGES
from tests.house.browser import serving

AXE = Path(__file__).parent / "vendor/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
STATES = [(theme, width) for width in (1440, 390) for theme in ("light", "dark")]
HEIGHT = 900
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


#: Only what is broken comes back from the browser; what passed is most of the answer.
_RUN = """(tags) => axe.run(
  document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], preload: false}
).then((found) => found.violations)"""


def breaches(page: Page) -> list[str]:
    """What axe finds, a line each: rule, element, first sentence."""
    return [
        f"{one['id']}: {node['html'][:160]} -- {node['failureSummary'][:200]}"
        for one in page.evaluate(_RUN, RULES)
        for node in one["nodes"]
    ]


def in_each_state(page: Page) -> Iterator[str]:
    """Walk one loaded page through the themes and widths."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for theme, width in STATES:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=theme)
        page.wait_for_function("(theme) => document.documentElement.dataset.bsTheme === theme", arg=theme)
        yield f"{theme} {width}"


@pytest.mark.parametrize("name", PAGES)
def test_page_keeps_wcag(page: Page, address: str, name: str):
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    answer = page.goto(f"{address}/{name}?toast=1")
    assert answer and answer.ok
    found = []
    for state in in_each_state(page):
        found += [f"{state} {breach}" for breach in breaches(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{state} is {wide} px too wide"] if wide > 0 else []
    assert not found, "\n".join(found)
    assert not faults


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
        assert not breaches(page), f"{dialog} {state}\n" + "\n".join(breaches(page))
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
    page.click(".fq-who")
    for state in in_each_state(page):
        assert not breaches(page), f"panels {state}\n" + "\n".join(breaches(page))
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": HEIGHT})
    page.check("[data-contrast]", force=True)
    assert not breaches(page)


def test_every_icon_is_in_the_sprite(page: Page, address: str):
    known = set(re.findall(r'symbol id="([^"]+)"', page.request.get(f"{address}/static/icons.svg").text()))
    for name in PAGES:
        used = set(re.findall(r'icons\.svg#([^"]*)"', page.request.get(f"{address}/{name}").text()))
        assert used <= known, f"{name}: {sorted(used - known)}"
