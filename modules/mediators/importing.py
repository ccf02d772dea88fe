"""Mediators from a workbook, with the people they are; whoever the list exports is known again by name and committee.

A mediator lies where the committee lies, so a file names the committee and no place.
"""

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
from modules.mediators.models import Committee, Mediator
from modules.parties.models import Person
from modules.parties.services import person_in_row


def committees_called(name: str) -> list[Committee]:
    """The active committees of that name or short name, two at most."""
    named = or_(Unit.name == name, Unit.short_name == name)
    asked = select(Committee).join(Unit, Committee.unit_id == Unit.id).where(named, Committee.active)
    return list(db.session.scalars(asked.order_by(Committee.id).limit(2)))


def in_committee(values: dict[str, Any]) -> list[str]:
    """A mediator lies where the one committee of that name lies, which the reader keeps."""
    name = values.get("committee", "")
    if not name:
        return []
    found = committees_called(name)
    if not found:
        return [gettext("There is no active committee “%(name)s”", name=name[:40])]
    if len(found) > 1:
        return [gettext("Several committees are called “%(name)s”; give the full name", name=name[:40])]
    values["division_code"] = found[0].division_code
    if may_make(current_scope(), Mediator, found[0].division_code):
        return []
    return [gettext("“%(text)s” lies outside your area", text=name[:20])]


def on_record(values: dict[str, Any]) -> Mediator | None:
    """The mediator of that committee who bears the number, or the name where the file gives no number."""
    (committee,) = committees_called(values["committee"])
    number = values.get("id_number")
    who = Person.where_sealed("id_number", number) if number else Person.name == values["name"]
    asked = select(Mediator).join(Person, Mediator.person_id == Person.id)
    return db.session.scalars(asked.where(who, Mediator.committee_id == committee.id).limit(1)).first()


def take_in(values: dict[str, Any], _yes: frozenset[str]) -> Mediator:
    """A mediator who serves, with the person, who may be on record in another role."""
    given = dict(values)
    (committee,) = committees_called(given.pop("committee"))
    mediator = Mediator(person=person_in_row(given, committee.division_code), committee=committee, **given)
    db.session.add(mediator)
    return mediator


MEDIATORS = Import(
    Mediator,
    (
        FieldInfo("name", _("Full name"), required=True, max_length=80),
        FieldInfo("id_number", _("ID number"), max_length=18),
        FieldInfo("phone", _("Phone"), max_length=20),
        FieldInfo("committee", _("Committee"), required=True, max_length=120),
        "post grade full_time specialities native_place dialects languages on_court_roster hired_on",
    ),
    key="name committee",
    asked="",
    complete=in_committee,
    known=on_record,
    make=take_in,
)
