"""Signatures written on a pad or scanned: which pictures are taken, and what is kept of them.

The head of the picture is read before anything is decoded; decoding is done by the process that binds files, which
knows no secret and has its limits. What is kept is drawn anew: small, grey, without what else a file may carry.
"""

from __future__ import annotations

from base64 import b64encode

from flask_babel import gettext

from app.document.binding import ink_of
from app.document.kinds import NotTaken, by_beginning, points_of
from app.document.refusal import PaperRefused

#: Bytes and points of a picture that is taken; a pad gives half a million points, a scan of a slip about two.
MOST_MB, MOST_POINTS = 1, 4_000_000


def read_picture(body: bytes) -> bytes:
    """A signature as a small PNG.

    Raises:
        NotTaken: too large, no PNG or JPEG, unreadable, or nothing is drawn on it; the sentence says which.
    """
    if not body:
        raise NotTaken(gettext("Please sign on the pad, or choose a picture"))
    if len(body) > MOST_MB * 1024 * 1024:
        raise NotTaken(gettext("The file is larger than %(most)s MB", most=MOST_MB))
    media = by_beginning(body)
    points = points_of(media, body) if media in ("image/png", "image/jpeg") else 0
    if media is None or not points:
        raise NotTaken(gettext("A signature is a PNG or JPEG picture"))
    if points > MOST_POINTS:
        raise NotTaken(
            gettext(
                "The picture has %(n)s million points, more than %(most)s",
                n=max(points // 10**6, MOST_POINTS // 10**6 + 1),
                most=MOST_POINTS // 10**6,
            )
        )
    try:
        return ink_of(body, media, gettext("picture of the signature"))
    except PaperRefused as refused:
        if refused.code == "unreadable":
            raise NotTaken(gettext("The picture is damaged, or nothing is drawn on it")) from None
        raise NotTaken(str(refused)) from None


def address_of(picture: bytes) -> str:
    """A kept signature as an address that templates can draw."""
    return f"data:image/png;base64,{b64encode(picture).decode()}"
