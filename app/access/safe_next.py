"""Where to go after signing in: only a page of this house."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request


def safe_next(default: str = "/") -> str:
    """The one `next` of the request when it is a path of this house, else the default.

    Two of them, another host or scheme, backslashes and control characters give the default.
    """
    given = request.values.getlist("next")
    if len(given) != 1:
        return default
    target = given[0].strip()
    if target.startswith("//") or any(ord(c) < 33 or c == "\\" for c in target):
        return default
    try:
        parts = urlsplit(target)
    except ValueError:
        return default
    here = parts.scheme in ("http", "https") and parts.netloc == request.host
    if (parts.scheme or parts.netloc) and not here:
        return default
    path = parts.path
    if not path.startswith("/") or path.startswith("//"):
        return default
    return f"{path}?{parts.query}" if parts.query else path
