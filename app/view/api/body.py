"""What a machine sent, read into values; every field that is wrong is named at once."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext
from werkzeug.exceptions import BadRequest

from app.view.errors import Invalid
from app.view.fields import FieldInfo
from app.view.parse import key_of
from app.view.typing_in import read_values

#: The name under which the version a change was made from may be sent.
VERSION = "row_version"


def body_of_request() -> dict[str, Any]:
    """The JSON object of the request.

    Raises:
        BadRequest: something else was sent.
    """
    try:
        sent = request.get_json(force=True, silent=True)
    except RecursionError:
        sent = None
    if not isinstance(sent, dict):
        raise BadRequest(gettext("Please send a JSON object"))
    return sent


def read_body(fields: tuple[FieldInfo, ...], sent: dict[str, Any], row: Any = None) -> dict[str, Any]:
    """Values by field; for a row that is there, of those that were sent.

    A related row may be sent as its key or as the object it was given out as.

    Raises:
        Invalid: fields nobody knows, fields nobody sets, values that cannot be read.
    """
    raw, errors = _sorted_out(fields, sent, (VERSION,))
    values: dict[str, Any] = {}
    try:
        values = read_values(fields, raw, partial=row is not None, row=row)
    except Invalid as wrong:
        errors |= wrong.errors
    if errors:
        raise Invalid(errors)
    return values


def version_of(sent: dict[str, Any]) -> int:
    """The version a change was made from: `row_version` in the body, or the header `If-Match`.

    Raises:
        Invalid: neither was sent, or it is no number.
    """
    text = sent.get(VERSION, request.headers.get("If-Match", "").removeprefix("W/").strip('" '))
    number = key_of(text)
    if number is None:
        raise Invalid({VERSION: [gettext("Please send the row_version you have read, here or as If-Match")]})
    return number


def keyed(fields: tuple[FieldInfo, ...], sent: dict[str, Any], more: tuple[str, ...] = ()) -> dict[str, Any]:
    """What was sent for some fields and a few texts beside them, with keys for related rows.

    Raises:
        Invalid: names nobody knows, or something other than a text among the texts.
    """
    raw, errors = _sorted_out(fields, sent, more)
    for name in more:
        if sent.get(name) is None or name in raw:
            continue
        if isinstance(sent[name], str):
            raw[name] = sent[name]
        else:
            errors[name] = [gettext("Please enter a text")]
    if errors:
        raise Invalid(errors)
    return raw


def _sorted_out(
    fields: tuple[FieldInfo, ...], sent: dict[str, Any], more: tuple[str, ...]
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    known = {field.name: field for field in fields}
    errors: dict[str, list[str]] = {}
    for name in sent:
        if name not in known and name not in more:
            errors[name] = [gettext("There is no such field")]
        elif name in known and known[name].readonly:
            errors[name] = [gettext("This field cannot be set")]
    return {name: _keys(known[name], value) for name, value in sent.items() if name in known}, errors


def _keys(field: FieldInfo, value: Any) -> Any:
    if field.type != "relation":
        return value
    if isinstance(value, list) and field.many:
        return [item.get("id", "-") if isinstance(item, dict) else item for item in value]
    if isinstance(value, dict):
        return value.get("id", "-")
    return "-" if isinstance(value, list) else value
