"""Finding people by the sounds and the neighbouring characters of their names.

A clerk types `张三`, `三丰` or `zsf`. Characters with several readings are found by all of them; the
reading used to sort and to show is the one the character has as a surname.
"""

from __future__ import annotations

import csv
import os
from functools import cache, lru_cache
from itertools import islice, product
from pathlib import Path

#: Names with many ambiguous characters stop here; the most usual readings come first.
MOST_INITIALS = 64


@cache
def _surnames() -> dict[str, tuple[str, ...]]:
    """Surnames whose reading differs from the usual one, to their syllables."""
    with (Path(__file__).parent / "seeds" / "surnames.csv").open(encoding="utf-8") as file:
        return {row["surname"]: tuple(row["reading"].split()) for row in csv.DictReader(file)}


@lru_cache(maxsize=4096)
def _sounds(character: str) -> tuple[str, ...]:
    """The readings of one character without tones, the most usual first."""
    # A dictionary of 12 MB, so only when a name is read; that of phrases, 44 MB more, is never asked.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin import Style, pinyin

    return tuple(dict.fromkeys(pinyin(character, style=Style.NORMAL, heteronym=True, errors=str.lower)[0]))


def _readings(name: str) -> list[list[str]]:
    """All readings of each character, the best one first; anything else stands for itself."""
    found = [list(_sounds(character)) for character in name]
    for length in (2, 1):
        syllables = _surnames().get(name[:length])
        if syllables and len(syllables) == length:
            for place, syllable in enumerate(syllables):
                found[place] = list(dict.fromkeys([syllable, *found[place]]))
            break
    return found


def _plain(name: str) -> str:
    return "".join(character for character in name if character.isalnum())


def full_pinyin(name: str) -> str:
    """The best reading without tones or blanks, for sorting: `单小妹` to `shanxiaomei`."""
    return "".join(readings[0] for readings in _readings(_plain(name)))


def initials(name: str) -> tuple[str, ...]:
    """Every string of first letters the name can be typed by: `单小妹` to `sxm`, `dxm`, `cxm`."""
    letters = [
        list(dict.fromkeys(reading[0] for reading in readings)) for readings in _readings(_plain(name))
    ]
    return tuple("".join(choice) for choice in islice(product(*letters), MOST_INITIALS)) if letters else ()


def bigrams(name: str) -> tuple[str, ...]:
    """Every two neighbouring characters; a single character stands alone."""
    plain = _plain(name)
    if len(plain) < 2:
        return (plain,) if plain else ()
    return tuple(dict.fromkeys(plain[place : place + 2] for place in range(len(plain) - 1)))


def search_terms(name: str) -> tuple[str, ...]:
    """All the words an index row of this name should hold: bigrams, initials and the full pinyin."""
    full = full_pinyin(name)
    return tuple(dict.fromkeys((*bigrams(name), *initials(name), *([full] if full else []))))
