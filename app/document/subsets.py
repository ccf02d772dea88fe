"""Remembers cut-down fonts between papers.

Every paper embeds only the glyphs it uses, and cutting them out of a face of 65,000 glyphs takes a third of the
time of a paper. Titles, labels and fixed sentences are the same on every copy of a form, so the same cut is asked
for again and again. It wraps one private method of WeasyPrint, which is why the version is pinned (`justify.py`).
"""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Callable

from weasyprint.pdf.fonts import Font

#: Cuts a font down to the glyphs of `to_unicode`; the method being wrapped.
Cut = Callable[[Font, dict[int, str], bool], None]

#: Cuts kept; each is 20 to 150 KB.
KEPT = 64


def install() -> None:
    """Put the remembering method in the place of WeasyPrint's."""
    if not hasattr(Font.subset, "__wrapped__"):
        Font.subset = _remembering(Font.subset)


def _remembering(cut: Cut) -> Cut:
    kept: OrderedDict[tuple, bytes] = OrderedDict()

    def subset(self: Font, to_unicode: dict[int, str], hinting: bool) -> None:
        key = (self.hash, hinting, bool(self.missing), frozenset(to_unicode))
        if key in kept:
            kept.move_to_end(key)
            self.file_content = kept[key]
            return
        cut(self, to_unicode, hinting)
        if to_unicode:
            kept[key] = self.file_content
            if len(kept) > KEPT:
                kept.popitem(last=False)

    return functools.wraps(cut)(subset)
