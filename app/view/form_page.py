"""A form as `form.html` draws it, new or for a row, with its errors or its conflict."""

from __future__ import annotations

import zlib
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from app.access.scope import current_scope
from app.model.base import Record, Scoped, Versioned
from app.view.calling import called
from app.view.display import cell_makers, text_of
from app.view.fields import FieldInfo
from app.view.lines import draw_lines
from app.view.links import address
from app.view.names import people_names
from app.view.screens import FormScreen, SectionScreen, screens
from app.view.show_page import crumbs
from app.view.widgets import typed, widget

#: Control that remembers what each field held when the form was opened.
SEEN = "seen"


def new_form(model: type[Record]) -> FormScreen:
    """The form of a new row: without read-only fields, with a place to choose where there is a choice."""
    form = screens().form(model)
    parts: list[Any] = []
    for part in form.parts:
        if isinstance(part, SectionScreen):
            fields = tuple(field for field in part.fields if not field.readonly)
            if fields:
                parts.append(SectionScreen(part.name, part.title, fields))
        elif part.spec.inline:
            parts.append(part)
    form = FormScreen(model, form.title, tuple(parts))
    if needs_place(model, form):
        place = screens().field(model, "division_code*")
        form = FormScreen(model, form.title, (*parts, SectionScreen("place", None, (place,))))
    return form


def edit_form(model: type[Record]) -> FormScreen:
    """The form of a row: all its sections, and the lines edited with it."""
    form = screens().form(model)
    parts = tuple(part for part in form.parts if isinstance(part, SectionScreen) or part.spec.inline)
    return FormScreen(model, form.title, parts)


def needs_place(model: type[Record], form: FormScreen) -> bool:
    """Whether a new row's place must be asked for: not if the form asks, a row above knows it, or there is one."""
    if not issubclass(model, Scoped) or any(field.name == "division_code" for field in form.fields):
        return False
    return len(places_of(model)) != 1 and not screens().owner_keys(model)


def places_of(model: type[Record]) -> tuple[str, ...]:
    """The places in which the reader may make rows of a model."""
    return tuple(dict.fromkeys(post.code for post in current_scope().reaches(model.model_id(), "c")))


def form_page(
    form: FormScreen,
    *,
    row: Any = None,
    values: Any = None,
    raw: MultiDict[str, str] | None = None,
    errors: dict[str, list[str]] | None = None,
    back: str = "",
    conflict: dict[str, Any] | None = None,
    version: int | None = None,
    seen: str = "",
) -> dict[str, Any]:
    """The context of a form page.

    Args:
        form: the fields.
        row: the row being edited; None for a new one.
        values: first values of a new row by field.
        raw: what was typed, when the form comes back.
        errors: sentences by control.
        back: where to go afterwards.
        conflict: what two people changed.
        version: the version the form was opened with; the row's own if not given.
        seen: the marks the form was opened with; the row's own if not given.
    """
    model, errors = form.model, errors or {}
    first = values or {}

    def value_of(field: FieldInfo) -> Any:
        if raw is not None:
            return raw.getlist(field.name) if field.many else raw.get(field.name)
        if row is not None:
            return _kept(field, row)
        return first.get(field.name)

    def parent_of(field: FieldInfo) -> Any:
        first = field.within.partition(".")[0]
        return next((value_of(other) for other in form.fields if first and other.relation == first), None)

    sections = [
        {
            "name": section.name,
            "title": section.title,
            "fields": [
                widget(
                    model,
                    field,
                    value_of(field),
                    row=row,
                    errors=errors.get(field.name),
                    parent=parent_of(field),
                )
                for field in section.fields
            ],
        }
        for section in form.sections
    ]
    title = called(row) if row is not None else gettext("New: %(what)s", what=str(form.title))
    cancel = back or (address(model, "show", row.id) if row is not None else address(model, "list"))
    page: dict[str, Any] = {
        "title": title,
        "crumbs": crumbs(model, title),
        "sections": sections,
        "lines": [draw_lines(part, row, raw, errors) for part in form.lines],
        "errors": summary(errors, form),
        "cancel_url": cancel,
        "hidden": {"next": back} if back else {},
    }
    if isinstance(row, Versioned):
        page["row_version"] = version if version is not None else row.row_version
        page["hidden"][SEEN] = seen or marks(form, row)
    if conflict is not None:
        page["conflict"] = conflict
    return page


def summary(errors: dict[str, list[str]], form: FormScreen) -> list[dict[str, str]]:
    """The errors on top of a form, each leading to its control."""
    labels = {field.name: str(field.label) for field in form.fields}
    found = []
    for name, texts in errors.items():
        for text in texts:
            label = labels.get(name, "")
            said = gettext("%(label)s: %(text)s", label=label, text=text) if label not in text else text
            found.append({"id": f"f-{name}" if name else "", "text": said})
    return found


def marks(form: FormScreen, row: Any) -> str:
    """What each field holds, as short marks, so that a later conflict knows what this form changed."""
    return " ".join(
        f"{field.name}:{mark(_kept(field, row))}"
        for field in form.fields
        if not field.readonly and field.type != "sealed"
    )


def mark(value: Any) -> str:
    """A short mark of a value; equal values have equal marks."""
    if isinstance(value, list):
        plain = ",".join(sorted(str(typed(item)) for item in value))
    else:
        plain = str(typed(value)).replace("\r\n", "\n")
    return f"{zlib.crc32(plain.encode(errors='replace')):08x}"


def conflict_page(
    form: FormScreen, row: Any, values: dict[str, Any], raw: MultiDict[str, str]
) -> dict[str, Any]:
    """The two columns of a conflict: fields this form changed and that now hold something else.

    Fields this form did not change keep what is saved.
    """
    seen = dict(part.split(":", 1) for part in raw.get(SEEN, "").split() if ":" in part)
    hidden = {name: ",".join(texts) for name, texts in raw.lists() if not name.startswith("pick-")}
    for name in ("csrf_token", "row_version", SEEN):
        hidden.pop(name, None)
    drawn = []
    for field in form.fields:
        if field.readonly or field.name not in values:
            continue
        saved, mine = _kept(field, row), values[field.name]
        if field.type != "sealed" and (mark(mine) == mark(saved) or mark(mine) == seen.get(field.name)):
            hidden[f"pick-{field.name}"] = "saved"
            continue
        drawn.append(
            {
                "name": field.name,
                "label": field.label,
                "saved": text_of(cell_makers([field], [row], plain=True)[0](row)) or "—",
                "mine": _said(form.model, field, raw) or "—",
                "pick": "mine",
            }
        )
    hidden |= {"row_version": str(row.row_version), SEEN: marks(form, row)}
    who = people_names([getattr(row, "changed_by_id", None)])
    changed_at = getattr(row, "changed_at", None)
    return {
        "who": next(iter(who.values()), gettext("Somebody")),
        "when": f"{changed_at:%H:%M}" if changed_at else "",
        "fields": drawn,
        "hidden": hidden,
        "merge_url": address(form.model, "edit", row.id),
    }


def without_dropped(form: FormScreen, raw: MultiDict[str, str]) -> FormScreen:
    """The form without the fields for which the saved value was picked in a conflict."""
    dropped = {
        name.removeprefix("pick-")
        for name, text in raw.items()
        if name.startswith("pick-") and text == "saved"
    }
    if not dropped:
        return form
    parts = tuple(
        SectionScreen(part.name, part.title, tuple(f for f in part.fields if f.name not in dropped))
        if isinstance(part, SectionScreen)
        else part
        for part in form.parts
    )
    return FormScreen(form.model, form.title, parts)


def _kept(field: FieldInfo, row: Any) -> Any:
    if field.custom:
        return (row.extra or {}).get(field.name)
    if field.type == "sealed" or field.readonly:
        return None
    return list(getattr(row, field.name)) if field.many else getattr(row, field.name)


def _said(model: type[Record], field: FieldInfo, raw: MultiDict[str, str]) -> str:
    """What was typed, in words."""
    if field.type == "sealed":
        return gettext("Newly typed")
    drawn = widget(model, field, raw.getlist(field.name) if field.many else raw.get(field.name))
    if drawn["kind"] in ("choice", "radio"):
        return str(dict(drawn["choices"]).get(drawn["value"], drawn["value"]))
    if field.type == "boolean":
        return gettext("Yes") if drawn["value"] else gettext("No")
    return str(drawn.get("text") or drawn["value"])
