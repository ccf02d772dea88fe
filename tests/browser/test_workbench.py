"""The mediator's workbench: a clause is written where it stands, and the paper beside it follows."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import wcag
from tests.browser.conftest import PICTURES
from tests.browser.hand import Hand

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


def test_a_clause_is_written_beside_its_paper(hands: Callable[..., Hand]) -> None:
    hand = hands("mediator_town")
    page = hand.page
    page.on("console", lambda message: told.append(message.text))
    told: list[str] = []
    hand.open("/mediation/mediation/list/?view=open")
    with page.expect_navigation():
        page.locator("main tbody a[href*='/show/']").first.click()
    hand.press("调解工作台")
    hand.press("起草协议")
    hand.fill(facts="双方对渗水属实、损失由上层承担均无异议。")
    hand.save()
    expect(page.locator(".fq-bench")).to_be_visible()
    hand.press("加条款")
    paper = page.frame_locator(".fq-sheet")
    hand.fill(kind="pay", text="赔偿吊顶损失", amount="3200")
    expect(paper.locator(".written")).to_contain_text("叁仟贰佰元整")
    begun = time.monotonic()
    hand.fill(text="赔偿吊顶和墙面损失")
    expect(paper.locator(".written")).to_contain_text("墙面")
    assert time.monotonic() - begun < 2, "the paper comes within a second on a machine that is not busy"
    page.locator("main [name=amount]").focus()
    expect(paper.locator(".lit")).to_contain_text("叁仟贰佰元整")
    paper.locator(".written [data-field=text]").click()
    expect(page.locator("main [name=text]")).to_be_focused()
    paper.locator(".written [data-field=payer]").click()
    expect(page.get_by_role("combobox", name="付款人或义务人")).to_be_focused()
    hand.fill(amount="三千")
    hand.save()
    expect(page.locator(".fq-bench .fq-summary")).to_be_visible()
    assert page.input_value("main [name=text]") == "赔偿吊顶和墙面损失"
    faults = wcag.faults(page)
    assert not faults, "\n".join(faults)
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.screenshot(path=PICTURES / "workbench-writing.jpg", type="jpeg", quality=70)
    hand.fill(amount="3200")
    hand.save()
    expect(page.locator(".fq-clause")).to_contain_text("叁仟贰佰元整")
    expect(page.locator(".fq-clause")).to_contain_text("缺少付款日期")
    expect(paper.locator(".stop")).to_contain_text("墙面")
    paper.locator(".stop").click()
    expect(page.locator(".fq-clause:target")).to_contain_text("墙面")
    page.get_by_role("button", name="在协议上查看").click()
    expect(paper.locator(".stop")).to_be_in_viewport()
    page.keyboard.press("Alt+2")
    assert page.url.endswith("#agreements")
    assert not [text for text in told if "Security Policy" in text]
