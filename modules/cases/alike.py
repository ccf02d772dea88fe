"""How alike matters are, by the pairs of characters their words share; rare pairs weigh more than common ones.

No dictionary of words is needed, which Chinese would ask for, and the reason can be shown: the pairs shared most.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Characters of a text that are compared; what follows tells the same matter again.
LONGEST = 400

_APART = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Match:
    """One text like the one asked for.

    Attributes:
        index: its place among the texts.
        score: 0 nothing shared, 1 the same.
        shared: the weightiest words both have, at most three.
    """

    index: int
    score: float
    shared: tuple[str, ...]


def pairs(text: str) -> frozenset[str]:
    """Neighbouring characters within words: `楼上漏水` gives 楼上, 上漏, 漏水."""
    words = _APART.split(text[:LONGEST].lower())
    return frozenset(word[i : i + 2] for word in words for i in range(len(word) - 1))


def alike(text: str, others: Sequence[str], *, least: float) -> list[Match]:
    """The texts like a text, the most alike first.

    Args:
        text: what is asked for.
        others: texts it is compared with.
        least: the score from which a text counts.
    """
    mine, theirs = pairs(text), [pairs(other) for other in others]
    known = Counter(pair for found in (mine, *theirs) for pair in found)
    total = len(theirs) + 1
    weight = {pair: math.log(1 + total / count) for pair, count in known.items()}

    def heft(found: Iterable[str]) -> float:
        return sum(weight[pair] for pair in found)

    own, matches = heft(mine), []
    for index, found in enumerate(theirs):
        both = mine & found
        if both and (score := heft(both) / math.sqrt(own * heft(found))) >= least:
            matches.append(Match(index, score, _shared(text, both, weight)))
    return sorted(matches, key=lambda match: -match.score)


def _shared(text: str, both: frozenset[str], weight: dict[str, float]) -> tuple[str, ...]:
    """The longest runs of the text both have, the weightiest three."""
    runs: dict[str, float] = {}
    plain, at = text[:LONGEST].lower(), 0
    while at < len(plain) - 1:
        end = at
        while plain[end : end + 2] in both:
            end += 1
        if end > at:
            run = plain[at : end + 1]
            runs[run] = sum(weight[run[i : i + 2]] for i in range(len(run) - 1))
        at = max(end, at + 1)
    return tuple(sorted(runs, key=lambda run: -runs[run])[:3])
