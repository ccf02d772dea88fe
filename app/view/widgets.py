"""Fields as the form templates draw them: kind, value, words, errors (see `templates/ui/field.html`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from flask_babel import gettext

from app.model.base import Record
from app.view.calling import hides
from app.view.display import cell_makers, text_of
from app.view.fields import FieldInfo
from app.view.filters import RANGED
from app.view.links import address
from app.view.names import place_names, row_names
from app.view.typing_in import emptied

Widget = dict[str, Any]

_KINDS = {
    "long": "textarea",
    "integer": "number",
    "number": "number",
    "money": "money",
    "date": "date",
    "datetime": "datetime",
    "boolean": "boolean",
    "choice": "choice",
    "relation": "relation",
    "division": "relation",
}


def widget(
    model: type[Record],
    field: FieldInfo,
    value: Any = None,
    *,
    row: Any = None,
    errors: list[str] | None = None,
    name: str = "",
    arrow: str = "",
    parent: Any = None,
) -> Widget:
    """One field of a form.

    Args:
        model: the class the field belongs to; its picker answers for relations.
        field: the field.
        value: what stands in it: a value of the row, or text as typed before.
        row: the row being edited or acted on, for read-only and masked fields and for pickers.
        errors: sentences beneath it.
        name: another name for the control, for rows of lines.
        arrow: the arrow whose form this is, for its pickers.
        parent: key of the row a new one belongs to, for pickers `within` it.
    """
    drawn: Widget = {
        "name": name or field.name,
        "label": field.label,
        "help": field.help,
        "errors": errors or [],
        "required": field.required,
    }
    if field.readonly:
        return drawn | {"kind": "readonly", "text": _shown(field, row), "code": field.widget == "code"}
    if field.type == "sealed":
        return drawn | _sealed(field, drawn["name"], value, row)
    drawn |= {"kind": _KINDS.get(field.type, "text"), "value": typed(value), "maxlength": field.max_length}
    if field.type in ("integer", "number"):
        drawn |= {"step": "any" if field.type == "number" else 1, "maxlength": None}
    elif field.type == "long":
        drawn |= {"phrases": [str(words) for _known, words in field.choices], "rows": _rows(field)}
    elif field.type == "datetime":
        drawn["since"] = field.since
    elif field.type == "money":
        drawn["unit"] = gettext("yuan")
    elif field.type == "choice":
        drawn |= {"choices": [(known, str(words)) for known, words in field.choices]}
        drawn["kind"] = "radio" if field.widget == "radio" else "choice"
    elif field.type == "relation":
        drawn |= _picked(field, value, row) | {"remote": _remote(model, field, arrow, row, parent)}
    elif field.type == "division":
        code = typed(value)
        text = place_names([code]).get(code, code) if code else ""
        drawn |= {"text": text, "remote": _remote(model, field, arrow)}
    return drawn


def _rows(field: FieldInfo) -> int:
    """Lines of a text: what may hold a whole record is written in a larger one."""
    return 12 if (field.max_length or 0) > 5000 else 4


def _remote(model: type[Record], field: FieldInfo, arrow: str, row: Any = None, parent: Any = None) -> str:
    """The address that answers with what a field can be set to, see `picker.belonging`."""
    asked: dict[str, Any] = {"arrow": arrow}
    if field.within:
        asked |= {"row": row.id} if row is not None else {"parent": typed(parent)}
    return address(model, f"related/{field.name}", asked=asked)


def filter_widget(model: type[Record], field: FieldInfo, texts: Callable[[str], list[str]]) -> list[Widget]:
    """The controls of one filter: one, or a pair for the least and the greatest.

    Args:
        model: the class of the list.
        field: the field filtered by.
        texts: gives what the address says of a parameter.
    """
    plain = {"required": False, "readonly": False}
    if field.type in RANGED:
        kind = "date" if field.type in ("date", "datetime") else "number"
        return [
            {
                "name": field.name + ending,
                "label": label,
                "kind": kind,
                "value": (texts(field.name + ending) or [""])[0],
                **plain,
            }
            for ending, label in (
                ("_min", gettext("%(label)s from", label=str(field.label))),
                ("_max", gettext("%(label)s to", label=str(field.label))),
            )
        ]
    value = (texts(field.name) or [""])[0]
    if field.type == "boolean":
        choices = [("y", gettext("Yes")), ("n", gettext("No"))]
        return [
            {"name": field.name, "label": field.label, "kind": "choice", "value": value, "choices": choices}
        ]
    if field.type in ("text", "long", "sealed"):
        return [{"name": field.name, "label": field.label, "kind": "text", "value": value, **plain}]
    return [widget(model, _typed_field(field), value) | plain]


def typed(value: Any) -> Any:
    """A value as a control holds it; text typed before passes through."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Record):
        return value.id
    return value if isinstance(value, (str, bool, int, list)) else str(value)


def _typed_field(field: FieldInfo) -> FieldInfo:
    return replace(field, readonly=False, required=False, many=False)


def _shown(field: FieldInfo, row: Any) -> str:
    return text_of(cell_makers([field], [row], plain=True)[0](row)) if row is not None else ""


def _sealed(field: FieldInfo, name: str, value: Any, row: Any) -> Widget:
    """A protected value is typed anew or left as it is; the form never carries it."""
    kept = row.masked(field.name) if row is not None else ""
    return {
        "kind": "text",
        "value": typed(value) if isinstance(value, str) and not kept else "",
        "placeholder": kept or None,
        "maxlength": field.max_length,
        "autocomplete": "off",
        "help": gettext("Leave empty to keep it as it is") if kept else field.help,
        "emptied": emptied(name) if kept and not field.required else None,
    }


def _picked(field: FieldInfo, value: Any, row: Any = None) -> Widget:
    """The chosen row or rows of a relation with their words; texts typed before are looked up again."""
    listed = list(value or ()) if field.many and not isinstance(value, str) else [value]
    if isinstance(value, str) and field.many:
        listed = value.split(",")
    keys = [item.id if isinstance(item, Record) else item for item in listed if item not in (None, "")]
    numbers = [int(key) for key in keys if str(key).isdigit() and len(str(key)) < 19]
    names: dict[int, str] = {}
    if field.model is not None:
        names = row_names(field.model, numbers, anywhere=field.anywhere, of=row if hides(row) else None)
    if field.many:
        return {"value": numbers, "text": names, "multiple": True}
    if not numbers:
        return {"value": "", "text": ""}
    return {"value": numbers[0], "text": names.get(numbers[0], "")}
