"""Translations looked up once a request instead of once a word: a page says hundreds."""

from __future__ import annotations

from typing import Any

from flask import Flask, g
from flask_babel import Domain


class Words(Domain):
    """Flask-Babel's domain, which keeps the catalogue of the request's language beside the language itself."""

    def get_translations(self) -> Any:
        """The catalogue of the current language; a forced language is noticed."""
        kept = getattr(g, "_flask_babel", None) if g else None
        if kept is None:
            return super().get_translations()
        known = getattr(kept, "words", None)
        if known is None or known[0] is not getattr(kept, "babel_locale", None):
            found = super().get_translations()
            known = kept.words = (getattr(kept, "babel_locale", None), found)
        return known[1]


def install_words(app: Flask) -> None:
    """Put the domain in place of Flask-Babel's own. Called once, after Flask-AppBuilder has set up Babel."""
    babel = app.extensions["babel"]
    own = babel.instance.domain_instance
    babel.instance.domain_instance = Words(own.translation_directories, ";".join(own.domain))
