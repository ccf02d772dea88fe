"""What every answer tells the browser about trust: content policy with a nonce, no framing, no sniffing, no caching."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request

from app.access.lasting import LASTING, STATIC

_POLICY = (
    "default-src 'self'",
    "script-src 'self' 'nonce-{nonce}'",
    "style-src 'self' 'nonce-{nonce}'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    # The field page asks for place, camera and microphone; nobody else's page may.
    "Permissions-Policy": "geolocation=(self), camera=(self), microphone=(self), payment=(), usb=()",
}

_ONE_YEAR = "max-age=31536000; includeSubDomains"


def nonce() -> str:
    """The nonce of this answer, for the rare script or style a page carries in itself."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    value: str = g.nonce
    return value


def install_headers(app: Flask) -> None:
    """Set the headers on every answer and give templates `csp_nonce()`."""
    app.jinja_env.globals["csp_nonce"] = nonce

    @app.after_request
    def _set(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", "; ".join(_POLICY).format(nonce=nonce()))
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", _ONE_YEAR)
        if request.endpoint not in STATIC:
            _forbid_keeping(response)
        elif request.endpoint == "static" and app.static_url_path != "/static" and response.status_code == 200:
            response.headers["Cache-Control"] = LASTING
        return response


def _forbid_keeping(response: Response) -> None:
    """Nothing a signed-in person sees, and no form with its token, stays in a cache."""
    known = getattr(g.get("_login_user"), "is_authenticated", False) or "Authorization" in request.headers
    if known or request.method != "GET":
        response.headers["Cache-Control"] = "no-store"
    else:
        response.headers.setdefault("Cache-Control", "no-store")
