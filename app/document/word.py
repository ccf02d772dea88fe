"""A filled template as an editable text (docx), for those who must go on writing where the house ends.

The paper that counts is the PDF; this is its words, tables and lines for signatures in the faces an office has. Loaded
by the worker process only, when the first is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_COLOR_INDEX, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from lxml import html
from lxml.html import HtmlElement

from app.document.sheet import Rendered, Sheet
from app.document.template import House, fill

#: Width, height, margins (top, right, bottom, left) in millimetres: the sheet of `house.css`, and its half.
_A4 = (210, 297, 37, 26, 35, 28)
_A5 = (148, 210, 16, 15, 28, 17)

#: What only the printed paper has: marks across the page, codes, the ring for a seal, heads of further pages.
_LEFT_OUT = {"mark", "continued", "seal", "qr"}

_FANG, _SONG, _HEI, _LATIN = "仿宋", "宋体", "黑体", "Times New Roman"

#: What HTML folds into one space; the wide space of Chinese stays.
_BLANKS = re.compile(r"[ \t\r\n]+")

_HINT = "草稿：可编辑文本，以出具的文书为准"


@dataclass(frozen=True)
class Look:
    """How a paragraph or a piece of it is set; sizes in points, indents in characters."""

    face: str = _FANG
    size: float = 15.75
    line: float = 28.9
    bold: bool = False
    align: Any = ALIGN.JUSTIFY
    indent: float = 2
    marked: bool = False


_TITLE = Look(_SONG, 22, 34, True, ALIGN.CENTER, 0)
_ISSUER = replace(_TITLE, size=18, line=30)
_HEADING = Look(_HEI, align=ALIGN.LEFT)
_CELL = Look(size=14, line=19.5, align=ALIGN.LEFT, indent=0)
_SMALL = Look(size=12, line=21)


def make(house: House, sheets: list[Sheet]) -> Rendered:
    """One docx of all sheets, each beginning a page. The number of pages is known to nobody before it is laid out.

    Raises:
        TemplateRefused: a template has a mistake or leaves the sandbox.
    """
    text = docx.Document()
    missing: list[str] = []
    for place, sheet in enumerate(sheets):
        filled = fill(house, sheet.template, {**sheet.context, "stamp": sheet.stamp.as_data()}, sheet.source)
        missing += [name for name in house.missing if name not in missing]
        body = html.document_fromstring(filled).body
        section = text.sections[0] if place == 0 else text.add_section()
        _page(section, _A5 if "a5" in _classes(body) else _A4)
        _Writer(text).blocks(body, Look())
    _furniture(text)
    text.core_properties.title = sheets[0].stamp.title
    text.core_properties.author = sheets[0].stamp.author
    kept = BytesIO()
    text.save(kept)
    return Rendered(kept.getvalue(), 0, tuple(missing))


class _Writer:
    """Writes elements into a document or a cell of it."""

    def __init__(self, place: Any, first: Any = None):
        self.place = place
        self._first = first  # a cell begins with a paragraph of its own

    def blocks(self, element: HtmlElement, look: Look) -> None:
        """The children of an element; running text between blocks is a paragraph too."""
        run: list[Any] = [element.text or ""]
        for child in element.iterchildren():
            if (
                not isinstance(child.tag, str)
                or _classes(child) & _LEFT_OUT
                or child.get("id") in ("verify", "origin")
            ):
                run.append(child.tail or "")
            elif child.tag in _BLOCKS:
                self._flush(run, look)
                self._block(child, look)
                run = [child.tail or ""]
            else:
                run += [child, child.tail or ""]
        self._flush(run, look)

    def _flush(self, run: list[Any], look: Look) -> None:
        if any(not isinstance(piece, str) or piece.strip() for piece in run):
            self._pieces(self._paragraph(look), run, look)

    def _block(self, element: HtmlElement, look: Look) -> None:
        classes = _classes(element)
        if element.tag == "table":
            _table(self.place, element, look)
        elif "sign" in classes:
            self._line_to_sign(element, look)
        elif "sealing" in classes:
            self.blocks(element, replace(look, align=ALIGN.RIGHT, indent=0))
        elif element.tag in ("div", "section", "ul", "ol"):
            self.blocks(element, look)
        else:
            own = _look_of(element, classes, look)
            self._pieces(self._paragraph(own), [element.text or "", *_inside(element)], own)

    def _paragraph(self, look: Look) -> Any:
        paragraph, self._first = self._first or self.place.add_paragraph(), None
        shape = paragraph.paragraph_format
        shape.alignment, shape.line_spacing = look.align, Pt(look.line)
        shape.space_before = shape.space_after = Pt(0)
        shape.first_line_indent = Pt(look.size * look.indent)
        return paragraph

    def _pieces(self, paragraph: Any, pieces: list[Any], look: Look) -> None:
        for piece in pieces:
            if isinstance(piece, str):
                words = _BLANKS.sub(" ", piece)
                if words.strip() or (words and paragraph.runs):
                    _run(paragraph, words, look)
            elif piece.tag == "br":
                paragraph.add_run().add_break()
            elif piece.tag == "img":
                _run(paragraph, piece.get("alt") or "", look)
            else:
                own = _look_of(piece, _classes(piece), look)
                if "blank" in _classes(piece):
                    _run(paragraph, "＿＿＿＿＿＿", own)
                self._pieces(paragraph, [piece.text or "", *_inside(piece)], own)

    def _line_to_sign(self, element: HtmlElement, look: Look) -> None:
        """`签名：______　年　月　日`, the line drawn by a tab."""
        said = {name: _words(part) for part in element for name in _classes(part)}
        paragraph = self._paragraph(replace(look, align=ALIGN.LEFT, indent=0))
        paragraph.paragraph_format.space_before = Pt(10)
        _run(paragraph, said.get("who", ""), look)
        width = _width_of(self.place)
        room = Length(int(width * (0.72 if said.get("when") else 0.95)))
        paragraph.paragraph_format.tab_stops.add_tab_stop(room, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
        paragraph.add_run("\t")
        _run(paragraph, said.get("when", ""), look)


_BLOCKS = {"p", "h1", "h2", "h3", "div", "section", "table", "ul", "ol", "li"}


def _look_of(element: HtmlElement, classes: set[str], look: Look) -> Look:
    if element.tag == "h1":
        return _TITLE
    if "issuer" in classes:
        return _ISSUER
    if element.tag in ("h2", "h3"):
        return replace(_HEADING, size=look.size, line=look.line)
    if "missing" in classes:
        return replace(look, marked=True)
    if "label" in classes:
        return replace(look, face=_HEI)
    if element.tag in ("b", "strong"):
        return replace(look, bold=True)
    if "note" in classes:
        look = replace(_SMALL, indent=look.indent)
    if classes & {"number", "dateline"}:
        return replace(look, align=ALIGN.RIGHT, indent=0)
    if "centre" in classes:
        return replace(look, align=ALIGN.CENTER, indent=0)
    return replace(look, indent=0) if "flush" in classes else look


def _table(place: Any, element: HtmlElement, look: Look) -> None:
    """A table with its widths and joined cells."""
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
    grid = [list(_across(row)) for row in rows]
    columns = max((sum(span for _cell, span, _down in row) for row in grid), default=0)
    if not columns:
        return
    width = _width_of(place)
    table = place.add_table(len(rows), columns)
    table.style, table.autofit = "Table Grid", False
    for column, part in zip(table.columns, _widths(element, columns, width)):
        column.width = part
        for cell in column.cells:
            cell.width = part
    for drawn, row in zip(table.rows, rows):
        if row.getparent().tag == "thead":  # said again on each page
            drawn._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    own = replace(_CELL, size=12, line=17) if "small" in _classes(element) else _CELL
    taken: set[tuple[int, int]] = set()
    for down, row in enumerate(grid):
        across = 0
        for cell, span, deep in row:
            while (down, across) in taken:
                across += 1
            last = min(across + span, columns) - 1
            joined = table.cell(down, across).merge(table.cell(min(down + deep, len(rows)) - 1, last))
            taken |= {(down + below, across + beside) for below in range(deep) for beside in range(span)}
            set_in = replace(own, face=_HEI, align=ALIGN.CENTER) if cell.tag == "th" else own
            set_in = replace(set_in, align=ALIGN.CENTER) if "centre" in _classes(cell) else set_in
            _Writer(joined, joined.paragraphs[0]).blocks(cell, set_in)
            across = last + 1


def _across(row: HtmlElement) -> Iterator[tuple[HtmlElement, int, int]]:
    for cell in row.iterchildren("td", "th"):
        yield cell, int(cell.get("colspan") or 1), int(cell.get("rowspan") or 1)


def _widths(element: HtmlElement, columns: int, width: int) -> list[int]:
    """The widths the template gives its columns in millimetres; the others share what is left."""
    given = [re.search(r"width:\s*([\d.]+)mm", col.get("style") or "") for col in element.iter("col")]
    said = [Mm(float(found[1])) if found else 0 for found in given][:columns]
    said += [0] * (columns - len(said))
    free = max(width - sum(said), 0) // max(said.count(0), 1)
    return [part or free for part in said]


def _width_of(place: Any) -> int:
    """The width of the text in a document or in a cell, in English metric units."""
    section = place.sections[-1] if hasattr(place, "sections") else None
    if section is not None:
        return int(section.page_width - section.left_margin - section.right_margin)
    return int(place.width or Mm(60)) - int(Mm(4))


def _page(section: Any, size: tuple[int, ...]) -> None:
    section.page_width, section.page_height = Mm(size[0]), Mm(size[1])
    section.top_margin, section.right_margin = Mm(size[2]), Mm(size[3])
    section.bottom_margin, section.left_margin = Mm(size[4]), Mm(size[5])


def _furniture(text: Any) -> None:
    """What stands on every page: that this is no paper yet, and `第 1 页　共 3 页`."""
    head = text.sections[0].header.paragraphs[0]
    head.alignment = ALIGN.RIGHT
    _run(head, _HINT, Look(size=9))
    head.runs[0].font.color.rgb = RGBColor(0x66, 0x66, 0x66)
    foot = text.sections[0].footer.paragraphs[0]
    foot.alignment = ALIGN.CENTER
    for words, field in (("第 ", "PAGE"), (" 页　共 ", "NUMPAGES"), (" 页", "")):
        _run(foot, words, Look(size=12))
        if field:
            counted = OxmlElement("w:fldSimple")
            counted.set(qn("w:instr"), field)
            foot._p.append(counted)


def _run(paragraph: Any, words: str, look: Look) -> None:
    run = paragraph.add_run(words)
    run.font.name, run.font.size, run.bold = _LATIN, Pt(look.size), look.bold
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW if look.marked else None
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), look.face)


def _inside(element: HtmlElement) -> Iterator[Any]:
    for child in element.iterchildren():
        if isinstance(child.tag, str) and not _classes(child) & _LEFT_OUT:
            yield child
        yield child.tail or ""


def _words(element: HtmlElement) -> str:
    return _BLANKS.sub(" ", element.text_content()).strip()


def _classes(element: HtmlElement) -> set[str]:
    return set((element.get("class") or "").split())
