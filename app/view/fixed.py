"""Parts of a page that do not change from page to page, drawn once and kept by the process.

Some are the same for everybody (`fixed`), some the same for one reader (`shell_part`). What differs between two pages,
tokens above all, stands outside them.
"""

from __future__ import annotations

from flask import current_app, request
from flask_babel import get_locale
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape


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


@pass_context
def shell_part(context: Context, template: str) -> Markup:
    """A part of the shell with the names of "Every page"; kept for the reader where the page has a `shell`.

    The entry one stands at is marked afterwards, by its address.
    """
    shell = context.get("shell")
    if shell is None:
        return Markup(context.environment.get_template(template).render(context.get_all()))
    key = (template, *shell.key)
    if key not in shell.memory:
        drawn = context.environment.get_template(template).render({**context.get_all(), **shell.names()})
        shell.memory[key] = drawn
    html: str = shell.memory[key]
    for url in shell.current:
        html = html.replace(f'href="{escape(url)}"', f'href="{escape(url)}" aria-current="page"', 1)
    return Markup(html)
