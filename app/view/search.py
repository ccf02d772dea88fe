"""Looking for words in the columns a list names, and nowhere else.

From three characters on, an index of trigrams serves (`app/model/trigrams.py`); shorter words are looked for among
the rows of the scope, which the scope's own index has already made few.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from app.model.base import Record, db
from app.model.trigrams import SHORTEST, found_in_trigrams
from app.view.parse import clean_text

#: More words than this are not looked for; longer ones are cut.
MOST_WORDS, LONGEST_WORD = 5, 60

_ESCAPE = "\\"


def words_of(text: str) -> list[str]:
    """The words to look for, as typed.

    Raises:
        FieldError: characters that cannot be stored.
    """
    plain = unicodedata.normalize("NFKC", clean_text(text, lines=True))
    return [word[:LONGEST_WORD] for word in plain.split()[:MOST_WORDS]]


def contains(column: Any, word: str) -> ColumnElement[bool]:
    """The column holds the word anywhere; `%` and `_` mean themselves."""
    escaped = word
    for sign in (_ESCAPE, "%", "_"):
        escaped = escaped.replace(sign, _ESCAPE + sign)
    pattern = f"%{escaped}%"
    # Chinese has no capitals: LIKE finds the same as ILIKE in a third of the time.
    cased = word.lower() != word.upper()
    found: ColumnElement[bool] = (column.ilike if cased else column.like)(pattern, escape=_ESCAPE)
    return found


def search_condition(model: type[Record], paths: tuple[str, ...], text: str) -> ColumnElement[bool] | None:
    """Rows in which every word is found in one of the columns; None when nothing is asked.

    A model may answer for names itself (bigrams, pinyin initials) with a class method `matching(word)` that returns
    a condition.

    Args:
        model: the class of the rows.
        paths: column names; `relation.column` looks into a related row.
        text: what was typed.
    """
    conditions = []
    for word in words_of(text):
        own = getattr(model, "matching", None)
        parts = [own(word)] if own is not None else []
        parts += _in_columns(model, paths, word)
        if parts:
            conditions.append(or_(*parts))
    return and_(*conditions) if conditions else None


def _in_columns(model: type[Record], paths: tuple[str, ...], word: str) -> list[ColumnElement[bool]]:
    """One condition a column, but on SQLite one for all that its trigrams know."""
    if len(word) < SHORTEST or db.engine.dialect.name != "sqlite":
        return [_in_path(model, path.split("."), word) for path in paths]
    known = tuple(path for path in paths if path in model.searched)
    parts = [found_in_trigrams(model, known, word)] if known else []
    return parts + [_in_path(model, path.split("."), word) for path in paths if path not in known]


def _in_path(model: Any, steps: list[str], word: str) -> ColumnElement[bool]:
    attribute = getattr(model, steps[0])
    if len(steps) == 1:
        return contains(attribute, word)
    relation = attribute.property
    inner = _in_path(relation.mapper.class_, steps[1:], word)
    found: ColumnElement[bool] = attribute.any(inner) if relation.uselist else attribute.has(inner)
    return found
