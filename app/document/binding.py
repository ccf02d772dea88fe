"""Many files bound into one PDF/A with bookmarks and page numbers: the parent's side.

Papers of the house go in as they are; pictures and foreign PDF become pictures on pages, so that nothing a stranger put
into a file (scripts, faces that are not there, forms) reaches the archive. The work is done by a process of its own
(`python -m app.document.binder`) that knows no secret, no database and no network; nobody else loads pikepdf.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from app.document import child
from app.document.refusal import PaperRefused

#: What can become pages; any other file is only named, with its checksum.
BINDABLE = ("application/pdf", "image/jpeg", "image/png", "image/webp")

#: Wall clock for one file.
SECONDS = 180


@dataclass(frozen=True)
class Part:
    """One file to be bound.

    Args:
        body: its bytes.
        media: its media type, one of `BINDABLE`.
        title: its bookmark; empty for none.
        own: a PDF the house made, bound page by page as it is.
        numbered: whether its pages are counted and bear their number.
    """

    body: bytes
    media: str = "application/pdf"
    title: str = ""
    own: bool = False
    numbered: bool = False


@dataclass(frozen=True)
class About:
    """What the whole file says of itself."""

    title: str
    author: str = ""
    number: str = ""
    made_at: datetime | None = None


@dataclass(frozen=True)
class Bound:
    """The whole file, its pages, and before which of them each part begins."""

    pdf: bytes
    pages: int
    begins: tuple[int, ...]


def pages_of(parts: Sequence[Part]) -> list[int]:
    """How many pages each part gives; 0 for one that cannot be opened.

    Raises:
        PaperRefused: the process failed.
    """
    if not parts:
        return []
    head, _body = _ask({"ask": "count"}, parts)
    return [int(number) for number in head["pages"]]


def bind(parts: Sequence[Part], numbers: bytes, about: About) -> Bound:
    """One PDF of all parts.

    The first part is a paper of the house. Numbered pages begin on a right-hand page.

    Args:
        parts: in their order.
        numbers: a PDF of the house with a page for each numbered page, to be laid over it; may be empty.
        about: title, author, number and day of the file.

    Raises:
        PaperRefused: a part cannot be opened, or the process failed.
    """
    said = asdict(about) | {"made_at": about.made_at.isoformat() if about.made_at else None}
    head, body = _ask({"ask": "bind", "about": said}, [*parts, Part(numbers, own=True)])
    return Bound(body, head["pages"], tuple(head["begins"]))


def ink_of(body: bytes, media: str, title: str) -> bytes:
    """The picture of a signature as a small PNG in grey, cut to what is drawn.

    Raises:
        PaperRefused: it cannot be opened, or nothing is drawn on it; `title` is then named.
    """
    _head, ink = _ask({"ask": "ink"}, [Part(body, media, title)])
    return ink


def pdfa_faults(pdf: bytes) -> list[str]:
    """What keeps a file from being PDF/A-2b, in the checker's own words; costs a third of a second a page.

    Raises:
        PaperRefused: the process failed.
    """
    head, _body = _ask({"ask": "check"}, [Part(pdf, own=True)])
    return [str(fault) for fault in head["faults"]]


def _ask(head: Mapping[str, Any], parts: Sequence[Part]) -> tuple[dict[str, Any], bytes]:
    """One request: a line of JSON and the bytes of all parts, answered alike."""
    told = [asdict(part) | {"body": None, "size": len(part.body)} for part in parts]
    request = json.dumps({**head, "parts": told}).encode() + b"\n" + b"".join(part.body for part in parts)
    line, _end, body = child.ask("app.document.binder", request, SECONDS).partition(b"\n")
    answer: dict[str, Any] = json.loads(line)
    if "error" in answer:
        raise PaperRefused(answer["error"], answer["detail"])
    return answer, body
