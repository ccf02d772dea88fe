"""Walking through the house as one person: every page without a parameter, and whatever links lead to from there."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

_LINK = re.compile(r'(?:href|hx-get)="([^"#]+)"')

#: What is walked past: files, answers for machines, other orders of a list, other languages.
_PASSED = re.compile(
    r"/static/|/api/v1/|/api/<|/related/|/health/|/language/|/lang/|/back$|/export\b|/columns\?|[?&](order|cursor)="
)


class Step(NamedTuple):
    """One page as it was answered."""

    url: str
    rule: str
    answer: TestResponse


def walk(app: Flask, client: FlaskClient) -> Iterator[Step]:
    """Every page one person finds by GET.

    Args:
        app: the house.
        client: the person's browser, signed in.
    """
    plain = [rule.rule for rule in _readable(app) if not rule.arguments]
    waiting, known, opened = deque(plain), set(plain), set[tuple[str, str]]()
    while waiting:
        url = waiting.popleft()
        rule = _route(app, url)
        # A list has some hundred sets of filters; each filter is opened once, for what it says is the same in all.
        asked = {(rule, name) for name in ("", *re.findall(r"[?&](\w+)=", url))} if rule else set()
        if rule is None or asked <= opened:
            continue
        opened |= asked
        answer = client.get(url)
        yield Step(url, rule, answer)
        if answer.mimetype != "text/html":
            continue
        for link in [answer.headers.get("Location", ""), *_LINK.findall(answer.get_data(as_text=True))]:
            target = urljoin(url, unescape(link))
            if link and not urlsplit(target).netloc and target not in known and not _PASSED.search(target):
                known.add(target)
                waiting.append(target)


def _readable(app: Flask) -> list[Rule]:
    rules = (rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()))
    return [rule for rule in rules if not _PASSED.search(rule.rule)]


def _route(app: Flask, url: str) -> str | None:
    try:
        rule, _arguments = app.url_map.bind("localhost").match(urlsplit(url).path, "GET", return_rule=True)
    except HTTPException:
        return None
    return str(rule.rule)
