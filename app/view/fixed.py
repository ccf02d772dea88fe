"""Parts of a page that are the same for everybody, drawn once a language and kept by the process."""

from __future__ import annotations

from flask import current_app, request
from flask_babel import get_locale
from markupsafe import Markup


def fixed(template: str) -> Markup:
    """A template that reads nothing but words and addresses.

    Args:
        template: its name below `templates/`.
    """
    kept = current_app.extensions.setdefault("fixed_parts", {})
    key = (template, str(get_locale()), request.script_root)
    if key not in kept:
        kept[key] = Markup(current_app.jinja_env.get_template(template).render())
    return kept[key]
