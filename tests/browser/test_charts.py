"""Charts in a browser: drawn from the table below them, in the colours of the theme, under the strict policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.preview import create_preview
from tests.house.browser import serving


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The preview on a spare port."""
    with serving(create_preview()) as where:
        yield where


def fills(page: Page) -> set[str]:
    """The colours of what is drawn in the first chart."""
    drawn = page.locator(".fq-plot").first.locator("svg path")
    return set(drawn.evaluate_all("paths => paths.map((path) => path.getAttribute('fill'))"))


def test_a_chart_shows_its_table_and_follows_the_theme(new_page: Callable[..., Page], address: str) -> None:
    page = new_page(color_scheme="light")
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type in ("error", "warning") else None)
    page.goto(f"{address}/home")
    plots = page.locator(".fq-plot")
    expect(plots.locator("svg")).to_have_count(2)
    expect(plots.first).to_have_attribute("aria-hidden", "true")
    expect(plots.first.get_by_text("2617")).to_be_visible()
    expect(plots.nth(1).get_by_text("物业供暖")).to_be_visible()
    dashed = "paths => paths.filter((path) => path.getAttribute('stroke-dasharray')).length"
    assert plots.first.locator("svg path").evaluate_all(dashed) == 2  # the month that is not over
    light = fills(page)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(plots.first.locator("svg path[fill='#20324a']").first).to_be_attached()
    assert light != fills(page)
    assert not refused


def test_every_figure_of_a_chart_is_a_link_in_its_table(page: Page, address: str) -> None:
    page.goto(f"{address}/home")
    twins = page.locator(".fq-chart table")
    expect(twins).to_have_count(2)
    nothing = twins.locator("td.fq-end", has_text="0").get_by_text("0", exact=True)
    assert twins.locator("td.fq-end a").count() == twins.locator("td.fq-end").count() - nothing.count() == 15


def test_only_pages_with_a_chart_load_what_draws_it(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/list")
    assert not [url for url in asked if "chart" in url]
    page.goto(f"{address}/home")
    assert len([url for url in asked if "chart" in url]) == 2
