"""The parts of controls a form repeats most, drawn in Python: the options of a choice, the limits of an input.

A form holds a hundred options, and a Jinja loop costs ten times these lines. The shapes stand in `ui/field.html`.
"""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from markupsafe import Markup, escape

_LIMITS = ("placeholder", "min", "max", "step", "maxlength", "inputmode", "autocomplete", "pattern")


def limits(f: dict[str, Any]) -> Markup:
    """The attributes that tell the browser what may be typed."""
    said = [f' {name}="{escape(value)}"' for name in _LIMITS if (value := f.get(name)) is not None]
    said += [f" {name}" for name in ("autofocus", "readonly") if f.get(name)]
    return Markup("".join(said))


def options(f: dict[str, Any]) -> Markup:
    """The options of a choice, the chosen ones marked; a blank one first where one may choose nothing."""
    value = f.get("value")
    chosen = {str(item) for item in (value if isinstance(value, (list, tuple)) else (value,))}
    drawn = []
    if f.get("kind") != "multi" and not f.get("multiple") and not f.get("no_blank"):
        drawn.append(f'<option value="">{escape(f.get("placeholder") or gettext("Please choose"))}</option>')
    for choice in f.get("choices") or ():
        known, words = (choice["value"], choice["label"]) if isinstance(choice, dict) else choice[:2]
        mark = " selected" if str(known) in chosen else ""
        drawn.append(f'<option value="{escape(known)}"{mark}>{escape(words)}</option>')
    return Markup("".join(drawn))
