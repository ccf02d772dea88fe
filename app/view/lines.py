"""Rows of another table edited inside the form of their owner, in its transaction.

Controls are named `<lines>-<number>-<field>`; `-pk` marks a row that exists, `-delete` one that was removed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app.model.base import Scoped, db
from app.view.errors import Invalid
from app.view.parse import key_of
from app.view.screens import LinesScreen
from app.view.typing_in import read_values
from app.view.widgets import Widget, widget

#: Rows one form may carry.
MOST_LINES = 200


@dataclass
class Line:
    """One row of the lines as it came in."""

    number: int
    raw: MultiDict[str, str]
    key: int | None = None
    deleted: bool = False
    values: dict[str, Any] = field(default_factory=dict)


def read_lines(part: LinesScreen, form: MultiDict[str, str]) -> list[Line]:
    """The lines of a form, checked.

    Raises:
        Invalid: with sentences by control name.
    """
    found = typed_lines(part, form)
    errors: dict[str, list[str]] = {}
    for line in found:
        if line.deleted:
            continue
        try:
            line.values = read_values(part.fields, line.raw)
        except Invalid as wrong:
            errors |= {
                f"{part.spec.name}-{line.number}-{name}": texts for name, texts in wrong.errors.items()
            }
    if len(found) > MOST_LINES:
        errors[part.spec.name] = [gettext("At most %(limit)s rows", limit=MOST_LINES)]
    if errors:
        raise Invalid(errors)
    return found


def typed_lines(part: LinesScreen, form: MultiDict[str, str]) -> list[Line]:
    """The lines of a form as typed; wholly empty new ones are left out."""
    pattern = re.compile(rf"{re.escape(part.spec.name)}-(\d{{1,5}})-(\w+)")
    rows: dict[int, MultiDict[str, str]] = {}
    for name in form:
        match = pattern.fullmatch(name)
        if match:
            rows.setdefault(int(match[1]), MultiDict()).setlist(match[2], form.getlist(name))
    found = []
    for number, raw in sorted(rows.items()):
        line = Line(number, raw, key_of(raw.get("pk")), raw.get("delete") == "y")
        typed_something = any(text.strip() for name, text in raw.items() if name not in ("pk", "delete"))
        if line.key or (typed_something and not line.deleted):
            found.append(line)
    return found


def save_lines(part: LinesScreen, row: Any, lines: list[Line]) -> None:
    """Make, change and remove the rows below `row`.

    Raises:
        Invalid: a line that is not one of this row's.
    """
    model, key = part.spec.model, part.spec.key
    kept = {line.id: line for line in rows_below(part, row)}
    for line in lines:
        if line.key is not None and line.key not in kept:
            raise Invalid({part.spec.name: [gettext("A row was removed by someone else; please look again")]})
        if line.deleted:
            if line.key is not None:
                db.session.delete(kept[line.key])
            continue
        target = kept[line.key] if line.key is not None else model(**{key: row.id})
        for name, value in line.values.items():
            if getattr(target, name) != value:
                setattr(target, name, value)
        if isinstance(target, Scoped) and target.division_code is None:
            target.division_code = row.division_code
        db.session.add(target)


def rows_below(part: LinesScreen, row: Any, limit: int = MOST_LINES) -> list[Any]:
    """The rows of the lines that belong to `row`, oldest first."""
    model = part.spec.model
    statement = select(model).where(getattr(model, part.spec.key) == row.id).order_by(model.id).limit(limit)
    return list(db.session.scalars(statement))


def draw_lines(
    part: LinesScreen, row: Any, form: MultiDict[str, str] | None, errors: dict[str, list[str]]
) -> dict[str, Any]:
    """The lines as `ui/form.html` draws them: from the form when one came back, else from the rows."""
    name = part.spec.name
    drawn: list[dict[str, Any]] = []
    if form is not None:
        for line in typed_lines(part, form):
            if not line.deleted:
                drawn.append(
                    {"pk": line.key, "fields": _controls(part, len(drawn), line.raw.get, errors, line.number)}
                )
    elif row is not None:
        for number, item in enumerate(rows_below(part, row)):
            fields = _controls(
                part, number, lambda field_name, item=item: getattr(item, field_name), {}, number, item
            )
            drawn.append({"pk": item.id, "fields": fields})
    return {
        "name": name,
        "title": part.spec.title,
        "columns": [{"label": f.label, "required": f.required} for f in part.fields],
        "rows": drawn,
        "blank": [widget(part.spec.model, f, name=f"{name}-__row__-{f.name}") for f in part.fields],
        "max": MOST_LINES,
        "errors": errors.get(name, []),
    }


def _controls(
    part: LinesScreen, place: int, value_of: Any, errors: dict[str, list[str]], number: int, item: Any = None
) -> list[Widget]:
    name = part.spec.name
    return [
        widget(
            part.spec.model,
            f,
            value_of(f.name),
            row=item,
            errors=errors.get(f"{name}-{number}-{f.name}"),
            name=f"{name}-{place}-{f.name}",
        )
        for f in part.fields
    ]
