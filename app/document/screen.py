"""Templates filled for a screen: in this process for the house's own, in a worker for those of administrators.

No layout is made. A template that is not the house's own may hold nothing a browser would run, fetch or follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from app.document.sheet import Sheet
from app.document.template import House, TemplateRefused, UnsafeAddress, fill

_TAGS = re.compile(
    "script|i?frame|frameset|object|embed|applet|link|base|form|input|button|select|textarea|template|svg|math"
    "|audio|video|source|track|portal|noscript"
)
_ADDRESSES = re.compile("src|srcset|href|data|action|formaction|poster|background|cite|longdesc|ping|usemap")
_HARMLESS = ("data:image/", "house:", "#")
_IN_STYLE = re.compile(r"""(?:@import|url\s*\()\s*["']?\s*(?:url\()?["']?([^"')\s;]*)""", re.I)


@lru_cache(maxsize=1)
def screen_house() -> House:
    """The sandbox of papers without the marks that only the press needs: it knows which face draws a name."""
    house = House()
    house.filters["rare"] = str
    return house


def fill_sheets(sheets: list[Sheet]) -> tuple[str, list[str]]:
    """The HTML of sheets, one after the other, and the names they lack.

    Raises:
        TemplateRefused: a template has a mistake, leaves the sandbox or holds what a browser would run.
        UnsafeAddress: a template asks for a file or a web address.
    """
    pages, missing = [], dict[str, None]()
    for sheet in sheets:
        html = fill(
            screen_house(), sheet.template, {**sheet.context, "stamp": sheet.stamp.as_data()}, sheet.source
        )
        missing |= screen_house().missing
        if sheet.source is not None:
            _refuse_what_lives(html)
        pages.append(html)
    return "".join(pages), list(missing)


def _refuse_what_lives(html: str) -> None:
    from lxml import etree  # only workers need it
    from lxml import html as lxml_html

    try:
        whole = lxml_html.document_fromstring(html)
    except etree.ParserError:  # there is nothing in it
        return
    for element in whole.iter():
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if _TAGS.fullmatch(tag) or (tag == "meta" and "http-equiv" in element.attrib):
            raise TemplateRefused("unsafe", f"<{tag}>")
        for name, value in element.attrib.items():
            if name.startswith("on"):
                raise TemplateRefused("unsafe", name)
            if _ADDRESSES.fullmatch(name) and not value.strip().lower().startswith(_HARMLESS):
                raise UnsafeAddress(value)
        for address in _in_style(element.get("style", "")):
            raise UnsafeAddress(address)
        if tag == "style":
            for address in _in_style(element.text or ""):
                raise UnsafeAddress(address)


def _in_style(style: str) -> Iterator[str]:
    """Addresses a style would fetch."""
    if "\\" in style:
        yield "\\"  # an escape could hide an address; papers need none
    for found in _IN_STYLE.finditer(style):
        if not found[1].lower().startswith(_HARMLESS):
            yield found[1] or found[0]
