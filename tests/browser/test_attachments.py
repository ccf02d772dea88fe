"""Files laid to a case by choosing, dropping and pasting."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.hand import Hand

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)

#: A file given as a drop or a paste gives it.
GIVEN = """(node, [kind, name]) => {
  const carried = new DataTransfer();
  carried.items.add(new File(["收据，三千二百元"], name, { type: "text/plain" }));
  const event = kind === "drop"
    ? new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true })
    : new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true });
  node.dispatchEvent(event);
}"""


def test_files_are_chosen_dropped_and_pasted_and_taken_away(hands: Callable[..., Hand]) -> None:
    clerk = hands("clerk_county")
    clerk.open("/cases/case/list/?q=渗水泡坏")
    with clerk.page.expect_navigation():
        clerk.page.locator("[data-row] a").first.click()
    listed = clerk.page.locator("#files .fq-attached")
    chosen = {"name": "合同.txt", "mimeType": "text/plain", "buffer": "合同".encode()}
    clerk.page.set_input_files("#files [data-drop] input", chosen)
    expect(listed).to_contain_text("合同.txt")
    for kind, target in (("drop", "#files [data-drop]"), ("paste", "body")):
        clerk.page.wait_for_load_state()
        clerk.page.locator(target).evaluate(GIVEN, [kind, f"{kind}.txt"])
        expect(listed).to_contain_text(f"{kind}.txt")
    clerk.page.wait_for_load_state()
    clerk.page.locator("#files li").filter(has_text="drop.txt").get_by_role("button", name="移除").click()
    clerk.page.fill("#ask-reason", "传错了")
    clerk.page.locator("[data-ask-go]").click()
    expect(listed).not_to_contain_text("drop.txt")
    clerk.page.locator("#files summary").click()
    clerk.page.get_by_role("button", name="恢复").click()
    expect(listed).to_contain_text("drop.txt")
