"""Colleagues named in a note: `@` and their name in the text, their accounts beside it in the event's data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext

from app.model.base import db
from app.view.errors import Invalid
from app.view.names import people_names
from app.view.parse import key_of
from app.view.readers import may_all_read

#: The key in an event's data.
MENTIONS = "mentions"

#: More people than this are not called at once.
MOST = 20


def read_mentions(row: Any, text: str, typed: Iterable[str]) -> list[int]:
    """The accounts chosen while a note was typed, as far as the text still names them.

    Args:
        row: the row the note is on.
        text: the note.
        typed: keys of accounts as the form sent them.

    Raises:
        Invalid: somebody named may not read the row, or too many are named.
    """
    keys = dict.fromkeys(key for one in typed if (key := key_of(one)) is not None)
    if len(keys) > MOST:
        raise Invalid({"text": [gettext("At most %(most)s people can be called at once", most=MOST)]})
    names = people_names(keys)
    called = [key for key in keys if key not in names or f"@{names[key]}" in text]
    if called and not may_all_read(db.session(), row, called):
        raise Invalid(
            {"text": [gettext("Somebody you named may not open this record and cannot be told of it")]}
        )
    return called


def pieces(text: str, names: Iterable[str]) -> list[dict[str, Any]]:
    """A note cut at those it names: `{"text"}` and `{"tag"}` in turn, as `ui/flow.html` draws it."""
    found: list[dict[str, Any]] = [{"text": text}]
    for name in sorted({f"@{name}" for name in names}, key=len, reverse=True):
        cut: list[dict[str, Any]] = []
        for piece in found:
            if "tag" in piece:
                cut.append(piece)
                continue
            parts = piece["text"].split(name)
            for number, part in enumerate(parts):
                cut += [{"tag": name}] if number else []
                cut += [{"text": part}] if part else []
        found = cut
    return found
