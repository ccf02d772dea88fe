"""Word lists: what is looked for in a text, and what does not count.

One expression a line. `不得…起诉` finds both parts close together, with no comma between; a line that begins with `!`
names words in which a find does not count (`!不放弃起诉`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

GAP = "…"

#: How far apart the parts of an expression may stand, and how many gaps it may have.
WIDTH, MOST_GAPS, MOST_LINES, LONGEST_LINE = 30, 3, 500, 60


@dataclass(frozen=True)
class Words:
    """A word list ready for use: the expressions, and those that cover a find."""

    sought: tuple[str, ...]
    covers: tuple[str, ...] = ()

    @staticmethod
    def of(lines: str) -> Words:
        """From the lines of a list."""
        said = [line.strip() for line in lines.splitlines() if line.strip()]
        return Words(
            tuple(line for line in said if not line.startswith("!")),
            tuple(line[1:].strip() for line in said if line.startswith("!") and line[1:].strip()),
        )

    def found(self, text: str) -> list[str]:
        """What stands in a text, each once, in the order of the list; of one within another only the longer."""
        if not text or not self.sought:
            return []
        covered = [match.span() for one in self.covers for match in _pattern(one).finditer(text)]
        found = [
            first
            for one in self.sought
            if (first := next((m[0] for m in _pattern(one).finditer(text) if not _within(m, covered)), ""))
        ]
        return [one for one in found if not any(one != other and one in other for other in found)]


def faults(lines: str) -> list[str]:
    """The lines a list cannot have: too long, too many gaps, or nothing between them."""
    said = [line.strip().lstrip("!").strip() for line in lines.splitlines() if line.strip()]
    wrong = [
        line
        for line in said
        if len(line) > LONGEST_LINE or line.count(GAP) > MOST_GAPS or not all(line.split(GAP))
    ]
    return wrong + said[MOST_LINES:]


def _within(match: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(first <= match.start() and match.end() <= last for first, last in spans)


@lru_cache(maxsize=4096)
def _pattern(expression: str) -> re.Pattern[str]:
    parts = (re.escape(part) for part in expression.split(GAP)[: MOST_GAPS + 1])
    return re.compile(rf"[^。；;，,：:\n]{{0,{WIDTH}}}?".join(parts))
