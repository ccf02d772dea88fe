"""axe in the four states of a page: light and dark, 1440 and 390 pixels wide, with one load."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

HEIGHT = 900

_AXE = Path(__file__).parent / "vendor/axe-core/axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_STATES = [("light", 390), ("dark", 390), ("light", 1440), ("dark", 1440)]
#: Rows differ from page to page, colours do not: the dark of the phone is looked at on the templates alone.
OF_ROWS = [state for state in _STATES if state != ("dark", 390)]

#: Only what is broken comes back from the browser; what passed is most of the answer.
_RUN = """([within, only]) => axe.run(
  within ? document.querySelector(within) : document, {runOnly: only, resultTypes: ["violations"], preload: false}
).then((found) => found.violations)"""


def breaches(page: Page, within: str = "", theme: str = "light") -> list[str]:
    """What axe finds, a line each: rule, element, first sentence.

    Args:
        page: a loaded page with axe in it.
        within: a part of it, as CSS names it; else the whole page.
        theme: in the dark nothing is otherwise but the colours, so only they are looked at.
    """
    tags = {"type": "tag", "values": _TAGS}
    only = tags if theme == "light" else {"type": "rule", "values": ["color-contrast"]}
    return [
        f"{one['id']}: {node['html'][:160]} -- {node['failureSummary'][:200]}"
        for one in page.evaluate(_RUN, [within, only])
        for node in one["nodes"]
    ]


def in_each_state(page: Page, states: list[tuple[str, int]] = _STATES) -> Iterator[str]:
    """Walk one loaded page through themes and widths."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    for theme, width in states:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        whole = page.evaluate("Math.ceil(document.documentElement.scrollHeight)")
        page.set_viewport_size({"width": width, "height": max(HEIGHT, whole)})  # else a bar that sticks covers fields
        page.emulate_media(color_scheme=theme)
        page.wait_for_function("(theme) => document.documentElement.dataset.bsTheme === theme", arg=theme)
        yield f"{theme} {width}"


def faults(page: Page, states: list[tuple[str, int]] = _STATES) -> list[str]:
    """Breaches and sideways scrolling of a loaded page in each state."""
    found = []
    for state in in_each_state(page, states):
        found += [f"{state} {breach}" for breach in breaches(page, theme=state.split()[0])]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{state} is {wide} px too wide"] if wide > 0 else []
    return found
