"""Characters no face of the house can draw: shown by their code and reported, never left out in silence.

A private-use character counts as one: another face draws something else for it, or nothing.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from unicodedata import category

from markupsafe import Markup

from app.document.fonts import drawn_code_points

#: How a reported character begins, which tells it from the name of a missing fact.
CODE = "U+"

#: White space, format characters and controls of lines have no shape of their own.
_SHAPELESS = frozenset({"Zs", "Zl", "Zp", "Cf"})
_LINE_CONTROLS = "\t\n\r\f"
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))

_TAG = re.compile("(<[^>]*>)")


def undrawn(text: str) -> list[str]:
    """The characters of `text` that no face draws, each once, in order."""
    return [character for character in dict.fromkeys(text) if not _is_drawn(character)]


@cache
def _is_drawn(character: str) -> bool:
    code, kind = ord(character), category(character)
    if kind in _SHAPELESS or character in _LINE_CONTROLS or any(code in part for part in _SELECTORS):
        return True
    return kind != "Co" and code in drawn_code_points()


def show_undrawn(html: str) -> tuple[str, list[str]]:
    """Put the code of every such character in its place.

    Args:
        html: a whole page; tags, title and styles are left alone.

    Returns:
        The page, and what to report, as `U+2611 ☑`.
    """
    pieces, found = _TAG.split(html), dict[str, None]()
    for position in range(0, len(pieces), 2):
        if position and pieces[position - 1].startswith(("<title", "<style")):
            continue
        said = unescape(pieces[position])
        lacking = undrawn(said)
        if lacking:
            found |= dict.fromkeys(lacking)
            pieces[position] = "".join(
                Markup('<span class="missing">〔{}〕</span>').format(_code(one))
                if one in lacking
                else Markup.escape(one)
                for one in said
            )
    return "".join(pieces), [_report(one) for one in found]


def _code(character: str) -> str:
    return f"{CODE}{ord(character):04X}"


def _report(character: str) -> str:
    return (
        _code(character)
        if category(character) in ("Co", "Cn", "Cc", "Cs")
        else f"{_code(character)} {character}"
    )
