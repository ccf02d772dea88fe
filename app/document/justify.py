"""Chinese lines with a straight right edge, which WeasyPrint 70.0 does not do.

WeasyPrint widens only spaces, and Chinese has none. Here the free width of a line is shared out among the gaps
beside a Chinese character or mark; runs of digits and Latin letters stay tight. It replaces one private function
of WeasyPrint, so the version is pinned and `tests/kernel/test_document_render.py` measures the edge.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import Any

import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.ffi import FROM_UNITS, ffi
from weasyprint.text.line_break import Layout

PINNED = "70.0"

#: A gap never opens wider than this share of the character size; a line that would need more stays ragged.
WIDEST_GAP = 0.35


class SpreadLayout(Layout):
    """A line of text whose gaps are opened by given amounts each time it is laid out for drawing."""

    gaps: dict[int, int]

    def get_first_line(self) -> tuple[Any, int | None]:
        """The Pango line, each glyph before an opened gap made wider.

        Pango hands out one stored line, so it is widened once a layout.
        """
        line, index = super().get_first_line()
        if self.layout is not self._spread:
            self._spread = self.layout
            _widen(line, self.gaps)
        return line, index

    _spread: Any = None

    def deactivate(self) -> None:
        """Let go of the Pango objects; `reactivate` makes new ones for drawing."""
        super().deactivate()
        self._spread = None


def _widen(line: Any, gaps: dict[int, int]) -> None:
    """Add to each glyph's width the Pango units asked for at the byte where its cluster starts."""
    run = line.runs
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        for position in range(glyphs.num_glyphs):
            last_of_cluster = (
                position + 1 == glyphs.num_glyphs
                or glyphs.log_clusters[position + 1] != glyphs.log_clusters[position]
            )
            if last_of_cluster:
                glyphs.glyphs[position].geometry.width += gaps.get(
                    item.offset + glyphs.log_clusters[position], 0
                )
        run = run.next


def is_wide(character: str) -> bool:
    """Whether gaps beside this character may be opened: Chinese characters and full-width marks."""
    code = ord(character)
    return (
        0x2E80 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFE30 <= code <= 0xFE4F
        or 0xFF00 <= code <= 0xFFEF
        or 0x20000 <= code <= 0x3FFFF
        or code in (0x2018, 0x2019, 0x201C, 0x201D)
    )


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Spread `extra_width` (px) over the gaps of a line box; takes the place of WeasyPrint's function."""
    texts = list(_text_boxes(line))
    characters = "".join(box.text for box in texts)
    gaps = [
        before == " " or is_wide(before) or is_wide(after)
        for before, after in zip(characters, characters[1:])
    ] + [False]
    count = sum(gaps)
    if not count or extra_width / count > WIDEST_GAP * line.style["font_size"]:
        return
    # Glyph positions in a PDF are whole thousandths of the type size: share out those, so that no rest is lost.
    step = line.style["font_size"] / 1000
    shares = iter(_shares(round(extra_width / step), count))
    position = 0
    for box in texts:
        opened: dict[int, float] = {}
        byte = 0
        for character in box.text:
            if gaps[position]:
                opened[byte] = next(shares) * step
            position += 1
            byte += len(character.encode())
        box.fengqiao_gaps = opened
    _open(context, line, 0)


def _shares(total: int, count: int) -> list[int]:
    return [total * (number + 1) // count - total * number // count for number in range(count)]


def _text_boxes(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _text_boxes(child)


def _open(context: Any, box: Any, advance: float) -> float:
    """Move a box right by what stands before it, widen it by its own gaps, return the new advance."""
    if isinstance(box, boxes.TextBox):
        box.position_x += advance
        opened = box.fengqiao_gaps
        if opened:
            layout = SpreadLayout(box.style)
            # Rounded up: drawing cuts the gap down to whole thousandths.
            layout.gaps = {byte: ceil(width / FROM_UNITS) for byte, width in opened.items()}
            layout.set_text(box.text)
            layout.deactivate()
            box.pango_layout = layout
            box.width += sum(opened.values())
        return advance + sum(opened.values())
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.position_x += advance
        start = advance
        for child in box.children:
            if child.is_in_normal_flow():
                advance = _open(context, child, advance)
        box.width += advance - start
        return advance
    box.translate(advance, 0)
    return advance


def install() -> None:
    """Put `justify_line` in WeasyPrint's place.

    Raises:
        RuntimeError: another WeasyPrint than the one this was written for and measured with.
    """
    if weasyprint.__version__ != PINNED:
        raise RuntimeError(f"Chinese justification needs WeasyPrint {PINNED}, found {weasyprint.__version__}")
    inline.justify_line = justify_line
