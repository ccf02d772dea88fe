"""What the intake desk asks, in speaking order, and how the answers become a case with its parties."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.model.base import db
from app.view.errors import Invalid
from app.view.fields import FieldInfo
from app.view.screens import SectionScreen, screens
from modules.cases.models import Case
from modules.cases.services import PartyEntry, register
from modules.parties.models import Organisation, Person

#: The two sides a desk enters; more are added on the page of the case.
SIDES = {"applicant": _("Who comes to us"), "respondent": _("Against whom")}

_WHAT = "title* summary:long* requests:long category appeal_kind dispute_type"
_WHERE = "division_code:division* grid:relation place"
_WEIGHT = "channel* outer_no received_at urgency scale headcount enterprise"


def sections() -> tuple[SectionScreen, ...]:
    """The desk's form: who, what, where, how."""
    return (
        *(SectionScreen(role, title, _side(role)) for role, title in SIDES.items()),
        SectionScreen("what", _("What happened"), _fields(_WHAT)),
        SectionScreen("where", _("Place"), _fields(_WHERE)),
        SectionScreen("how", _("How it arrived"), _fields(_WEIGHT)),
    )


def file(values: dict[str, Any]) -> Case:
    """Register and accept the case, with its parties, in one act. The caller commits.

    Raises:
        Invalid: a number is wrong, or the main side is missing.
        Refused: the case cannot be registered.
    """
    sides = {
        role: {name: values.pop(f"{role}_{name}") for name in ("kind", "name", "phone", "code")}
        for role in SIDES
    }
    if not sides["applicant"]["name"]:
        raise Invalid({"applicant_name": [gettext("Please write down who comes to us")]})
    entries = [
        PartyEntry(role, _subject(role, said, values["division_code"]))
        for role, said in sides.items()
        if said["name"]
    ]
    given = {name: value for name, value in values.items() if value not in (None, "")}
    return register(parties=entries, **given)


def _fields(words: str) -> tuple[FieldInfo, ...]:
    return tuple(screens().field(Case, word) for word in words.split())


def _side(role: str) -> tuple[FieldInfo, ...]:
    kinds = (("person", _("Person")), ("organisation", _("Organisation")))
    return (
        FieldInfo(f"{role}_kind", _("Is a"), type="choice", source=kinds, required=role == "applicant"),
        FieldInfo(f"{role}_name", _("Name of the person or unit"), max_length=80),
        FieldInfo(f"{role}_phone", _("Phone"), max_length=30),
        FieldInfo(f"{role}_code", _("ID number or credit code"), max_length=30),
    )


def _subject(role: str, said: dict[str, str], division_code: str) -> Person | Organisation:
    """The register's row of a side: an organisation known by its credit code, else a new row."""
    organisation = said["kind"] == "organisation"
    subject: Person | Organisation
    if organisation:
        subject = Organisation(name=said["name"], uscc=said["code"] or None, phone=said["phone"] or None)
    else:
        subject = Person(name=said["name"], id_number=said["code"] or None, phone=said["phone"] or None)
    subject.division_code = division_code
    wrong = {"phone": "phone", "uscc": "code", "id_number": "code", "name": "name"}
    problems = {f"{role}_{wrong.get(name, 'name')}": [str(text)] for name, text in subject.problems().items()}
    if problems:
        raise Invalid(problems)
    db.session.add(subject)
    db.session.flush()
    return subject
