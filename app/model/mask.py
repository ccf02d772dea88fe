"""Personal data as shown to those who need not see it whole."""

from __future__ import annotations

_STAR = "*"


def mask_name(name: str) -> str:
    """`周某某` to `周**`: the first character stays, at most two stars follow."""
    return name[:1] + _STAR * min(max(len(name) - 1, 0), 2)


def mask_id(number: str) -> str:
    """`11010519491231002X` to `110105********002X`; a shorter paper number keeps its ends only."""
    return _mask(number, 6, 4)


def mask_phone(phone: str) -> str:
    """`13812345678` to `138****5678`."""
    return _mask(phone, 3, 4)


def mask_account(number: str) -> str:
    """`6222021234567890123` to `6222***********0123`."""
    return _mask(number, 4, 4)


def _mask(text: str, head: int, tail: int) -> str:
    """Stars for the middle; a text too short to hide four characters shows its first and last only."""
    if len(text) < head + tail + 4:
        head, tail = (1, 1) if len(text) > 4 else (0, 0)
    return text[:head] + _STAR * (len(text) - head - tail) + text[len(text) - tail :]
