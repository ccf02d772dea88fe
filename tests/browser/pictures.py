"""The pictures of the README, taken anew: `python3 run.py test -n0 tests/browser/pictures.py`.

They show the demo county at 2026-11-20 10:42 and are made smaller to what a page of text bears.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Page, expect

from app.access.scope import system
from app.model.moment import frozen
from modules.centres.demo import plan_week
from tests.browser.hand import Hand

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

SHELF = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
MOMENT = datetime(2026, 11, 20, 10, 42)

#: Pages that need no hand: name, whose, address, width and height.
PLAIN = (
    ("home", "leader_county", "/", 1440, 1000),
    ("list", "clerk_town", "/cases/case/list/", 1440, 900),
    ("board", "dispatcher_county", "/cases/case/board/", 1440, 900),
    ("calendar", "mediator_town", "/mediation/session/calendar/?month=2026-11", 1440, 900),
    ("map", "leader_county", "/grids/grid/map/", 1440, 900),
    ("map-phone", "leader_county", "/grids/grid/map/", 390, 844),
    ("phone", "grid_worker_village", "/cases/case/list/", 390, 844),
)

#: Pages at both widths: end of the name, width and height.
WIDTHS = (("", 1440, 900), ("-phone", 390, 844))


@pytest.fixture(autouse=True)
def the_day() -> Iterator[None]:
    with frozen(MOMENT, everywhere=True):
        yield


def take(page: Page, name: str) -> None:
    """Keep a page as `docs/screenshots/<name>.png`, three quarters of its size and in 256 colours."""
    page.wait_for_load_state("networkidle")
    page.mouse.move(0, 0)
    with Image.open(BytesIO(page.screenshot())) as whole:
        small = whole.convert("RGB")
        if small.width > 1000:
            small = small.resize((small.width * 3 // 4, small.height * 3 // 4), Image.Resampling.LANCZOS)
        small.quantize(256, dither=Image.Dither.NONE).save(SHELF / f"{name}.png", optimize=True)


@pytest.mark.parametrize(("name", "who", "path", "width", "height"), PLAIN, ids=[plain[0] for plain in PLAIN])
def test_pages(hands: Callable[..., Hand], name: str, who: str, path: str, width: int, height: int) -> None:
    hand = hands(who, viewport={"width": width, "height": height})
    assert hand.open(path) == 200
    take(hand.page, name)


@pytest.mark.parametrize(("end", "width", "height"), WIDTHS)
def test_the_card_of_a_mediator(hands: Callable[..., Hand], end: str, width: int, height: int) -> None:
    hand = hands("leader_county", viewport={"width": width, "height": height})
    hand.open("/mediators/mediator/list/?q=石可言")
    with hand.page.expect_navigation():
        hand.page.locator("main a[href*='/show/']", has_text="石可言").first.click()
    take(hand.page, f"staff{end}")


@pytest.mark.parametrize(("end", "width", "height"), WIDTHS)
def test_the_roster(app: Flask, hands: Callable[..., Hand], end: str, width: int, height: int) -> None:
    with app.app_context(), system("the week of the picture") as session:
        plan_week(session)
        session.commit()
    hand = hands("dispatcher_county", viewport={"width": width, "height": height})
    hand.open("/centres/duty/calendar/?month=2026-11")
    take(hand.page, f"roster{end}")


def test_the_desk(hands: Callable[..., Hand]) -> None:
    hand = hands("clerk_town", viewport={"width": 1440, "height": 900})
    hand.open("/desk/")
    page = hand.page
    page.locator("[name$=said], [name=summary]").first.click()
    page.keyboard.type("楼上卫生间渗水，泡坏了我家吊顶，找过三次都不肯修，要求修好并赔偿。")
    expect(page.get_by_text("可能是同一件事")).to_be_visible()
    take(page, "intake")


def test_a_case_its_agreement_and_the_court(hands: Callable[..., Hand]) -> None:
    hand = hands("mediator_town", viewport={"width": 1440, "height": 900})
    page = hand.page
    for name, path, words in (
        ("case", "/cases/case/list/?q=提前退租", "提前退租"),
        ("agreement", "/agreements/agreement/list/?status=effective", "号"),
        ("confirmation", "/confirmation/confirmation/list/", ""),
    ):
        assert hand.open(path) == 200
        with page.expect_navigation():
            page.locator("main tbody a[href*='/show/']", has_text=words).first.click()
        take(page, name)


def test_the_workbench(hands: Callable[..., Hand]) -> None:
    hand = hands("mediator_town", viewport={"width": 1440, "height": 900})
    page = hand.page
    hand.open("/mediation/mediation/list/?view=open")
    with page.expect_navigation():
        page.locator("main tbody a[href*='/show/']").first.click()
    hand.press("调解工作台")
    hand.press("起草协议")
    hand.fill(facts="双方对渗水属实、损失由上层承担均无异议。")
    hand.save()
    hand.press("加条款")
    hand.fill(kind="pay", text="赔偿吊顶损失", amount="3200")
    expect(page.frame_locator(".fq-sheet").locator(".written")).to_contain_text("叁仟贰佰元整")
    take(page, "workbench")
