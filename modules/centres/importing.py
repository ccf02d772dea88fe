"""Windows of centres from a workbook; a window lies where its centre lies, so a file names the centre and no place."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import or_, select

from app.model.base import db
from app.view.fields import FieldInfo
from app.view.importing.keeper import Keeper
from app.view.spec import Import
from modules.centres.models import Centre, ServiceType, ServiceWindow

CENTRE = Keeper(
    ServiceWindow,
    Centre,
    "centre",
    _("There is no active centre “%(name)s”"),
    _("Several centres are called “%(name)s”; give the full name"),
)


def type_called(word: str) -> ServiceType | None:
    """The active type of service of that code or name."""
    named = or_(ServiceType.code == word, ServiceType.label == word)
    return db.session.scalars(select(ServiceType).where(named, ServiceType.active).limit(1)).first()


def in_centre(values: dict[str, Any]) -> list[str]:
    """A window lies where its centre lies, and serves one of the types there are."""
    word = values.get("service_type", "")
    unknown = word and type_called(word) is None
    problems = [gettext("Not among the types of service: %(name)s", name=word[:40])] if unknown else []
    return problems + CENTRE.complete(values)


def on_record(values: dict[str, Any]) -> ServiceWindow | None:
    """The window of that centre with that number."""
    here = ServiceWindow.centre_id == CENTRE.one(values).id
    asked = select(ServiceWindow).where(here, ServiceWindow.number == values["number"])
    return db.session.scalars(asked.limit(1)).first()


def take_in(values: dict[str, Any], _yes: frozenset[str]) -> ServiceWindow:
    """A window of the centre, in use from now on."""
    given = dict(values)
    centre = CENTRE.one(given)
    del given["centre"]
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
