"""The intake desk with the keyboard alone: how many keys beside the text, and how long one waits."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.hand import Hand

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

#: What a case may take beside its text, and all waits together.
MOST_KEYS, LONGEST_WAIT = 40, 3.0

#: What is typed at a field, by its name; on all others one passes by.
WORDS = {
    "applicant_name": "周晓梅",
    "applicant_phone": "13800000412",
    "summary": "楼上卫生间渗水，泡坏了我家吊顶，找过三次都不肯修，要求修好并赔偿。",
    "respondent_name": "钱大有",
    "place": "榕和社区三幢",
}


class Keyboard:
    """A keyboard that counts what is pressed beside the text."""

    def __init__(self, hand: Hand) -> None:
        self.hand, self.pressed = hand, 0

    def press(self, key: str) -> None:
        self.pressed += 1
        self.hand.page.keyboard.press(key)

    @property
    def at(self) -> str:
        """The name of the field one stands in; for a search box that of the select it serves."""
        return str(
            self.hand.page.evaluate(
                "(document.activeElement.name || document.activeElement.id.replace(/^f-|-ts-control$/g, ''))"
            )
        )


def test_a_case_is_registered_with_the_keyboard_alone(hands: Callable[..., Hand]) -> None:
    clerk = hands("clerk_town")
    clerk.open("/desk/")
    keys = Keyboard(clerk)
    visited = [keys.at]
    while keys.at != "appeal_kind":
        if keys.at in WORDS:
            clerk.page.keyboard.type(WORDS[keys.at])
        if keys.at == "category":
            for _ in range(3):
                keys.press("ArrowDown")
        keys.press("Tab")
        visited.append(keys.at)
        assert keys.pressed < MOST_KEYS, visited
    assert [name for name in visited if name in WORDS] == list(
        WORDS
    )  # the order of speaking is the order of Tab
    keys.press("ArrowRight")
    expect(clerk.page.locator("#hint-limits")).to_be_visible()

    begun = time.perf_counter()
    keys.press("Control+Enter")
    clerk.page.wait_for_url("**/desk/?filed=*")
    expect(clerk.page.locator("[name=applicant_code]")).to_be_focused()
    waited = time.perf_counter() - begun

    said = clerk.page.locator(".fq-filed")
    expect(said).to_contain_text("已登记")
    expect(said).to_contain_text("楼上卫生间渗水")
    print(f"{keys.pressed} keys beside {sum(map(len, WORDS.values()))} characters, {waited:.2f} s waited")
    assert keys.pressed <= MOST_KEYS
    assert waited < LONGEST_WAIT


def test_a_hint_is_taken_and_nothing_typed_is_changed(hands: Callable[..., Hand]) -> None:
    clerk = hands("clerk_county")
    clerk.open("/desk/")
    clerk.fill(applicant_name="周晓梅", summary=WORDS["summary"])
    expect(clerk.page.locator("#hint-matter")).to_be_visible()
    expect(clerk.page.locator(".fq-rail")).to_contain_text("楼上卫生间渗水泡坏楼下吊顶")
    clerk.page.get_by_role("button", name="采用").click()
    expect(clerk.page.locator("[name=category]")).to_have_value("08")
    expect(clerk.page.locator("#hint-category")).to_have_count(0)
    assert clerk.page.locator("[name=summary]").input_value() == WORDS["summary"]
    assert clerk.page.locator("[name=applicant_name]").input_value() == "周晓梅"


def test_on_a_phone_hints_wait_behind_a_button(hands: Callable[..., Hand]) -> None:
    clerk = hands("clerk_county", viewport={"width": 390, "height": 844})
    clerk.open("/desk/")
    clerk.fill(summary=WORDS["summary"])
    button = clerk.page.locator("[data-hint-count]")
    expect(button).to_contain_text("3")
    expect(clerk.page.locator("#hint-matter")).to_be_hidden()
    button.click()
    expect(clerk.page.locator("#hint-matter")).to_be_visible()
    clerk.page.get_by_role("button", name="采用").click()
    category = clerk.page.locator("[name=category]")
    expect(category).to_have_value("08")
    expect(category).to_be_focused()
    expect(clerk.page.locator("#hint-limits")).to_be_hidden()
