"""What axe is not given twice: a page is left out only where nothing but words differs from what was looked at."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser import wcag

_PLAIN = """<html lang="zh" data-bs-theme="light"><title>Page</title><style>.pale { color: #ddd }</style><main>
<p>Words</p><label for="name">Name</label><input id="name"><button>Go</button></main></html>"""


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("document.querySelector('button').textContent = ''", "button-name"),
        ("document.querySelector('input').id = 'other'", "label"),
        ("document.querySelector('p').className = 'pale'", "color-contrast"),
        ("document.querySelector('p').id = 'name'", "given to two elements"),
        ("document.querySelector('p').style.width = '2000px'", "too wide"),
    ],
)
def test_a_breach_on_a_page_of_known_kinds_is_found(page: Page, change: str, rule: str) -> None:
    looked, state = wcag.Looked(), [("light", 1440)]
    page.set_content(_PLAIN)
    assert looked.faults(page, state) == []
    known = set(looked.kinds)
    page.evaluate("document.querySelector('p').textContent = 'Other words'")
    assert looked.faults(page, state) == [] and looked.kinds == known
    page.evaluate(change)
    assert [fault for fault in looked.faults(page, state) if rule in fault]
