"""The house for killing tests: everything as it is, but a paper is a blank sheet.

Here numbers matter, not pictures; drawing would only make the rounds fewer. The number, its row and the event of the
arrow are written in the same transaction as ever.
"""

from __future__ import annotations

from flask import Flask

from app.document import press
from app.document.sheet import Rendered
from app.factory import create_app as create_house


def create_app() -> Flask:
    """For gunicorn."""
    press.render = lambda _sheets: Rendered(b"%PDF-1.7 blank", 1)  # type: ignore[assignment]
    return create_house()
