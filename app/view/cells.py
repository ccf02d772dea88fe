"""The cells of tables and fact lists, drawn in Python.

A page of a list holds hundreds of cells and a Jinja macro costs as much as ten lines of this, so the plain kinds are
drawn here; what has a life of its own (due cells, masked values, buttons) is left to the macros of `ui/mark.html` and
`ui/action.html`. The shapes are documented at the top of `ui/table.html`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import current_app
from flask_babel import gettext
from markupsafe import Markup, escape

Cell = dict[str, Any]

#: Where a cell stands on the card a row becomes on a phone; the rest is `line`. An empty line is left out there, and
#: yes and no say what they answer.
_SPOTS = {"badge": "state", "due": "due"}

_NUMBERS = ("money", "number")

#: Kinds whose inside becomes the link when the cell opens its row.
_WRAPPED = frozenset(("badge", "date", "money", "number", "boolean", "text", "link", "code"))


def cell(c: Cell, kind: str = "", url: str | None = None) -> Markup:
    """The inside of one cell.

    Args:
        c: the cell.
        kind: its kind where the column says it.
        url: where it leads, over what the cell says itself.
    """
    kind = kind or c.get("kind") or "text"
    url = url or c.get("url")
    inside = _DRAWN.get(kind, _text)(c)
    if url and kind in _WRAPPED:
        inside = f'<a href="{escape(url)}">{inside}</a>'
    if c.get("second") and kind != "due":
        inside = f"{inside}<small>{escape(c['second'])}</small>"
    if c.get("why"):
        inside = f'{inside}<small class="t-amber">{escape(c["why"])}</small>'
    return Markup(inside)


def row_cells(row: dict[str, Any], columns: list[dict[str, Any]]) -> Markup:
    """All cells of a row with their table cells; the title cell, or else the first that can, opens the row."""
    titled = any(column.get("phone") == "title" for column in columns)
    drawn = []
    for place, (c, column) in enumerate(zip(row["cells"], columns, strict=True)):
        kind = c.get("kind") or column.get("kind") or "text"
        first = not titled and (kind in _WRAPPED or place + 1 == len(columns))
        spot = column.get("phone") or ("title" if first else _SPOTS.get(kind, "line"))
        titled = titled or first
        inside = cell(c, kind, c.get("url") or (row.get("url") if spot == "title" else None))
        classes = [] if spot in ("line", "named") else [f"p-{spot}"]
        if not classes and not c.get("second") and c.get("value") in (None, ""):
            classes.append("p-none")
        if column.get("end") or kind in _NUMBERS:
            classes.append("fq-end")
        attribute = f' class="{" ".join(classes)}"' if classes else ""
        if spot == "named" or (kind == "boolean" and spot == "line"):
            attribute += f' data-label="{escape(column["label"])}"'
        drawn.append(f"<td{attribute}>{inside}</td>")
    return Markup("".join(drawn))


def _shown(value: Any) -> str:
    return "—" if value is None or value == "" else str(escape(value))


def _text(c: Cell) -> str:
    tone = c.get("tone")
    shown = _shown(c.get("value"))
    return f'<span class="t-{escape(tone)}">{shown}</span>' if tone and not c.get("url") else shown


def _code(c: Cell) -> str:
    return f"<code>{_shown(c.get('value'))}</code>" if c.get("value") else "—"


def _date(c: Cell) -> str:
    exact = c.get("exact")
    title = f' title="{escape(exact)}"' if exact else ""
    return f'<time class="text-nowrap"{title}>{_shown(c.get("value"))}</time>'


def _number(c: Cell) -> str:
    tone = f" t-{escape(c['tone'])}" if c.get("tone") else ""
    return f'<span class="text-nowrap{tone}">{_shown(c.get("value"))}</span>'


def _tags(c: Cell) -> str:
    text = str(escape(c.get("text") or ""))
    if c.get("url"):
        text = f'<a href="{escape(c["url"])}">{text}</a>'
    tags = "".join(f'<span class="fq-tag">{escape(tag)}</span>' for tag in c["value"])
    return f'{text}<span class="fq-tags">{tags}</span>'


def _badge(c: Cell) -> str:
    return (
        _drawn_badge(
            current_app.static_url_path or "",
            str(c["value"]),
            c.get("tone") or "neutral",
            c.get("icon") or "",
        )
        if c.get("value")
        else ""
    )


@lru_cache(maxsize=512)
def _drawn_badge(outlines: str, label: str, tone: str, icon: str) -> str:
    """Badges are few and the same on every row; an escaped label and where the outlines lie are part of the key."""
    return str(_macro("ui/mark.html", "badge")(label, tone, icon))


def _due(c: Cell) -> str:
    return str(_macro("ui/mark.html", "due_cell")(c["value"])) if c.get("value") else "—"


def _masked(c: Cell) -> str:
    draw = _macro("ui/mark.html", "masked")
    return str(draw(c["value"], c.get("reveal_url") or "", c.get("label") or "")) if c.get("value") else "—"


def _boolean(c: Cell) -> str:
    return str(escape(gettext("Yes") if c.get("value") else gettext("No")))


def _actions(c: Cell) -> str:
    draw = _macro("ui/action.html", "action")
    return f'<span class="fq-acts">{"".join(str(draw(a)) for a in c["value"])}</span>'


def _macro(template: str, name: str) -> Callable[..., Markup]:
    found: Callable[..., Markup] = getattr(current_app.jinja_env.get_template(template).module, name)
    return found


_DRAWN: dict[str, Callable[[Cell], str]] = {
    "text": _text,
    "link": _text,
    "code": _code,
    "date": _date,
    "money": _number,
    "number": _number,
    "tags": _tags,
    "badge": _badge,
    "due": _due,
    "masked": _masked,
    "boolean": _boolean,
    "actions": _actions,
}
