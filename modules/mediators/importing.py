"""Committees from a workbook, with the units they are; mediators, with the people they are.

Whatever the lists export is known again: a committee by its name and place, a mediator by name and committee.

A mediator lies where the committee lies, so a file names the committee and no place.
"""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.model.base import db
from app.view.fields import FieldInfo
from app.view.importing.as_unit import FACTS, AsUnit
from app.view.importing.keeper import Keeper
from app.view.spec import Import
from app.workflow.engine import Refused
from app.workflow.spec import Refusal
from modules.mediators.models import Committee, Mediator
from modules.parties.models import Person
from modules.parties.services import named_in, person_in_row

COMMITTEE = Keeper(
    Mediator,
    Committee,
    "committee",
    _("There is no active committee “%(name)s”"),
    _("Several committees are called “%(name)s”; give the full name"),
)


BODY = AsUnit(Committee, "committee")


def found(values: dict[str, Any], _yes: frozenset[str]) -> Committee:
    """A committee, its unit found or made, under the one its row names, which may stand above it in the file.

    Raises:
        Refused: there is no such committee above, or several; or the unit cannot be this one's.
    """
    given = dict(values)
    above = given.pop("parent", "")
    called = COMMITTEE.called(above) if above else [None]
    if len(called) != 1:
        raise Refused(Refusal(COMMITTEE.unclear(above, called)))
    committee = Committee(unit=BODY.unit_of(given), parent_id=called[0] and called[0].id, **given)
    db.session.add(committee)
    return committee


def on_record(values: dict[str, Any]) -> Mediator | None:
    """The mediator of that committee who bears the number, or the name where the file gives no number."""
    here = Mediator.committee_id == COMMITTEE.one(values).id
    asked = select(Mediator).join(Person, Mediator.person_id == Person.id)
    return db.session.scalars(asked.where(named_in(values), here).limit(1)).first()


def take_in(values: dict[str, Any], _yes: frozenset[str]) -> Mediator:
    """A mediator who serves, with the person, who may be on record in another role."""
    given = dict(values)
    committee = COMMITTEE.one(given)
    del given["committee"]
    mediator = Mediator(person=person_in_row(given, committee.division_code), committee=committee, **given)
    db.session.add(mediator)
    return mediator


COMMITTEES = Import(
    Committee,
    (
        *FACTS[:1],
        "kind division_code:division",
        FieldInfo("parent", _("Parent committee"), max_length=120),
        "basis founded_on elected_on term_ends_on multi_ethnic",
        *FACTS[1:],
    ),
    key="unit division_code",
    known=BODY.known,
    make=found,
)

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
    complete=COMMITTEE.complete,
    known=on_record,
    make=take_in,
)
