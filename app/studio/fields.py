"""Making, changing and retiring custom fields. The caller commits."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.access.scope import current_scope, system
from app.model.base import Extra, Record, db
from app.model.house import house
from app.model.pinyin import full_pinyin
from app.studio.memory import sees
from app.studio.merge import PREFIX
from app.studio.models import CustomField
from app.view.errors import Conflict, Invalid
from app.view.fields import FieldInfo
from app.view.links import has_screens
from app.view.screens import screens

#: What a field can hold.
TYPES = {"text": _("Text"), "number": _("Digits"), "date": _("Date"), "choice": _("Choice")}

#: Fields one model may have in force, choices one field may have, characters of a choice.
MOST_FIELDS, MOST_CHOICES, LONGEST_CHOICE = 40, 100, 60

_MODEL = CustomField.model_id()


def shapeable() -> tuple[type[Record], ...]:
    """The models that can have custom fields: those with `extra` and screens."""
    models: tuple[Any, ...] = tuple(house().models.values())
    return tuple(model for model in models if issubclass(model, Extra) and has_screens(model))


def own_places() -> tuple[str, ...]:
    """The divisions whose screens the reader may shape."""
    return tuple(dict.fromkeys(post.code for post in current_scope().reaches(_MODEL, "c")))


def may_change(code: str) -> bool:
    """Whether what belongs to a division may be changed by the reader."""
    return any(post.covers(code) for post in current_scope().reaches(_MODEL, "u"))


def form_fields(field: CustomField | None = None) -> tuple[FieldInfo, ...]:
    """What the form of a definition asks for; type and division are set once."""
    always = (
        FieldInfo("label", gettext("Label"), required=True, max_length=60),
        FieldInfo("required", gettext("Must be filled in"), type="boolean"),
        FieldInfo(
            "choices",
            gettext("Choices"),
            type="long",
            max_length=8000,
            help=gettext("For a choice: one a line. A choice taken away stays on rows that have it."),
        ),
        FieldInfo("help", gettext("Hint below the field"), max_length=200),
        FieldInfo("position", gettext("Order"), type="integer", limits=(0, 9999)),
    )
    if field is not None:
        return always
    places = own_places()
    once = (
        FieldInfo("type", gettext("Type"), type="choice", source=TYPES, required=True),
        FieldInfo("scale", gettext("Decimals of a number"), type="integer", limits=(0, 6)),
    )
    where = FieldInfo("division_code", gettext("For"), type="choice", source=places, required=True)
    return (*always[:1], *once, *always[1:], *((where,) if len(places) > 1 else ()))


def fields_of(model: type[Record]) -> list[CustomField]:
    """The definitions on a model that concern the reader: of the own divisions, those above and those below."""
    scope = current_scope()
    asked = select(CustomField).where(CustomField.model == model.model_id())
    found = db.session.scalars(asked.order_by(CustomField.position, CustomField.id))
    return [field for field in found if sees(scope, field.division_code) or scope.within(field.division_code)]


def define(model: type[Record], values: dict[str, Any]) -> CustomField:
    """Add a field to a model, for one division and those below it.

    Args:
        model: a model with `extra`.
        values: checked values of `form_fields()`.

    Raises:
        Invalid: no such place, a label in use, choices missing, too many fields.
    """
    places = own_places()
    code = values.get("division_code") or next(iter(places), "")
    if code not in places:
        raise Invalid({"division_code": [gettext("This place lies outside your area")]})
    if model not in shapeable():
        raise Invalid({"": [gettext("This table takes no fields")]})
    name = _free_name(model, values["label"])
    field = CustomField(model=model.model_id(), name=name, division_code=code, type=values["type"])
    field.scale = 2 if values.get("scale") is None else values["scale"]
    _fill(field, values)
    if field.position == 0:
        field.position = len(fields_of(model)) + 1
    db.session.add(field)
    return field


def change(field: CustomField, values: dict[str, Any], seen_version: int) -> None:
    """Change a definition; type and division stay.

    Raises:
        Conflict: somebody changed it since.
        Invalid: a label in use, choices missing.
    """
    if field.row_version != seen_version:
        raise Conflict(field)
    _fill(field, values)


def retire(field: CustomField) -> None:
    """Take a field off the screens; the values on rows stay."""
    field.active = False


def revive(field: CustomField) -> None:
    """Bring a retired field back, with the values the rows kept.

    Raises:
        Invalid: its label has been given to another field, or there are too many.
    """
    _check(field, field.label)
    field.active = True


def _fill(field: CustomField, values: dict[str, Any]) -> None:
    _check(field, values["label"])
    field.label = values["label"]
    field.required = bool(values.get("required"))
    field.choices = _choices(values.get("choices") or "") if field.type == "choice" else []
    field.help = values.get("help") or None
    field.position = values.get("position") or field.position or 0


def _choices(text: str) -> list[str]:
    found = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    if not found:
        raise Invalid({"choices": [gettext("Please name the choices, one a line")]})
    if len(found) > MOST_CHOICES or any(len(choice) > LONGEST_CHOICE for choice in found):
        words = gettext(
            "At most %(most)s choices of %(long)s characters", most=MOST_CHOICES, long=LONGEST_CHOICE
        )
        raise Invalid({"choices": [words]})
    return found


def _check(field: CustomField, label: str) -> None:
    """No two fields before one reader are called the same, and there are not too many."""
    model = house().models[field.model]
    others = [
        other
        for other in fields_of(model)
        if other.active
        and other is not field
        and (
            other.division_code.startswith(field.division_code)
            or field.division_code.startswith(other.division_code)
        )
    ]
    taken = {other.label for other in others}
    taken |= {str(known.label) for known in screens().form(model).fields if not known.custom}
    if label in taken:
        raise Invalid({"label": [gettext("There is already a field of this name")]})
    if len(others) >= MOST_FIELDS:
        raise Invalid({"": [gettext("At most %(most)s fields", most=MOST_FIELDS)]})


def _free_name(model: type[Record], label: str) -> str:
    """A name for machines, from the sound of the label, that no division uses yet on this model."""
    bare = re.sub(r"[^a-z0-9]+", "_", full_pinyin(label).lower().encode("ascii", "ignore").decode())
    base = PREFIX + (bare.strip("_")[:40] or "field")
    with system("name a custom field", reads=True) as session:
        asked = select(CustomField.name).where(CustomField.model == model.model_id())
        taken = set(session.scalars(asked.where(func.substr(CustomField.name, 1, len(base)) == base)))
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}_{number}"
    return name
