"""The same work asked of our house and of the plain app."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlencode

from tests.bench import cluster, ground
from tests.bench.cases import WORD
from tests.bench.site import PLAIN_PASSWORD, PLAIN_USER, Site, WrongAnswer, link

#: The page far down a list, and rows of a page; a small run has fewer pages.
PAGE, ROWS = 100, 25

_TITLES = re.compile(r"第(\d+)件")


@dataclass(frozen=True)
class Operation:
    """One kind of request.

    Attributes:
        name: as in the table of figures.
        ask: sends it once.
        seen: the cases shown, to see that both sides show the same; empty where none are.
    """

    name: str
    ask: Callable[[], None]
    seen: frozenset[str] = frozenset()


def ours(site: Site, filled: cluster.Filled) -> list[Operation]:
    """Our house: lists by cursor, counts by the database, creating with number, event and audit rows."""
    site.sign_in(ground.USER, ground.PASSWORD)
    base = "/cases/case"
    search = f"{base}/list/?{urlencode({'q': WORD, 'status': 'archived'})}"
    page = _deep(filled)

    return [
        _reading(site, "list page 1", f"{base}/list/"),
        _reading(site, f"list page {page}", _walk(site, f"{base}/list/", page)),
        _reading(site, "count by category", f"{base}/counts/category", rows=False),
        _reading(site, "search and status", search),
        _reading(site, "open form", f"{base}/edit/{filled.open_case}"),
        *_writing(site, base, filled.county),
    ]


def plain(site: Site, filled: cluster.Filled) -> list[Operation]:
    """The plain app: pages by offset, its group-by chart, a search in the title."""
    site.sign_in(PLAIN_USER, PLAIN_PASSWORD)
    base = "/caseview"
    asked = urlencode({"_flt_2_title": WORD, "_flt_3_status": "archived"})
    page = _deep(filled)

    return [
        _reading(site, "list page 1", f"{base}/list/"),
        _reading(site, f"list page {page}", f"{base}/list/?page_CaseView={page - 1}"),
        _reading(site, "count by category", "/categorychart/chart/", rows=False),
        _reading(site, "search and status", f"{base}/list/?{asked}"),
        _reading(site, "open form", f"{base}/edit/{filled.open_case}"),
        *_writing(site, base, filled.county),
    ]


def _reading(site: Site, name: str, path: str, *, rows: bool = True) -> Operation:
    text, _target = site.ask(path)
    seen = frozenset(_TITLES.findall(text)) if rows else frozenset()
    if rows and not seen:
        raise WrongAnswer(f"{path} shows no case: {text[:3000]}")
    return Operation(name, lambda: _ask(site, path), seen)


def _writing(site: Site, base: str, county: str) -> list[Operation]:
    """Creating a case: the one request, and with the list in which it then stands."""
    token, numbers = site.token(f"{base}/add"), count(1)

    def send(*, keep: bool) -> None:
        form = _form(county, next(numbers)) | {"csrf_token": token}
        site.ask(f"{base}/add", form, (302, 303), keep=keep)

    def create() -> None:
        send(keep=False)  # "saved" is said on the next page; unread it would pile up in the cookie

    def create_and_list() -> None:
        send(keep=True)
        site.ask(f"{base}/list/")

    return [Operation("create", create), Operation("create and list", create_and_list)]


def _ask(site: Site, path: str) -> None:
    site.ask(path)


def _deep(filled: cluster.Filled) -> int:
    """The number of the page far down."""
    return max(2, min(PAGE, filled.mine // ROWS))


def _walk(site: Site, path: str, page: int) -> str:
    """The address of a page far down, by the links from page to page."""
    for _ in range(page - 1):
        path = link(site.ask(path)[0], "next", path)
    return path


def _form(county: str, number: int) -> dict[str, str]:
    """A new case as a clerk types it."""
    return {
        "channel": "window",
        "received_at": "2026-11-20 10:00:00",
        "title": f"反映新开路{number}号路灯不亮",
        "summary": "门前路灯坏了多日，夜里走路不便，请派人来看。",
        "category": "01",
        "division_code": county,
        "place": f"新开路{number}号",
        "urgency": "normal",
        "scale": "01",
    }
