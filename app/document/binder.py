"""The process that binds files into one PDF/A, run as `python -m app.document.binder`; `binding.py` is its parent.

A request is one line of JSON and the bytes of its parts; so is the answer. Limits keep a hostile file from taking the
machine; whatever goes wrong is answered as an error, never with half a file.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import pdfa
from PIL import Image, ImageOps

#: A4 in points.
WIDTH, HEIGHT = 595.276, 841.89
#: Room left around a picture, and above it, where the number of the page stands.
MARGIN, HEAD = 22.0, 46.0
#: Points an inch at which foreign pages are drawn and pictures kept.
DPI = 150
QUALITY = 80
#: Points of a signature that is kept, and what counts as the white of the paper it was scanned from.
INK, PAPER_WHITE = (720, 240), 170
MEMORY = 2 << 30
CPU_SECONDS = 170
#: Pages of one whole file, and points of a picture.
MOST_PAGES = 3000
MOST_FAULTS = 20
Image.MAX_IMAGE_PIXELS = 60_000_000

#: Nothing of the house's own pages but the look: no forms, no actions, no threads.
_DROPPED = ("/Annots", "/AA", "/B", "/StructParents")


class Unreadable(Exception):
    """A part that cannot be opened."""


def main() -> None:
    """Answer one request."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    request = json.loads(sys.stdin.buffer.readline())
    parts = [(part, sys.stdin.buffer.read(part["size"])) for part in request["parts"]]
    body = b""
    try:
        if request["ask"] == "count":
            head: dict[str, Any] = {"pages": [_count(part, data) for part, data in parts]}
        elif request["ask"] == "check":
            head = {"faults": _faults(parts[0][1])}
        elif request["ask"] == "ink":
            head, body = {}, _ink(*parts[0])
        else:
            head, body = _bind(parts, request["about"])
    except Unreadable as error:
        head = {"error": "unreadable", "detail": str(error)}
    except MemoryError:
        head = {"error": "too_big", "detail": ""}
    except Exception as error:  # the parent must get an answer whatever a file does to the libraries
        head = {"error": "failed", "detail": f"{type(error).__name__}: {error}"}
    answers.write(json.dumps(head).encode() + b"\n" + body)
    answers.flush()


def _count(part: dict[str, Any], data: bytes) -> int:
    """Pages of a part; 0 for one that cannot be opened."""
    try:
        if part["media"] != "application/pdf":
            with Image.open(BytesIO(data)) as picture:
                picture.verify()
            return 1
        foreign = pypdfium2.PdfDocument(data)
        number = len(foreign)
        foreign.close()
        return number if number <= MOST_PAGES else 0
    except Exception:  # libraries raise what they like for a broken file
        return 0


def _ink(part: dict[str, Any], data: bytes) -> bytes:
    """A signature in grey on white, cut to what is drawn; nothing of the file but its picture is kept."""
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            solid = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, ValueError, SyntaxError) as error:
        raise Unreadable(part["title"]) from error
    grey = Image.alpha_composite(Image.new("RGBA", solid.size, "white"), solid).convert("L")
    grey = grey.point(lambda light: 255 if light > PAPER_WHITE else light)
    box = ImageOps.invert(grey).getbbox()
    if box is None:
        raise Unreadable(part["title"])
    grey = grey.crop(box)
    grey.thumbnail(INK)
    packed = BytesIO()
    grey.save(packed, "PNG", optimize=True)
    return packed.getvalue()


def _bind(parts: list[tuple[dict[str, Any], bytes]], about: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    *bound, (_part, numbers) = parts
    whole = pikepdf.open(BytesIO(bound[0][1]))
    marks = pikepdf.open(BytesIO(numbers)) if numbers else None
    begins: list[int] = []
    counted = 0
    for place, (part, data) in enumerate(bound):
        if part["numbered"] and not counted and len(whole.pages) % 2:
            whole.add_blank_page(page_size=(WIDTH, HEIGHT))
        begins.append(0 if place == 0 else len(whole.pages))
        if place:
            _append(whole, part, data)
        if len(whole.pages) > MOST_PAGES:
            raise MemoryError
        if part["numbered"]:
            for at in range(begins[-1], len(whole.pages)):
                if marks is not None:
                    _lay(whole, at, marks, counted)
                counted += 1
    tidy(whole)
    _bookmark(whole, [(part["title"], at) for (part, _data), at in zip(bound, begins)])
    describe(whole, about)
    target = BytesIO()
    whole.save(target, **pdfa.resolve_save_kwargs("2b", deterministic_id=True))
    return {"pages": len(whole.pages), "begins": begins}, target.getvalue()


def _faults(data: bytes) -> list[str]:
    """What keeps a file from being PDF/A-2b, by the checker of pikepdf, which passes only what it knows."""
    report = pdfa.validate_written(BytesIO(data), "2b")
    return sorted({str(finding) for finding in report.findings})[:MOST_FAULTS]


def tidy(whole: pikepdf.Pdf) -> None:
    """Take away what only a screen uses, and the empty lists WeasyPrint leaves, which the checker does not know."""
    for page in whole.pages:
        for key in _DROPPED:
            if key in page.obj:
                del page.obj[key]
    for thing in whole.objects:
        resources = (
            thing.get("/Resources") if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)) else None
        )
        for key in ("/Pattern", "/Shading"):
            if resources is not None and key in resources and not len(resources[key]):
                del resources[key]


def _append(whole: pikepdf.Pdf, part: dict[str, Any], data: bytes) -> None:
    """The pages of a part: the house's own as they are, others drawn."""
    if part["own"]:
        with pikepdf.open(BytesIO(data)) as own:
            flatten(own)
            for page in own.pages:
                _as_a4(whole, page)
        return
    try:
        for picture in _pictures(part, data):
            _picture_page(whole, picture)
    except (pikepdf.PdfError, pypdfium2.PdfiumError, OSError, ValueError, SyntaxError) as error:
        raise Unreadable(part["title"]) from error


def flatten(own: pikepdf.Pdf) -> None:
    """What a signature shows becomes part of the page; the signature itself holds for the single paper alone."""
    if "/AcroForm" in own.Root:
        own.flatten_annotations("all")


def _as_a4(whole: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """An own page; one of another size stands in the middle of A4 at its own scale."""
    box = [float(side) for side in page.mediabox]
    width, height = box[2] - box[0], box[3] - box[1]
    if abs(width - WIDTH) < 2 and abs(height - HEIGHT) < 2:
        whole.pages.append(page)
        return
    target = whole.add_blank_page(page_size=(WIDTH, HEIGHT))
    left, low = (WIDTH - width) / 2, (HEIGHT - height) / 2
    target.add_overlay(page, pikepdf.Rectangle(left, low, left + width, low + height))


def _pictures(part: dict[str, Any], data: bytes) -> Iterator[Image.Image]:
    if part["media"] != "application/pdf":
        with Image.open(BytesIO(data)) as picture:
            picture.draft("RGB", _most_points())
            yield ImageOps.exif_transpose(picture)
        return
    foreign = pypdfium2.PdfDocument(data)
    try:
        for page in foreign:
            longest = max(page.get_size())
            yield page.render(scale=min(DPI / 72, HEIGHT / longest * DPI / 72)).to_pil()
    finally:
        foreign.close()


def _most_points() -> tuple[int, int]:
    return round(WIDTH / 72 * DPI), round(HEIGHT / 72 * DPI)


def _picture_page(whole: pikepdf.Pdf, picture: Image.Image) -> None:
    """A page with one picture, upright, as large as fits; transparent parts become white."""
    if picture.width > picture.height:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    if picture.mode not in ("L", "RGB"):
        solid = picture.convert("RGBA")
        paper = Image.new("RGBA", solid.size, "white")
        picture = Image.alpha_composite(paper, solid).convert("RGB")
    picture.thumbnail(_most_points())
    packed = BytesIO()
    picture.save(packed, "JPEG", quality=QUALITY)
    image = pikepdf.Stream(whole, packed.getvalue())
    image.update(
        pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=picture.width,
            Height=picture.height,
            ColorSpace=pikepdf.Name.DeviceGray if picture.mode == "L" else pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
    )
    room_wide, room_high = WIDTH - 2 * MARGIN, HEIGHT - HEAD - MARGIN
    scale = min(room_wide / picture.width, room_high / picture.height, 72 / 60)
    width, height = picture.width * scale, picture.height * scale
    left, low = (WIDTH - width) / 2, HEIGHT - HEAD - height
    page = whole.add_blank_page(page_size=(WIDTH, HEIGHT))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
    page.obj.Contents = pikepdf.Stream(
        whole, f"q {width:.3f} 0 0 {height:.3f} {left:.3f} {low:.3f} cm /Im0 Do Q".encode()
    )


def _lay(whole: pikepdf.Pdf, at: int, marks: pikepdf.Pdf, number: int) -> None:
    """Lay the number of a page over it."""
    whole.pages[at].add_overlay(marks.pages[number], pikepdf.Rectangle(0, 0, WIDTH, HEIGHT))


def _bookmark(whole: pikepdf.Pdf, titles: list[tuple[str, int]]) -> None:
    with whole.open_outline() as outline:
        outline.root.clear()
        outline.root.extend(pikepdf.OutlineItem(title, at) for title, at in titles if title)


def describe(whole: pikepdf.Pdf, about: dict[str, Any]) -> None:
    """Title, author, number and day, alike in both places a PDF has for them."""
    for key in ("/Names", "/AcroForm", "/OpenAction", "/AA", "/Dests", "/PageLabels"):
        if key in whole.Root:
            del whole.Root[key]
    if "/Info" in whole.trailer:
        del whole.trailer["/Info"]
    made = datetime.fromisoformat(about["made_at"]) if about["made_at"] else None
    with whole.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as said:
        for key in list(said):
            del said[key]
        said["pdfaid:part"], said["pdfaid:conformance"] = "2", "B"
        said["dc:title"] = about["title"]
        if about["author"]:
            said["dc:creator"] = [about["author"]]
        if about["number"]:
            said["pdf:Keywords"] = about["number"]
        said["xmp:CreatorTool"] = said["pdf:Producer"] = "Fengqiao"
        if made is not None:
            said["xmp:CreateDate"] = said["xmp:ModifyDate"] = made.strftime("%Y-%m-%dT%H:%M:%S+08:00")


if __name__ == "__main__":
    main()
