"""The lines of the guide for machines: what an operation takes, and how it is called."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from flask_babel import gettext

Document = dict[str, Any]

#: Values of a list of choices that are written out.
_MOST_VALUES = 12

_SAMPLES: dict[str, Any] = {"integer": 1, "number": "1.00", "boolean": True, "array": [], "object": {}}


def fields_of(document: Document, told: dict[str, Any]) -> list[dict[str, Any]]:
    """Parameters of path and address, then the fields of the body."""
    places = {"path": gettext("path"), "query": gettext("address"), "header": gettext("head")}
    found = [
        {
            "name": parameter["name"],
            "place": places[parameter["in"]],
            "required": parameter.get("required", False),
            "said": parameter.get("description", ""),
            "values": _values(parameter["schema"]),
        }
        for parameter in told.get("parameters", ())
    ]
    body = _body(document, told)
    return found + [
        {
            "name": name,
            "place": gettext("body"),
            "required": name in body.get("required", ()),
            "said": schema.get("title", ""),
            "values": _values(schema),
        }
        for name, schema in body.get("properties", {}).items()
    ]


def call_of(document: Document, root: str, method: str, path: str, told: dict[str, Any]) -> str:
    """The operation as it is typed at a command line, with a sample value for everything that must be given."""
    for parameter in told.get("parameters", ()):
        if parameter["in"] == "path":
            sample = quote(str(_sample(parameter["schema"])))
            path = path.replace(f"{{{parameter['name']}}}", sample)
    lines = ['curl -H "Authorization: Bearer $KEY"']
    if method != "get":
        lines.append(f"-X {method.upper()}")
    if "requestBody" in told:
        body = _body(document, told)
        properties = body.get("properties", {})
        given = body.get("required") or [name for name in properties if name == "row_version"]
        sent = {name: _sample(properties[name]) for name in given}
        lines += ['-H "Content-Type: application/json"', f"-d '{json.dumps(sent, ensure_ascii=False)}'"]
    return " \\\n  ".join([*lines, root + path])


def _body(document: Document, told: dict[str, Any]) -> dict[str, Any]:
    """The schema of what is sent, or nothing."""
    content = told.get("requestBody", {}).get("content", {}).get("application/json", {})
    schema: dict[str, Any] = content.get("schema", {})
    reference = schema.get("$ref", "")
    if not reference:
        return schema
    found: dict[str, Any] = document["components"]["schemas"][reference.rpartition("/")[2]]
    return found


def _values(schema: dict[str, Any]) -> str:
    """The values a field can have, or of what kind they are."""
    choices = [str(value) for value in schema.get("enum", ()) if value is not None]
    if choices:
        more = " …" if len(choices) > _MOST_VALUES else ""
        return " ".join(choices[:_MOST_VALUES]) + more
    return str(schema.get("format") or schema.get("type", ""))


def _sample(schema: dict[str, Any]) -> Any:
    if schema.get("enum"):
        return schema["enum"][0]
    dates = {"date": "2026-11-20", "date-time": "2026-11-20T09:00:00"}
    return dates.get(schema.get("format", "")) or _SAMPLES.get(schema.get("type", ""), "…")
