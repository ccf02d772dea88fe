"""Addresses somebody sent: only those of this house are gone to."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request


def safe_next(default: str = "/") -> str:
    """The one `next` of the request when it is a path of this house, else the default.

    A form that was opened with it in its address sends it twice; two that differ are nobody's wish.
    """
    given = set(request.values.getlist("next"))
    return within_house(given.pop(), default) if len(given) == 1 else default


def safe_back(default: str = "/") -> str:
    """The page the request came from when it is one of this house, else the default."""
    return within_house(request.referrer or "", default)


def within_house(address: str, default: str) -> str:
    """Path and query of an address; another host or scheme, backslashes and control characters give the default."""
    target = address.strip()
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
