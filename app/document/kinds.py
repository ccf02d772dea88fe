"""Which files are taken as attachments, told by their first bytes and never by their name or the browser's word.

Taken are pictures, PDF, office files without macros, plain text, sound and film: what people bring to a counter or have
on a phone. Whatever a browser could run (pages, drawings with scripts) and what hides other files (archives) is not.
"""

from __future__ import annotations

import zipfile
from io import BytesIO

from flask_babel import gettext

#: Points of a picture; more is a mistake or an attack on whoever opens it.
MOST_POINTS = 50_000_000

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: Beginnings of files, and what they are.
_BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
    (b"#!AMR", "audio/amr"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
)

#: Brands of files in boxes (ISO 14496-12), and what they are.
_BRANDS = {b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heic", b"M4A ": "audio/mp4"}
_FILMS = (b"isom", b"iso2", b"mp41", b"mp42", b"avc1", b"3gp4", b"3gp5", b"qt  ")

#: What a browser shows by itself; everything else is saved.
SHOWN = ("image/jpeg", "image/png", "image/webp", "application/pdf", "audio/mpeg", "audio/mp4", "video/mp4")


class NotTaken(ValueError):
    """A file that is not taken; the message is a translated sentence."""


def kind_of(body: bytes) -> str:
    """The media type of a file.

    Raises:
        NotTaken: it is empty, of no kind that is taken, or a picture of too many points.
    """
    if not body:
        raise NotTaken(gettext("The file is empty"))
    media = by_beginning(body) or _in_boxes(body) or _in_zip(body) or _plain(body)
    if media is None:
        raise NotTaken(gettext("Only pictures, PDF, Word, Excel, plain text, sound and film are taken"))
    points = points_of(media, body)
    if points > MOST_POINTS:
        raise NotTaken(
            gettext(
                "The picture has %(n)s million points, more than %(most)s",
                n=points // 10**6,
                most=MOST_POINTS // 10**6,
            )
        )
    return media


def by_beginning(body: bytes) -> str | None:
    """The media type the first bytes tell."""
    if body[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(body[8:12])
    return next((media for start, media in _BEGINNINGS if body.startswith(start)), None)


def _in_boxes(body: bytes) -> str | None:
    if body[4:8] != b"ftyp":
        return None
    return _BRANDS.get(body[8:12]) or ("video/mp4" if body[8:12] in _FILMS else None)


def _in_zip(body: bytes) -> str | None:
    if not body.startswith(b"PK\x03\x04"):
        return None
    try:
        names = set(zipfile.ZipFile(BytesIO(body)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise NotTaken(gettext("Files with macros are not taken"))
    if "[Content_Types].xml" not in names:
        return None
    return _WORD if "word/document.xml" in names else _SHEET if "xl/workbook.xml" in names else None


def _plain(body: bytes) -> str | None:
    if b"\x00" in body or body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return None
    for encoding in ("utf-8", "gb18030"):
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        return "text/plain" if not any(ord(sign) < 32 and sign not in "\t\r\n" for sign in text) else None
    return None


def points_of(media: str, body: bytes) -> int:
    """Width times height as the picture's own head says; nothing is decoded."""
    if media == "image/png":
        return int.from_bytes(body[16:20], "big") * int.from_bytes(body[20:24], "big")
    if media != "image/jpeg":
        return 0
    at = 2
    while at + 9 < len(body) and body[at] == 0xFF:
        marker, length = body[at + 1], int.from_bytes(body[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(body[at + 5 : at + 7], "big") * int.from_bytes(body[at + 7 : at + 9], "big")
        at += 2 + length
    return 0
