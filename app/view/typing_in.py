"""A form as it comes in: the typed values of some fields, read, looked up and checked, all errors at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from app.access.scope import current_scope
from app.model.base import db
from app.org.models import Account
from app.org.place import active_place
from app.view.display import key_getter
from app.view.errors import FieldError, Invalid
from app.view.fields import FieldInfo
from app.view.names import colleagues, found_rows
from app.view.parse import read


def read_values(
    fields: Iterable[FieldInfo], raw: Any, *, partial: bool = False, row: Any = None
) -> dict[str, Any]:
    """Values by field name, ready to be set on a row or handed to a service.

    A relation named by its relationship gives the row, one named by its key column gives the key. A protected field
    left empty is left as it is unless it is taken away, and so is what a shared row holds beyond the reader's places.

    Args:
        fields: the fields of the form; read-only ones are passed over.
        raw: a form (`MultiDict`) or a JSON object.
        partial: take only the fields that were sent at all.
        row: the row being edited.

    Raises:
        Invalid: with every sentence by field.
    """
    values: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for field in fields:
        if field.readonly or (partial and field.name not in raw):
            continue
        sent = _sent(field, raw)
        if field.type == "sealed" and not sent:
            if _emptied(field, raw):
                values[field.name] = None
            continue
        if row is not None and _left_alone(field, sent, row):
            continue
        try:
            values[field.name] = _looked_up(field, read(field, sent))
        except FieldError as error:
            errors.setdefault(field.name, []).append(str(error))
    if errors:
        raise Invalid(errors)
    return values


def emptied(name: str) -> str:
    """The name of the box by which a form takes a protected value away, which it never carries itself."""
    return f"{name}_emptied"


def _emptied(field: FieldInfo, raw: Any) -> bool:
    """Whether a protected value is taken away: the box is ticked, or a body says `null`."""
    null = field.name in raw and raw.get(field.name) is None
    return not field.required and (null or bool(raw.get(emptied(field.name))))


def _left_alone(field: FieldInfo, sent: Any, row: Any) -> bool:
    """Whether the row's own place was sent back, or nothing for a relation whose row the reader cannot see."""
    if field.name == "division_code":
        return bool(sent == row.division_code)
    if sent or field.type != "relation" or field.many or not field.relation:
        return False
    return key_getter(field)(row) is not None and getattr(row, field.relation) is None


def _sent(field: FieldInfo, raw: Any) -> Any:
    if field.many and hasattr(raw, "getlist"):
        listed = raw.getlist(field.name)
        return listed[0].split(",") if len(listed) == 1 else listed
    return raw.get(field.name) if field.name in raw else None  # a form answers a missing name with a costly error


def _looked_up(field: FieldInfo, value: Any) -> Any:
    """Rows for keys; a row outside the scope is as if it were not there."""
    if value in (None, "", []):
        return value
    if field.type == "division":
        return _place(field, value)
    if field.type != "relation" or field.model is None:
        return value
    keys = value if field.many else [value]
    if issubclass(field.model, Account):
        rows = [row for key in keys for row in colleagues(key=key)]
    else:
        asked = select(field.model).where(field.model.id.in_(keys))
        rows = list(found_rows(asked, anywhere=field.anywhere))
    if len(rows) != len(set(keys)):
        raise FieldError(gettext("Not found; please choose one of the list"))
    if field.many:
        return rows
    return rows[0] if field.relation == field.name else value


def _place(field: FieldInfo, code: str) -> str:
    if not active_place(db.session(), code):
        raise FieldError(gettext("There is no such place"))
    if field.name == "division_code" and not current_scope().within(code):
        raise FieldError(gettext("This place lies outside your area"))
    return code
