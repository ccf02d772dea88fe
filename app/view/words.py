"""Translations looked up once a request instead of once a word: a page says hundreds."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from babel import Locale
from flask import Flask, g
from flask_babel import Domain


class Words(Domain):
    """Flask-Babel's domain, which keeps the catalogue of the request's language beside the language itself."""

    def get_translations(self) -> Any:
        """The catalogue of the current language; a forced language is noticed."""
        try:
            kept = g._flask_babel
            known = kept.words
            if known[0] is kept.babel_locale:
                return known[1]
        except (AttributeError, RuntimeError):  # the first word of a request, or none at all
            pass
        found = super().get_translations()
        if g:
            kept = g._flask_babel
            kept.words = (getattr(kept, "babel_locale", None), found)
        return found


@lru_cache(maxsize=16)
def _language(name: str | None) -> Locale | None:
    """A language by its name; Babel looks for its file each time it is asked."""
    return Locale.parse(name) if name else None


def install_words(app: Flask) -> None:
    """Put the domain in place of Flask-Babel's own. Called once, after Flask-AppBuilder has set up Babel."""
    babel = app.extensions["babel"]
    chosen = babel.locale_selector
    babel.locale_selector = lambda: _language(chosen())
    own = babel.instance.domain_instance
    words = Words(own.translation_directories, ";".join(own.domain))
    babel.instance.domain_instance = words
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: words.get_translations().ugettext(text),
        lambda one, many, number: words.get_translations().ungettext(one, many, number),
        newstyle=True,
    )
