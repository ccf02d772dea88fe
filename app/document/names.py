"""Names with a rare character: set whole in the Kai face wherever they stand, never in two faces.

A filter marks them where a template prints a name; in free text (facts, clauses, what somebody said) they are found
by the names the context itself carries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

from app.document.fonts import body_code_points

#: Keys of a context whose values are names of people and organisations.
NAME_KEYS = frozenset({"name", "representative", "payer", "payee", "speaker"})

_TAG = re.compile("(<[^>]*>)")
_OPENING = '<span class="rare">'


def is_rare(name: str) -> bool:
    """Whether the body face lacks a character of `name`. ASCII is drawn by the Latin face."""
    known = body_code_points()
    return any(ord(character) not in known for character in name if not character.isascii())


def in_one_face(name: str) -> Markup:
    """`name` marked for the Kai face."""
    return Markup(_OPENING + "{}</span>").format(name)


def rare_names(context: Any) -> set[str]:
    """Every name in a context, at any depth, that the body face cannot draw whole."""
    return {name for name in names_in(context) if is_rare(name)}


def names_in(data: Any) -> Iterator[str]:
    """Every name in a context, at any depth, as often as it stands there."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            if key in NAME_KEYS and isinstance(value, str) and value:
                yield value
            else:
                yield from names_in(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from names_in(value)


def one_face(html: str, names: Iterable[str]) -> str:
    """Mark each of `names` in the text of `html`; tags, attributes and names already marked are left alone."""
    longest_first = sorted((str(escape(name)) for name in names), key=len, reverse=True)
    if not longest_first:
        return html
    wanted = re.compile("|".join(map(re.escape, longest_first)))
    pieces = _TAG.split(html)
    for position in range(0, len(pieces), 2):
        before = pieces[position - 1] if position else ""
        if before != _OPENING and not before.startswith(("<title", "<style")):
            pieces[position] = wanted.sub(lambda match: f"{_OPENING}{match[0]}</span>", pieces[position])
    return "".join(pieces)
