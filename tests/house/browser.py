"""Debian's Chromium driven by Playwright, and a server in this process for it to look at.

The browser may reach this machine only: any other address a page asks for is not found and fails the test,
and so does an uncaught error in a page's script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright
from werkzeug.serving import make_server

from app.lifecycle.machine import browser as machine_browser

LOCAL_HOSTS = ("127.0.0.1", "localhost")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # no name but this machine's is known; blocking by Playwright's routes would turn the cache off
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
)


#: A Chinese person whose pages stand still at once.
_PERSON: dict[str, Any] = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "reduced_motion": "reduce"}


class Complaints(list[str]):
    """What went wrong in the pages of one test."""

    def watch(self, context: BrowserContext) -> None:
        """Note every address off this machine that `context` asks for, and every script error."""
        context.on("request", self._only_here)
        context.on("weberror", lambda error: self.append(f"script error: {error.error}"))

    def _only_here(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname not in LOCAL_HOSTS:
            self.append(f"asked for {request.url}")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; a machine without one fails the test."""
    path = machine_browser.find()
    if path is None:
        pytest.fail("No Chromium here. Cure: sudo apt-get install -y chromium-headless-shell")
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One running Chromium for all tests."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function `new_page(**options)` giving a page in a fresh Chinese browser context: one person each.

    `options` go to Playwright's `new_context`, for example `viewport` or `color_scheme`.
    """
    complaints = Complaints()
    with ExitStack() as opened:

        def open_page(**options: Any) -> Page:
            context = browser.new_context(**_PERSON, **options)
            opened.callback(context.close)
            complaints.watch(context)
            return context.new_page()

        yield open_page
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page in a fresh Chinese browser context."""
    return new_page()


@contextmanager
def serving(application: Any) -> Iterator[str]:
    """Serve a WSGI application on a spare port of this machine and yield its address, without a slash."""
    server = make_server("127.0.0.1", 0, application, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
