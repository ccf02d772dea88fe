"""What is wrong with a template, in words of somebody who writes papers and no programs, with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.document.refusal import PaperRefused

#: What Jinja says, and what is said instead; `%(what)s` is what its words name.
_SAID = (
    (r"Encountered unknown tag '(?P<what>[^']+)'", _("“%(what)s” is no step templates know")),
    (r"No filter named '(?P<what>[^']+)'", _("There is no form of writing called “%(what)s”")),
    (r"No test named '(?P<what>[^']+)'", _("There is no test called “%(what)s”")),
    (r"Unexpected end of template.*'(?P<what>end\w+)'", _("The end is missing: {%% %(what)s %%}")),
    (
        r"unexpected end of template|unexpected '(?P<what>end of \w+( \w+)?)'",
        _("Something is missing between the braces"),
    ),
    (r"unexpected char (?P<what>.+) at", _("%(what)s cannot stand between the braces")),
    (r"unexpected '(?P<what>[^']+)'", _("“%(what)s” cannot stand here")),
    (r"expected token '.*', got '(?P<what>[^']+)'", _("“%(what)s” cannot stand here")),
    (r"Expected an expression", _("Something is missing between the braces")),
    (r"Missing end of (?P<what>comment|raw)", _("A remark begun by {# has no end #}")),
    (r"Range too big", _("The list to be counted through is too long")),
    (r"division|zero", _("A number cannot be divided by nothing")),
    (r"not an amount: (?P<what>.*)", _("“%(what)s” is no amount of money")),
    (r"isoformat string: '?(?P<what>[^']*)", _("“%(what)s” is no day")),
    (r"maximum recursion", _("The template uses itself without end")),
)


@dataclass(frozen=True)
class Problem:
    """One sentence, and the line it is about, 0 for the whole."""

    text: str
    line: int = 0

    def __str__(self) -> str:
        return gettext("Line %(line)s: %(text)s", line=self.line, text=self.text) if self.line else self.text


def of_refusal(source: str, refusal: PaperRefused) -> Problem:
    """Why a template was stopped."""
    line = refusal.line or (line_of(source, refusal.detail) if refusal.code in ("unsafe", "address") else 0)
    if refusal.code != "template":
        return Problem(str(refusal), line)
    for pattern, words in _SAID:
        found = re.search(pattern, refusal.detail)
        if found:
            return Problem(str(words) % {"what": found.groupdict().get("what") or ""}, line)
    return Problem(gettext("The template has a mistake: %(detail)s", detail=refusal.detail), line)


def of_missing(source: str, names: list[str]) -> list[Problem]:
    """Names the sample data does not have."""
    return [
        Problem(
            gettext("There is no field “%(name)s” in the sample data", name=name),
            line_of(source, name) or line_of(source, name.rpartition(".")[2]),
        )
        for name in names
    ]


def line_of(source: str, words: str) -> int:
    """The first line in which words stand, 0 for none."""
    at = source.find(words) if words else -1
    return source.count("\n", 0, at) + 1 if at >= 0 else 0
