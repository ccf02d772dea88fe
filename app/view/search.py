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
from app.org.models import Account
from app.view.fields import KNOWN_BY, declared_fields, named_through
from app.view.parse import clean_text
from app.view.screens import screens

#: More words than this are not looked for; longer ones are cut.
MOST_WORDS, LONGEST_WORD = 5, 60

_ESCAPE = "\\"

#: Signs as a Latin keyboard gives them, and as they stand in Chinese.
_WIDE = str.maketrans("(),:;?!", "（），：；？！")


def words_of(text: str) -> list[str]:
    """The words to look for, as typed.

    Raises:
        FieldError: characters that cannot be stored.
    """
    plain = clean_text(text, lines=True)
    return [word[:LONGEST_WORD] for word in plain.split()[:MOST_WORDS]]


def spellings(word: str) -> tuple[str, ...]:
    """The ways a word may stand in a text: letters, digits and signs narrow, signs wide, or all as typed."""
    narrow = unicodedata.normalize("NFKC", word)
    return tuple(dict.fromkeys((narrow, narrow.translate(_WIDE), word)))


def contains(column: Any, word: str) -> ColumnElement[bool]:
    """The column holds the word anywhere, in one of its spellings; `%` and `_` mean themselves."""
    return or_(*(_holds(column, spelling) for spelling in spellings(word)))


def _holds(column: Any, word: str) -> ColumnElement[bool]:
    escaped = word
    for sign in (_ESCAPE, "%", "_"):
        escaped = escaped.replace(sign, _ESCAPE + sign)
    pattern = f"%{escaped}%"
    # Chinese has no capitals: LIKE finds the same as ILIKE in a third of the time.
    cased = word.lower() != word.upper()
    found: ColumnElement[bool] = (column.ilike if cased else column.like)(pattern, escape=_ESCAPE)
    return found


def known_by(model: type[Any], *, deep: bool = True) -> tuple[str, ...]:
    """What a row is picked by: what its list searches and its own name, or what it leads to for want of a name."""
    said = screens().list(model).search if hasattr(model, "model_id") else ()
    fields = declared_fields(model)
    own = tuple(name for name in KNOWN_BY if name in fields and fields[name].type in ("text", "long"))
    if not own and not hasattr(model, "matching") and deep:
        own = tuple(
            name for name in named_through(model) if not issubclass(fields[name].model or Account, Account)
        )
    return tuple(dict.fromkeys((*said, *own)))


def search_condition(model: type[Record], paths: tuple[str, ...], text: str) -> ColumnElement[bool] | None:
    """Rows in which every word is found in one of the columns; None when nothing is asked.

    A model may answer for names itself (bigrams, pinyin initials) with a class method `matching(word)` that returns
    a condition.

    Args:
        model: the class of the rows.
        paths: column names; `relation.column` looks into a related row, `relation` into all it is known by.
        text: what was typed.
    """
    conditions = [found for word in words_of(text) if (found := _found(model, paths, word)) is not None]
    return and_(*conditions) if conditions else None


def _found(model: type[Any], paths: tuple[str, ...], word: str) -> ColumnElement[bool] | None:
    own = getattr(model, "matching", None)
    parts = [own(spellings(word)[0])] if own is not None else []
    parts += _in_columns(model, paths, word)
    return or_(*parts) if parts else None


def _in_columns(model: type[Any], paths: tuple[str, ...], word: str) -> list[ColumnElement[bool]]:
    """One condition a column and a relation, but on SQLite one for all that its trigrams know."""
    known: tuple[str, ...] = ()
    if len(word) >= SHORTEST and db.engine.dialect.name == "sqlite":
        known = tuple(path for path in paths if path in getattr(model, "searched", ()))
    parts = [found_in_trigrams(model, known, spellings(word))] if known else []
    ways: dict[str, list[str]] = {}
    for path in paths:
        if path not in known:
            first, _, rest = path.partition(".")
            ways.setdefault(first, []).append(rest)
    for first, rests in ways.items():
        attribute = getattr(model, first)
        related = getattr(attribute.property, "mapper", None)
        if related is None:
            parts.append(contains(attribute, word))
        elif (inner := _in_related(related.class_, tuple(filter(None, rests)), word)) is not None:
            parts.append(attribute.any(inner) if attribute.property.uselist else attribute.has(inner))
    return parts


def _in_related(model: type[Any], paths: tuple[str, ...], word: str) -> ColumnElement[bool] | None:
    return or_(*_in_columns(model, paths, word)) if paths else _found(model, known_by(model, deep=False), word)
