"""One field of many rows set to one value, and set back where nobody has changed it since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import UniqueConstraint

from app.access.scope import current_scope
from app.model.base import Record, Scoped
from app.model.house import house
from app.view.batches.acts import MOST, Deed, Stays
from app.view.batches.models import Batch
from app.view.display import cell_makers, text_of
from app.view.fields import KNOWN_BY, FieldInfo
from app.view.form_page import edit_form
from app.view.names import place_names
from app.view.parse import read
from app.view.screens import screens
from app.view.typing_in import read_values
from app.view.widgets import typed
from app.view.writing import locked_reason, update

#: The types of plain facts; relations, sealed values and JSON are set row by row.
_PLAIN = frozenset(
    ("text", "long", "integer", "number", "money", "date", "datetime", "boolean", "choice", "division")
)


def editable(model: type[Record]) -> tuple[FieldInfo, ...]:
    """The fields that can be set for many rows at once: those the list names, else the plain facts of the form.

    What a row is called by is its own, and so is what may stand only once.
    """
    named = screens().list(model).edit
    fields = [field for field in edit_form(model).fields if not field.readonly and not field.many]
    if named is not None:
        return tuple(field for field in fields if field.name in named.split())
    if not issubclass(model, Scoped):
        return ()
    own = _only_once(model) | set(KNOWN_BY)
    return tuple(
        field for field in fields if field.type in _PLAIN and not field.mask and field.name not in own
    )


def field_of(batch: Batch) -> FieldInfo | None:
    """The field a batch sets; None while none is chosen, and for one that can no longer be set."""
    model = house().models[batch.model]
    return next((f for f in editable(model) if f.name == batch.settings.get("field")), None)


class Edit:
    """See the module."""

    name = "edit"
    label = _("Edit")
    icon = "edit"
    writes, job, most = True, "", MOST

    def offered(self, model: type[Record]) -> bool:
        return current_scope().may("u", model) and bool(editable(model))

    def title(self, batch: Batch) -> str:
        field = field_of(batch)
        if field is None:
            return gettext("Edit rows")
        value = _value(batch, field)
        said = _said(field, value) or gettext("nothing")
        return gettext("Set “%(label)s” to “%(value)s”", label=str(field.label), value=said)

    def columns(self, batch: Batch) -> tuple[str, ...]:
        return (gettext("Before"), gettext("After"))

    def do(self, row: Any, batch: Batch) -> Deed:
        """Set the field.

        Raises:
            Stays: the row is closed, or holds the value already.
        """
        field = field_of(batch)
        if field is None:
            raise Stays(gettext("This field can no longer be set"))
        if closed := locked_reason(row):
            raise Stays(closed)
        was, shown = kept(row, field), _shown(field, row)
        value = _value(batch, field)
        if as_text(value) == was:
            raise Stays(gettext("Holds this value already"), same=True)
        update(row, {field.name: value}, undo=False)
        return Deed((shown, _shown(field, row)), {"was": was, "is": kept(row, field)})


def set_back(row: Any, batch: Batch, before: dict[str, Any]) -> None:
    """Give a row back what the field held before.

    Raises:
        Stays: somebody has changed it since, or the row is closed.
    """
    field = field_of(batch)
    if field is None or kept(row, field) != before["is"]:
        raise Stays(gettext("Changed since"))
    if closed := locked_reason(row):
        raise Stays(closed)
    update(row, {field.name: _back(field, before["was"])}, undo=False)


def kept(row: Any, field: FieldInfo) -> Any:
    """What a field holds, as JSON keeps it."""
    return as_text((row.extra or {}).get(field.name) if field.custom else getattr(row, field.name))


def as_text(value: Any) -> Any:
    """A value as JSON keeps it."""
    if value is None or isinstance(value, (bool, str)):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def _back(field: FieldInfo, was: Any) -> Any:
    """The value a kept text stands for."""
    if was is None or isinstance(was, bool) or field.type in ("text", "long"):
        return was
    return read(replace(field, required=False), was)


def _value(batch: Batch, field: FieldInfo) -> Any:
    return read_values([field], {field.name: batch.settings.get("typed", "")})[field.name]


def _said(field: FieldInfo, value: Any) -> str:
    """A value in words, as a list would say it."""
    if field.type == "choice":
        return str(dict(field.choices).get(str(value), ""))
    if field.type == "boolean":
        return gettext("Yes") if value else gettext("No")
    if field.type == "division":
        return place_names([value]).get(value, "") if value else ""
    return str(typed(value))


def _shown(field: FieldInfo, row: Any) -> str:
    return text_of(cell_makers([field], [row], plain=True)[0](row))


def _only_once(model: Any) -> set[str]:
    """Columns of which no two rows hold the same value."""
    table = model.__table__
    rules = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    rules += [index for index in table.indexes if index.unique]
    alone = {next(iter(rule.columns)).key for rule in rules if len(rule.columns) == 1}
    return alone | {column.key for column in table.columns if column.unique}
