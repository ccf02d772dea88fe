"""Relabelling, moving and hiding fields on screens, and undoing it. The caller commits."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.scope import current_scope
from app.model.base import Record, db
from app.model.house import house
from app.model.moment import now
from app.studio.fields import own_places
from app.studio.memory import sees
from app.studio.merge import item_of, merged
from app.studio.models import ScreenChange
from app.studio.overlay import changes_of
from app.view.errors import Invalid
from app.view.fields import FieldInfo
from app.view.screens import screens

#: Screens whose fields can be moved and hidden.
SCREENS = {"list": _("List"), "form": _("Form")}

#: Characters of a label.
LONGEST_LABEL = 60


def fields_on(model: type[Record], screen: str) -> tuple[FieldInfo, ...]:
    """The fields of a screen in their order, as the reader has them."""
    return screens().list(model).columns if screen == "list" else screens().form(model).fields


def relabel(model: type[Record], field: str, label: str) -> ScreenChange:
    """Call a field something else on every screen.

    Raises:
        Invalid: no such field, a custom field (its definition has the label), or no label.
    """
    known = {f.name: f for screen in SCREENS for f in fields_on(model, screen)}
    if field not in known or known[field].custom:
        raise Invalid({"": [gettext("There is no such field")]})
    label = label.strip()
    if not label or len(label) > LONGEST_LABEL:
        words = gettext("Please enter a label of at most %(most)s characters", most=LONGEST_LABEL)
        raise Invalid({"label": [words]})
    return _add(model, "", field, "label", {"label": label}, {"label": str(known[field].label)})


def hide(model: type[Record], screen: str, field: str) -> ScreenChange:
    """Take a field off a screen.

    Raises:
        Invalid: no such field, one that must be filled in, or the last one.
    """
    known = fields_on(model, screen)
    found = next((f for f in known if f.name == field), None)
    if found is None or not _declared(model, screen, field):
        raise Invalid({"": [gettext("There is no such field")]})
    if screen == "form" and not found.readonly and (found.required or field == "division_code"):
        raise Invalid({"": [gettext("A field that must be filled in cannot be hidden")]})
    if len(known) == 1:
        raise Invalid({"": [gettext("The last field cannot be hidden")]})
    return _add(model, screen, field, "hide", {}, _neighbour(known, field))


def shift(model: type[Record], screen: str, field: str, direction: str) -> ScreenChange:
    """Move a field one place `up` or `down` on a screen.

    Raises:
        Invalid: no such field, or nothing to move past.
    """
    known = fields_on(model, screen)
    names = [f.name for f in known]
    if field not in names:
        raise Invalid({"": [gettext("There is no such field")]})
    here = names.index(field)
    there = here - 1 if direction == "up" else here + 1
    if not 0 <= there < len(names) or not _declared(model, screen, names[there]):
        raise Invalid({"": [gettext("It cannot be moved further")]})
    value = {"anchor": names[there], "place": "before" if direction == "up" else "after"}
    return _add(model, screen, field, "move", value, _neighbour(known, field))


def undo(change: ScreenChange) -> None:
    """Take a change back; later ones stay."""
    if change.undone_at is None:
        change.undone_at, change.undone_by_id = now(), current_scope().user_id


def history(model: type[Record]) -> list[ScreenChange]:
    """The changes to a model's screens that concern the reader, newest first."""
    scope = current_scope()
    asked = (
        select(ScreenChange).where(ScreenChange.model == model.model_id()).order_by(ScreenChange.id.desc())
    )
    return [
        found
        for found in db.session.scalars(asked)
        if sees(scope, found.division_code) or scope.within(found.division_code)
    ]


def faults(model: type[Record]) -> dict[int, str]:
    """Changes in force that find their field gone, by key: an upgrade took it away. The screens open all the same."""
    custom = {field.name for field in screens().custom(model)}
    found: dict[int, str] = {}
    for screen in SCREENS:
        spec = house().views.get(f"{model.model_id()}.{screen}")
        if spec is not None:
            found |= dict(merged(spec, changes_of(spec), custom)[1])
    return found


def _add(
    model: type[Record], screen: str, field: str, kind: str, value: dict[str, Any], before: dict[str, Any]
) -> ScreenChange:
    places = own_places()
    if not places:
        raise Invalid({"": [gettext("This place lies outside your area")]})
    made = ScreenChange(
        model=model.model_id(),
        screen=screen,
        field=field,
        kind=kind,
        value=value,
        before=before,
        division_code=places[0],
    )
    db.session.add(made)
    return made


def _neighbour(known: tuple[FieldInfo, ...], field: str) -> dict[str, Any]:
    names = [f.name for f in known]
    here = names.index(field)
    return {"after": names[here - 1] if here else None}


def _declared(model: type[Record], screen: str, field: str) -> bool:
    """Whether the screen's spec names the field, so that it can be hidden or moved past."""
    spec = house().views.get(f"{model.model_id()}.{screen}")
    if spec is None:
        return False
    custom = {f.name for f in screens().custom(model)}
    return item_of(merged(spec, changes_of(spec), custom)[0], field) is not None
