"""The browser shows pages of this machine and no others."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error
from werkzeug.wrappers import Response

from tests.house.browser import Complaints, serving


@pytest.fixture
def site():
    with serving(
        Response("<meta charset=utf-8><title>枫桥</title><h1>调解</h1>", content_type="text/html")
    ) as url:
        yield url


def test_page_of_this_machine_is_shown_in_chinese(page, site):
    page.goto(site)
    assert page.title() == "枫桥"
    assert page.evaluate("navigator.language") == "zh-CN"
    assert page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == "Asia/Shanghai"


def test_two_people_share_no_cookies(new_page, site):
    first, second = new_page(), new_page()
    first.goto(site)
    first.evaluate("document.cookie = 'who=first'")
    second.goto(site)
    assert second.evaluate("document.cookie") == ""


def test_another_host_is_blocked_and_noted(browser, site):
    complaints = Complaints()
    context = browser.new_context()
    complaints.watch(context)
    page = context.new_page()
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://example.org/picture.png")
    assert complaints == ["asked for http://example.org/picture.png"]
    context.close()


def test_script_error_is_noted(browser, site):
    complaints = Complaints()
    context = browser.new_context()
    complaints.watch(context)
    page = context.new_page()
    page.goto(site)
    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.wait_for_timeout(100)
    assert len(complaints) == 1
    assert "broken" in complaints[0]
    context.close()
