"""What a template must pass before it is published: it is made of sample data, of crowded and of empty ones, and must
keep what the house's template prints on them: number, names, days, places for seals and signatures, and what must be
filled in.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from datetime import datetime
from html import unescape
from typing import Any

from flask_babel import gettext

from app.document import press
from app.document.filters import day
from app.document.names import NAME_KEYS, names_in
from app.document.on_screen import filled
from app.document.refusal import PaperRefused
from app.document.sheet import ISSUED, Sheet, Stamp
from app.document.spec import Document
from app.studio.paper_words import Problem, of_missing, of_refusal
from app.studio.papers import sample

NUMBER = "（2026）样字第1号"

#: Entries every list has in the crowded data.
CROWD = 30

#: Seconds all fillings may take together; a sound template needs a tenth of one.
_MOST_SECONDS = 10

_TAG = re.compile(r"<style.*?</style>|<[^>]*>", re.S)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?")


def problems(document: Document, source: str) -> list[Problem]:
    """Everything that keeps a template from being published; nothing if it may be."""
    check = _Check(document, source)
    try:
        check.whole()
        if not check.found:
            check.empty()
            check.crowded()
            check.pressed()
    except PaperRefused as refused:
        check.found.append(of_refusal(source, refused))
    return list(dict.fromkeys(check.found))


class _Check:
    def __init__(self, document: Document, source: str):
        self.document, self.source = document, source
        self.data = sample(document)
        self.stamp = Stamp(
            title=str(document.name), number=NUMBER, made_at=datetime(2026, 1, 1), state=ISSUED
        )
        self.found: list[Problem] = []
        self.ends = time.monotonic() + _MOST_SECONDS

    def whole(self) -> None:
        """On the sample nothing is missing, and all is there that the house's template prints."""
        html, missing = self.own(self.data)
        self.found += of_missing(self.source, missing)
        before = self.standard(self.data)
        if before is not None:
            self._kept(self.data, before[0], html)

    def empty(self) -> None:
        """What may be empty on the house's template may be empty, and what it asks for is asked for."""
        for key, value in self.data.items():
            if not value or not isinstance(value, (str, list)):
                continue
            data = {**self.data, key: type(value)()}
            before = self.standard(data)
            if before is None:
                continue
            try:
                _html, missing = self.own(data)
            except PaperRefused as refused:
                if refused.code in ("too_slow", "too_big"):
                    raise
                problem = of_refusal(self.source, refused)
                self._say(
                    gettext("When “%(key)s” is empty: %(text)s", key=key, text=problem.text), problem.line
                )
                continue
            for name in [name for name in before[1] if name not in missing]:
                self._say(gettext("It must be asked for when it is empty: %(name)s", name=name))
            for name in [name for name in missing if name not in before[1]]:
                self._say(gettext("When “%(key)s” is empty the paper lacks: %(name)s", key=key, name=name))

    def crowded(self) -> None:
        """With thirty of everything each name is still there."""
        data = crowd(self.data)
        before = self.standard(data)
        if before is not None:
            self._kept(data, before[0], self.own(data)[0])

    def pressed(self) -> None:
        """The file can be made of both, and each character is drawn."""
        for data in (self.data, crowd(self.data)):
            made = press.attempt([Sheet(self.document.template, data, self.stamp, self.source)])
            if data is self.data and made.missing:
                self._say(str(PaperRefused("undrawn", "、".join(made.missing))))

    def own(self, data: Mapping[str, Any]) -> tuple[str, list[str]]:
        if time.monotonic() > self.ends:
            raise PaperRefused("too_slow", str(_MOST_SECONDS))
        return filled([Sheet(self.document.template, data, self.stamp, self.source)])

    def standard(self, data: Mapping[str, Any]) -> tuple[str, list[str]] | None:
        """What the house's template makes of the data; None where it cannot."""
        try:
            return filled([Sheet(self.document.template, data, self.stamp)])
        except PaperRefused:
            return None

    def _kept(self, data: Mapping[str, Any], before: str, after: str) -> None:
        printed, now = _words(before), _words(after)
        if now.count(NUMBER) < printed.count(NUMBER):
            self._say(gettext("The number of the paper is gone"))
        gone = [
            name for name in dict.fromkeys(names_in(data)) if _flat(name) in printed and _flat(name) not in now
        ]
        if gone:
            self._say(gettext("These names are gone: %(names)s", names="、".join(gone[:5])))
        for key, value in data.items():
            said = day(value) if isinstance(value, str) and _ISO_DAY.fullmatch(value) else ""
            if said and said in printed and said not in now:
                self._say(gettext("The day “%(key)s” is gone: %(day)s", key=key, day=said))
        for mark, words in (
            ('class="seal"', gettext("A place for the seal is gone")),
            ('class="sign"', gettext("A line for a signature is gone")),
        ):
            if after.count(mark) < before.count(mark):
                self._say(words)

    def _say(self, text: str, line: int = 0) -> None:
        self.found.append(Problem(text, line))


def crowd(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data with thirty entries in every list, each with a name of its own."""
    return {
        key: [_another(value[number % len(value)], number) for number in range(CROWD)]
        if isinstance(value, list) and value
        else value
        for key, value in data.items()
    }


def _another(entry: Any, number: int) -> Any:
    if not isinstance(entry, dict):
        return entry
    return entry | {key: f"{entry[key]}{number}" for key in NAME_KEYS & entry.keys() if entry[key]}


def _words(html: str) -> str:
    return _flat(unescape(_TAG.sub("", html)))


def _flat(text: str) -> str:
    return "".join(text.split())
