"""Rows that stayed when one act was pressed on many.

The next page of their list shows them still chosen, each with its reason. The session cookie carries them for that one
page, so it keeps keys and a few sentences and no more.
"""

from __future__ import annotations

from flask import session

from app.model.base import Record

_KEPT = "stayed"

#: Reasons told beside the rows, and characters of each; rows with a rarer reason are chosen without a word.
MOST_REASONS, LONGEST_REASON = 5, 120


def keep_stayed(model: type[Record], why: dict[int, str]) -> None:
    """Remember the rows of a list that stayed.

    Args:
        why: the reason by key; nothing leaves nothing to remember.
    """
    reasons: dict[str, list[int]] = {}
    for key, text in why.items():
        reasons.setdefault(text[:LONGEST_REASON], []).append(key)
    told = sorted(reasons, key=lambda text: -len(reasons[text]))[:MOST_REASONS]
    rest = [key for text, keys in reasons.items() if text not in told for key in keys]
    kept = [[text, reasons[text]] for text in told] + ([["", rest]] if rest else [])
    if kept:
        session[_KEPT] = [model.model_id(), kept]


def take_stayed(model: type[Record]) -> dict[int, str]:
    """The rows of this list that stayed last time, with their reasons; told once."""
    if session.get(_KEPT, ("",))[0] != model.model_id():
        return {}
    _model, kept = session.pop(_KEPT)
    return {key: text for text, keys in kept for key in keys}
