"""Texts typed as one entry a line, as papers take them."""

from __future__ import annotations


def lines(text: str | None) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def pair(line: str) -> tuple[str, str]:
    """`speaker：words` or `name，role`; a line without a mark is all words."""
    for mark in ("：", "，"):
        first, found, rest = line.partition(mark)
        if found:
            return first.strip(), rest.strip()
    return "", line.strip()
