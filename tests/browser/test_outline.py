"""Drawing an outline with the mouse and with the keyboard, taking steps back, and saving it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import select

from app.access.scope import system
from modules.grids.models import Grid
from tests.browser.hand import Hand

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

CODE = "990102001001001"


def test_an_outline_is_drawn_by_mouse_and_keyboard_and_saved(app: Flask, hands: Callable[..., Hand]) -> None:
    with app.app_context(), system("test") as session:
        key = session.scalars(select(Grid.id).where(Grid.code == CODE)).one()
    admin = hands("admin_county")
    admin.open(f"/grids/outline/{key}")
    page, rows = admin.page, admin.page.locator("[data-corners] tbody tr")
    expect(rows).to_have_count(4)
    corner = page.locator(".fq-corner").last.bounding_box()
    assert corner is not None
    # beside the last corner, outside the neighbours' reach: a fifth one; then near a neighbour's, which holds it fast
    page.mouse.click(corner["x"] + 12 - 60, corner["y"] + 12 - 90)
    expect(rows).to_have_count(5)
    page.get_by_role("button", name="撤销").click()
    expect(rows).to_have_count(4)
    page.get_by_role("button", name="重做").click()
    expect(rows).to_have_count(5)
    page.keyboard.press("Control+z")
    page.mouse.click(corner["x"] + 12 + 14, corner["y"] + 12)
    expect(rows.nth(4).locator("input").first).to_have_value("119.6395")
    page.get_by_role("button", name="删除拐点").first.click()
    expect(rows).to_have_count(4)

    rows.nth(1).locator("[data-after]").press("Enter")
    expect(rows.nth(2).locator("input").first).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("119.6455")
    page.keyboard.press("Tab")
    expect(page.locator("#f-outline")).to_have_value(
        "119.64, 29.115\n119.644, 29.1158\n119.6455, 29.1135\n119.6442, 29.1112\n119.6395, 29.111"
    )
    page.fill("#f-outline", "119.64, 29.115\nabc")
    page.keyboard.press("Tab")
    expect(page.locator("#f-outline-error")).to_contain_text("看不懂")
    page.fill("#f-outline", "119.64, 29.115\n119.65, 29.115\n119.65, 29.12")
    page.keyboard.press("Tab")
    expect(rows).to_have_count(3)
    expect(page.locator("[data-told]")).to_contain_text("平方米")
    admin.save()
    expect(page.locator("h1")).to_have_text("建设社区第1网格")
    with app.app_context(), system("test") as session:
        kept = session.scalars(select(Grid.outline).where(Grid.code == CODE)).one()
        assert kept is not None and len(kept["coordinates"][0]) == 4
