"""Signatures as a pad sends them, and those drawn on the pages of a paper."""

from __future__ import annotations

import re
from io import BytesIO

from PIL import Image, ImageDraw
from pypdf import PdfReader


def stroke(width: int = 300) -> bytes:
    """A stroke of some width on an empty pad."""
    picture = Image.new("L", (1000, 400), "white")
    ImageDraw.Draw(picture).line([(300, 80), (300 + width, 240)], fill="black", width=6)
    packed = BytesIO()
    picture.save(packed, "PNG")
    return packed.getvalue()


def strokes_on(pdf: bytes) -> list[tuple[str, list[tuple[int, int]]]]:
    """For each page its words without spaces, and the sizes of the grey pictures drawn on it, from top to bottom."""
    found = []
    for page in PdfReader(BytesIO(pdf)).pages:
        names = re.findall(rb"/(\S+) Do", page.get_contents().get_data())
        drawn = [page["/Resources"]["/XObject"][f"/{name.decode()}"] for name in names]
        grey = [one for one in drawn if one.get("/ColorSpace") == "/DeviceGray"]
        sizes = [(int(one["/Width"]), int(one["/Height"])) for one in grey]
        found.append((re.sub(r"\s", "", page.extract_text()), sizes))
    return found
