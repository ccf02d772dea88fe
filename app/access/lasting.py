"""Scripts, sheets and pictures under an address that tells their content, so that a browser asks for each once.

A page brings forty of them. `/static/<stamp>/work.css` may be kept for a year, for changed files have another stamp;
`/static/work.css` is for addresses that must stay the same, and is asked for again each time.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response
from flask.helpers import get_debug_flag

#: The endpoints that serve files which everybody may have.
STATIC = frozenset({"static", "static_plain"})

LASTING = "public, max-age=31536000, immutable"

_STAMP = re.compile(r"^[0-9a-f]{12}/")


@lru_cache(maxsize=1)
def static_url_path(folder: Path) -> str:
    """Where Flask shall serve the files of a folder; without a stamp while somebody works on them."""
    if get_debug_flag():
        return "/static"
    known = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        known.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return f"/static/{known.hexdigest()[:12]}"


def install_plain_static(app: Flask) -> None:
    """Serve the files under `/static/` too, also for a page that was drawn before they changed."""
    if app.static_url_path == "/static":
        return

    def plain(filename: str) -> Response:
        return app.send_static_file(_STAMP.sub("", filename))

    app.add_url_rule("/static/<path:filename>", endpoint="static_plain", view_func=plain)
