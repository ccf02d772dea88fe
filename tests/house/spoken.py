"""What a page says: its text and the attributes that are read out, without what is written for machines."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

#: Text in these is no sentence of ours: programs, commands and names for machines, drawings, keys on a keyboard.
_SILENT = frozenset(("script", "style", "code", "pre", "kbd", "svg"))

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "use", "wbr")
)

_READ_OUT = ("title", "aria-label", "aria-description", "placeholder", "alt", "data-label", "label")

#: Most of what stands in a page: drawings and programs are left out before the page is read.
_UNREAD = re.compile(r"<(svg|script|style)\b.*?</\1>", re.DOTALL)

_LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{3,}(?![A-Za-z0-9])")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[bool] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        silent = tag in _SILENT or given.get("lang", "zh").startswith("en")
        if not (silent or any(self._open)):
            self.said += [given[name] for name in _READ_OUT if name in given]
        if given.get("type") in ("submit", "button"):
            self.said.append(given.get("value", "") if tag == "input" else "")
        if given.get("name") == "fq-words":
            self.said += json.loads(given["content"]).values()
        if tag not in _VOID:
            self._open.append(silent)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._open):
            self.said.append(data)


def said_by(html: str) -> list[str]:
    """Every text of a page that people read or hear."""
    reader = _Reader()
    reader.feed(_UNREAD.sub("", html))
    return [text.strip() for text in reader.said if text.strip()]


def latin(text: str) -> set[str]:
    """The words of three Latin letters and more; addresses of the web and places to fill in are none."""
    return set(_LATIN.findall(re.sub(r"https?://\S+|\{\w+\}", "", text)))


def allowed_words(path: Path) -> dict[str, str]:
    """The words of a list `word: reason`; lines that begin with `#` are remarks."""
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(":", 1) for line in lines if line and not line.startswith("#"))
    return {word.strip(): reason.strip() for word, reason in pairs}
