"""Fields as JSON schemas, in the dialect of OpenAPI 3.0."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.view.fields import FieldInfo

Schema = dict[str, Any]

#: A related row, as it is given out.
RELATED = {"$ref": "#/components/schemas/Related"}

_KEY: Schema = {"type": "integer", "format": "int64", "minimum": 1}

_PLAIN: dict[str, Schema] = {
    "integer": {"type": "integer", "format": "int64"},
    "number": {"type": "string", "format": "decimal"},
    "money": {"type": "string", "format": "decimal"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "boolean": {"type": "boolean"},
    "division": {"type": "string", "pattern": "^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$"},
    "json": {"type": "object"},
    "computed": {},
}


def given_out(field: FieldInfo) -> Schema:
    """The schema of a field in an answer. Protected values are masked texts."""
    if field.type == "sealed" or field.mask:
        found: Schema = {"type": "string"}
    elif field.type == "relation":
        if field.many:
            return _titled(field, {"type": "array", "items": RELATED})
        return _titled(field, {"allOf": [RELATED], "nullable": True})
    else:
        found = dict(_PLAIN.get(field.type, {"type": "string"}))
    if field.type == "division":
        found.pop("pattern")
    return _titled(field, found | ({"nullable": True} if "type" in found else {}))


def taken_in(field: FieldInfo) -> Schema:
    """The schema of a field in a request."""
    if field.type == "relation":
        one = _KEY if field.many or field.required else _KEY | {"nullable": True}
        return _titled(field, {"type": "array", "items": one} if field.many else dict(one))
    found = dict(_PLAIN.get(field.type, {"type": "string"}))
    if field.type in ("text", "long", "sealed") and field.max_length:
        found["maxLength"] = field.max_length
    if field.type == "integer" and field.limits:
        found |= {"minimum": field.limits[0], "maximum": field.limits[1]}
    if field.type == "choice":
        values = [value for value, _words in field.choices]
        found["enum"] = values if field.required else [*values, None]
    return _titled(field, found if field.required else found | {"nullable": True})


def asked_by(field: FieldInfo) -> Schema:
    """The schema of a filter parameter."""
    found = dict(_PLAIN.get(field.type, {"type": "string"}))
    if field.type == "relation":
        return dict(_KEY)
    if field.type == "choice":
        return (
            {"type": "string", "enum": [value for value, _words in field.choices]} if field.choices else found
        )
    return found


def object_of(
    properties: Iterable[tuple[str, Schema]], required: Iterable[str] = (), *, closed: bool = False
) -> Schema:
    """An object with these properties; a closed one has no others."""
    found: Schema = {"type": "object", "properties": dict(properties)}
    needed = list(required)
    if needed:
        found["required"] = needed
    if closed:
        found["additionalProperties"] = False
    return found


def _titled(field: FieldInfo, schema: Schema) -> Schema:
    return schema | {"title": str(field.label)}
