"""Windows of centres from a workbook; a window lies where its centre lies, so a file names the centre and no place."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import or_, select

from app.access.scope import current_scope
from app.model.base import db
from app.org.models import Unit
from app.view.fields import FieldInfo
from app.view.importing.values import may_make
from app.view.spec import Import
from modules.centres.models import Centre, ServiceType, ServiceWindow


def centres_called(name: str) -> list[Centre]:
    """The active centres of that name or short name, two at most."""
    named = or_(Unit.name == name, Unit.short_name == name)
    asked = select(Centre).join(Unit, Centre.unit_id == Unit.id).where(named, Centre.active)
    return list(db.session.scalars(asked.order_by(Centre.id).limit(2)))


def type_called(word: str) -> ServiceType | None:
    """The active type of service of that code or name."""
    named = or_(ServiceType.code == word, ServiceType.label == word)
    return db.session.scalars(select(ServiceType).where(named, ServiceType.active).limit(1)).first()


def in_centre(values: dict[str, Any]) -> list[str]:
    """A window lies where the one centre of that name lies, which the reader keeps."""
    problems = []
    word = values.get("service_type", "")
    if word and type_called(word) is None:
        problems.append(gettext("Not among the types of service: %(name)s", name=word[:40]))
    name = values.get("centre", "")
    if not name:
        return problems
    found = centres_called(name)
    if not found:
        return [*problems, gettext("There is no active centre “%(name)s”", name=name[:40])]
    if len(found) > 1:
        several = gettext("Several centres are called “%(name)s”; give the full name", name=name[:40])
        return [*problems, several]
    values["division_code"] = found[0].division_code
    if not may_make(current_scope(), ServiceWindow, found[0].division_code):
        problems.append(gettext("“%(text)s” lies outside your area", text=name[:20]))
    return problems


def on_record(values: dict[str, Any]) -> ServiceWindow | None:
    """The window of that centre with that number."""
    (centre,) = centres_called(values["centre"])
    here = ServiceWindow.centre_id == centre.id
    asked = select(ServiceWindow).where(here, ServiceWindow.number == values["number"])
    return db.session.scalars(asked.limit(1)).first()


def take_in(values: dict[str, Any], _yes: frozenset[str]) -> ServiceWindow:
    """A window of the centre, in use from now on."""
    given = dict(values)
    (centre,) = centres_called(given.pop("centre"))
    kind = type_called(given.pop("service_type"))
    window = ServiceWindow(centre_id=centre.id, service_type=kind, **given)
    db.session.add(window)
    return window


WINDOWS = Import(
    ServiceWindow,
    (
        FieldInfo("centre", _("Centre"), required=True, max_length=120),
        "number name",
        FieldInfo("service_type", _("Type of service"), required=True, max_length=60),
        "presence hours",
    ),
    key="centre number",
    asked="",
    complete=in_centre,
    known=on_record,
    make=take_in,
)
