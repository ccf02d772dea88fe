"""The hand of one person at one browser: signing in, filling in, choosing, pressing, reading."""

from __future__ import annotations

from datetime import datetime

from playwright.sync_api import Locator, Page, expect

#: Milliseconds until a page is given up; the machine that tests may be busy.
PATIENCE = 30_000


class Hand:
    """What a person does on the pages of the house.

    Args:
        page: their browser page.
        address: the house, without a slash at the end.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)

    def sign_in(self, username: str, password: str) -> None:
        """Come in through the door."""
        self.open("/login/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", password)
        self.page.locator("form button[type=submit]").first.click()
        expect(self.page.locator("#fq-who, .fq-who").first).to_be_visible()
        self.page.wait_for_load_state()  # before its scripts have come the menu does not open

    def open(self, path: str) -> int:
        """Go to an address of the house; returns the status of the answer."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        return answer.status

    def fill(self, **values: str | bool | datetime) -> None:
        """Fill in fields by name: text, a day, a choice by its value, a tick; a search box by what is found."""
        for name, value in values.items():
            field = self.page.locator(f"main [name='{name}']").first
            if isinstance(value, bool):
                field.set_checked(value)
            elif field.get_attribute("data-remote") is not None:
                self._choose(field, str(value))
            elif field.get_attribute("type") == "radio":
                self.page.locator(f"main [name='{name}'][value='{value}']").check()
            elif field.evaluate("node => node.tagName") == "SELECT":
                field.select_option(str(value))
            else:
                field.fill(f"{value:%Y-%m-%dT%H:%M}" if isinstance(value, datetime) else str(value))

    def press(self, words: str, nth: int = 0) -> None:
        """Press a button or link by its words, and wait for the page it leads to."""
        found = self.page.get_by_role("main").locator("a.btn, button").filter(has_text=words).nth(nth)
        if found.get_attribute("href"):
            self.follow(found)
        else:
            found.click()
            self.page.wait_for_load_state()

    def save(self) -> None:
        """Press the main button of a form; a page always comes back, with what was saved or what is wrong."""
        self.follow(self.page.locator("main button[data-main]"))

    def told(self) -> str:
        """What the page says after an act: its toast or the summary of what is wrong."""
        spoken = self.page.locator(".fq-toast, .fq-summary, .toast")
        expect(spoken.first).to_be_visible()
        return "\n".join(spoken.all_inner_texts())

    def text(self) -> str:
        """Everything in the main part of the page."""
        return self.page.get_by_role("main").inner_text()

    def state(self) -> str:
        """The state beside the title."""
        return (
            self.page.locator("main .fq-bar .badge, main .fq-bar [class*=badge]").first.inner_text().strip()
        )

    def why_off(self, words: str) -> str:
        """The reasons beside a button that is off."""
        off = self.page.locator(".fq-off").filter(
            has=self.page.locator("button[aria-disabled]", has_text=words)
        )
        return off.inner_text()

    def part(self, name: str) -> Locator:
        """The panel of rows that hang below this one."""
        return self.page.locator(f"#{name}")

    def download(self, link: Locator) -> bytes:
        """The bytes behind a link, as this person is given them."""
        answer = self.page.request.get(self.address + (link.get_attribute("href") or ""))
        assert answer.ok, answer.status
        return answer.body()

    def follow(self, found: Locator) -> None:
        """Click what leads to another page; a click by itself does not wait for it."""
        with self.page.expect_navigation():
            found.click()

    def _choose(self, field: Locator, words: str) -> None:
        name = field.get_attribute("id")
        box = self.page.locator(f"#{name}-ts-control")
        box.locator("xpath=..").click()  # a box that has a value hides its field
        box.fill(words)
        self.page.locator(".ts-dropdown-content .option").filter(has_text=words).first.click()
        box.press("Tab")
        expect(box).not_to_be_focused()
