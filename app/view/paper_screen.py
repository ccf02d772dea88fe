"""A paper shown beside a form: one page without scripts, in a frame of this house only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import escape
from werkzeug.wrappers import Response

from app.access.headers import nonce
from app.document.on_screen import on_screen
from app.document.refusal import PaperRefused
from app.document.spec import Document
from app.model.base import Record

#: Nothing is fetched or sent by what stands on a paper; only pages of this house may show it.
_POLICY = (
    "default-src 'none'; style-src 'nonce-{nonce}'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)


def framed(document: Document, row: Record, marks: Mapping[str, str] | None = None) -> Response:
    """The draft as it would be issued now, or the sentence that says why there is none.

    Args:
        marks: as `on_screen` takes them.
    """
    status: dict[str, Any] = {}
    try:
        html = on_screen(document, row, nonce(), marks)
    except PaperRefused as refusal:
        html, status = f"<!doctype html><p>{escape(str(refusal))}</p>", {"status": 422}
    return in_frame(html, **status)


def in_frame(html: str, status: int = 200) -> Response:
    """A page of sheets under the policy of frames."""
    answer = Response(html, status, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = _POLICY.format(nonce=nonce())
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer
