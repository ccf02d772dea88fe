"""What an examination of the house finds, with the cure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing looked at.

    Attributes:
        subject: what was looked at (`keys`, `role`, `collation`, `versions`…).
        ok: whether it is right.
        message: what was found.
        cure: what to do, when it is not right.
        grave: whether the start is refused.
    """

    subject: str
    ok: bool
    message: str
    cure: str = ""
    grave: bool = True
