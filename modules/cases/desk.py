"""What the intake desk asks, in speaking order, and how the answers become a case with its parties."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from app.model.base import db
from app.view.errors import Invalid
from app.view.fields import FieldInfo
from app.view.screens import SectionScreen, screens
from modules.cases.models import Case
from modules.cases.services import PartyEntry, register
from modules.parties.models import Organisation, Person

#: The two sides a desk enters; more are added on the page of the case.
SIDES = {"applicant": _("Who comes to us"), "respondent": _("Against whom")}

_WHAT = "summary:long* title requests:long"
_WHERE = "place division_code:division* grid:relation"
_KIND = "category dispute_type headcount"
_ARRIVAL = "channel:radio* appeal_kind:radio urgency:radio scale:radio outer_no received_at enterprise"

#: How the desk draws a field otherwise than a form does: columns of twelve it takes beside others, lines it shows.
DRAWN: dict[str, dict[str, Any]] = {
    **{f"{role}_{name}": {"wide": 3} for role in SIDES for name in ("kind", "code", "name", "phone")},
    **{
        name: {"wide": 4}
        for name in ("place", "division_code", "grid", "category", "dispute_type", "headcount")
    },
    **{name: {"wide": 4} for name in ("outer_no", "received_at", "enterprise")},
    **{name: {"wide": 12} for name in ("title", "channel", "appeal_kind")},
    "requests": {"rows": 2},
}
DRAWN["applicant_name"]["required"] = True  # missing, it is said in the desk's own words

#: Characters of the first sentence that make a title.
_TITLE = 30


def sections() -> tuple[SectionScreen, ...]:
    """The desk's form in the order in which people speak: who, what, against whom, where, which kind, how."""
    return (
        SectionScreen("applicant", SIDES["applicant"], _side("applicant")),
        SectionScreen("what", _("What happened"), _fields(_WHAT)),
        SectionScreen("respondent", SIDES["respondent"], _side("respondent")),
        SectionScreen("where", _("Place"), _fields(_WHERE)),
        SectionScreen("kind", _("Which kind"), _fields(_KIND)),
        SectionScreen("how", _("How it arrived"), _fields(_ARRIVAL)),
    )


def first_words(summary: str) -> str:
    """A title for a matter nobody gave one: its first sentence, cut where it is long."""
    words = " ".join(summary.split())
    first = next((part.strip() for part in re.split(r"[。！？!?]", words) if part.strip()), words)
    return first if len(first) <= _TITLE else first[: _TITLE - 1] + "…"


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
    given.setdefault("title", first_words(values["summary"]))
    return register(parties=entries, **given)


def _fields(words: str) -> tuple[FieldInfo, ...]:
    fields = (screens().field(Case, word) for word in words.split())
    return tuple(
        replace(field, required=False, help=_("Empty: the first sentence"))
        if field.name == "title"
        else field
        for field in fields
    )


def _side(role: str) -> tuple[FieldInfo, ...]:
    kinds = (("person", _("Person")), ("organisation", _("Organisation")))
    return (
        FieldInfo(
            f"{role}_kind",
            _("Is a"),
            type="choice",
            source=kinds,
            required=role == "applicant",
            widget="radio",
        ),
        FieldInfo(f"{role}_code", _("ID number or credit code"), max_length=30, mask="id"),
        FieldInfo(f"{role}_name", _("Name of the person or unit"), max_length=80),
        FieldInfo(f"{role}_phone", _("Phone"), max_length=30, mask="phone"),
    )


def _subject(role: str, said: dict[str, str], division_code: str) -> Person | Organisation:
    """The register's row of a side: the one already there, else a new one."""
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
    known = _known(subject)
    if known is not None:
        return known
    db.session.add(subject)
    db.session.flush()
    return subject


def _known(subject: Person | Organisation) -> Person | Organisation | None:
    """The register's row of the same name and number, if it says nothing else of the telephone."""
    query: Select[Any]
    if isinstance(subject, Organisation):
        query = select(Organisation).where(
            Organisation.uscc == subject.uscc, Organisation.name == subject.name
        )
        number = subject.uscc
    else:
        number = subject.id_number
        query = select(Person).where(
            Person.where_sealed("id_number", number or ""), Person.name == subject.name
        )
    rows = db.session.scalars(query.limit(5)).all() if number else ()
    return next((row for row in rows if subject.phone in (None, row.phone)), None)
