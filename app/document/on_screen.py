"""A paper as a page for the screen: its own template in the sandbox, its own style, as wide as the window it stands in.

Two thousandths of a second instead of the quarter the press takes, and no fonts are read: faces and the ends of pages
are those of the browser. What is printed or issued is always the press's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from app.document.fonts import REPORTS
from app.document.refusal import PaperRefused
from app.document.service import draft_sheets
from app.document.spec import Document
from app.document.template import House, TemplateRefused, fill
from app.model.base import Record

#: Millimetres in a point.
_POINT = 25.4 / 72

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_PAGE = re.compile(r"@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}")
_PART = re.compile(r' data-part="([a-z0-9-]+)"')
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(mm|pt)\b")


@lru_cache(maxsize=1)
def screen_house() -> House:
    """The sandbox of papers without the marks that only the press needs: it knows which face draws a name."""
    house = House()
    house.filters["rare"] = str
    return house


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
    try:
        pages = [
            fill(screen_house(), sheet.template, {**sheet.context, "stamp": sheet.stamp.as_data()})
            for sheet in draft_sheets(document, row)
        ]
    except TemplateRefused as refused:
        raise PaperRefused(refused.code, refused.detail) from refused
    html = _PART.sub(lambda part: _marked(part, marks or {}), "".join(pages))
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
