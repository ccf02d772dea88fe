"""A paper as a page for the screen: its own template in the sandbox, its own style, as wide as the window it stands in.

Two thousandths of a second instead of the quarter the press takes, and no fonts are read: faces and the ends of pages
are those of the browser. What is printed or issued is always the press's. Templates of administrators are filled by a
worker, which can be stopped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from app.document import press
from app.document.fonts import REPORTS
from app.document.refusal import PaperRefused
from app.document.screen import fill_sheets
from app.document.service import draft_sheets
from app.document.sheet import Sheet
from app.document.spec import Document
from app.document.template import TemplateRefused
from app.model.base import Record

#: Millimetres in a point.
_POINT = 25.4 / 72

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_PAGE = re.compile(r"@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}")
_PART = re.compile(r' data-part="([a-z0-9-]+)"')
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(mm|pt)\b")


def on_screen(document: Document, row: Record, nonce: str, marks: Mapping[str, str] | None = None) -> str:
    """The draft of a paper as one HTML page. Nothing is stored.

    Args:
        document: which paper.
        row: what it is made of.
        nonce: of the answer's policy, for the style the page carries.
        marks: classes of `screen.css` for parts the template names in `data-part`, such as `{"clause-2": "stop"}`.

    Raises:
        PaperRefused: the template was stopped.
    """
    html, _missing = filled(draft_sheets(document, row))
    return styled(_PART.sub(lambda part: _marked(part, marks or {}), html), nonce)


def filled(sheets: list[Sheet]) -> tuple[str, list[str]]:
    """The HTML of sheets and the names they lack.

    Raises:
        PaperRefused: a template was stopped.
    """
    if any(sheet.source is not None for sheet in sheets):
        made = press.fill(sheets)
        return made.body.decode(), list(made.missing)
    try:
        return fill_sheets(sheets)
    except TemplateRefused as refused:
        raise PaperRefused(refused.code, refused.detail) from refused


def styled(html: str, nonce: str) -> str:
    """The HTML of sheets with the style of the screen in its head."""
    return html.replace("</head>", f'<style nonce="{nonce}">{screen_style()}</style></head>')


@lru_cache(maxsize=1)
def screen_style() -> str:
    """The house style with lengths that grow with the window, and what a sheet is on a screen."""
    texts = ((REPORTS / "house" / name).read_text("utf-8") for name in ("house.css", "screen.css"))
    style = _PAGE.sub("", _COMMENT.sub("", "\n".join(texts)))
    return _LENGTH.sub(lambda found: f"calc(var(--mm) * {_millimetres(found):.4g})", style)


def _marked(part: re.Match[str], marks: Mapping[str, str]) -> str:
    mark = marks.get(part[1])
    return f'{part[0]} class="{mark}"' if mark else part[0]


def _millimetres(length: re.Match[str]) -> float:
    return float(length[1]) * (1 if length[2] == "mm" else _POINT)
