"""What the intake desk is told while it types: who this is, what may be the same matter, which category, which limits.

Hints never block and never change what was typed. Each says its reason; only rows of the reader's scope are looked at.
Later modules add theirs: `HINTS = {"cases.desk": (hint,)}` in their `views.py`, functions of the form and of
`Kindred.weights()`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from flask_babel import gettext, ngettext
from sqlalchemy import ColumnElement, or_, select

from app.clock.deadline import due
from app.clock.stored import policy_for, stored_calendar
from app.model.base import db
from app.model.house import house
from app.model.identity import IdCard, IdentityError, normal_form
from app.model.moment import now, today
from app.view.due import short_moment
from modules.cases.kindred import Card, Kindred, rows_of
from modules.cases.models import Case, CaseParty
from modules.parties.models import SEXES, Organisation, Person, is_phone

#: How far one looks back for the same person.
SAME_PERSON = timedelta(days=365)

#: Characters of an identity number, and of a credit code.
WHOLE = 18

#: Limits that run as soon as a matter is sent out, and those of a petition; a limit nobody has set is left out.
SENT_OUT = ("sign", "contact", "order", "arrive_all")
OF_PETITIONS = ("petition_answer", "petition_finish")


def hints(typed: Mapping[str, str]) -> list[Card]:
    """The cards beside the desk, from the form as it stands; anything in it may still be wrong or missing."""
    said = Kindred(" ".join(typed.get(name, "") for name in ("title", "summary", "place")).strip())
    kindred = said.weights()
    cards = (
        _identity(typed),
        _same_person(typed),
        said.same_matter(),
        said.category(typed.get("category", "")),
        *(hint(typed, kindred) for hint in house().hints.get("cases.desk", ())),
        _limits(typed),
    )
    return [card for card in cards if card]


def _identity(typed: Mapping[str, str]) -> Card | None:
    """Sex and age from a right number, or what is wrong with a whole one."""
    code = normal_form(typed.get("applicant_code", ""))
    if typed.get("applicant_kind") == "organisation" or len(code) < WHOLE:
        return None
    drawn: Card = {"name": "identity", "icon": "user-check", "title": gettext("ID number")}
    try:
        card = IdCard.parse(code)
    except IdentityError as error:
        return drawn | {"tone": "amber", "text": str(error)}
    told = gettext("%(sex)s, %(age)s years", sex=str(SEXES[card.sex]), age=card.age_on(today()))
    return drawn | {"second": gettext("check digit right"), "text": told}


def _same_person(typed: Mapping[str, str]) -> Card | None:
    """Earlier matters of who stands here, known by identity number, credit code or telephone."""
    known = _known_by(typed)
    if known is None:
        return None
    query = (
        select(Case.id, Case.case_no, Case.title, Case.status, Case.received_at)
        .join(CaseParty, CaseParty.case_id == Case.id)
        .where(known, Case.received_at >= now() - SAME_PERSON, CaseParty.role == "applicant")
        .distinct()
        .order_by(Case.received_at.desc())
    )
    rows = db.session.execute(query.limit(20)).all()
    if not rows:
        return None
    second = ngettext("%(num)s matter in 12 months", "%(num)s matters in 12 months", len(rows))
    return {
        "name": "person",
        "icon": "people",
        "title": gettext("Same person"),
        "second": second,
        "rows": rows_of(rows[:5]),
    }


def _known_by(typed: Mapping[str, str]) -> ColumnElement[bool] | None:
    code, phone = normal_form(typed.get("applicant_code", "")), typed.get("applicant_phone", "").strip()
    if typed.get("applicant_kind") == "organisation":
        return CaseParty.organisation.has(Organisation.uscc == code) if len(code) == WHOLE else None
    found = []
    if len(code) == WHOLE:
        found.append(Person.where_sealed("id_number", code))
    if is_phone(phone):
        found.append(Person.where_sealed("phone", phone))
    return CaseParty.person.has(or_(*found)) if found else None


def _limits(typed: Mapping[str, str]) -> Card | None:
    """When the first limits would run out if the matter were registered and sent out now."""
    start, place, session = now(), typed.get("division_code", ""), db.session()
    calendar = stored_calendar(session)
    codes = SENT_OUT + (OF_PETITIONS if typed.get("appeal_kind") == "petition" else ())
    facts, basis = [], ""
    for code in codes:
        policy = policy_for(session, code, place, start.date(), typed.get("category", ""))
        if policy is None:
            continue
        found = due(start, policy.limit, calendar)
        if found.at is not None:
            same_day = found.at.date() == start.date()
            words = f"{found.at:%H:%M}" if same_day else short_moment(found.at.date())
            facts.append(
                {
                    "label": policy.name,
                    "text": words + (gettext(" (provisional)") if found.provisional else ""),
                }
            )
            basis = basis or policy.basis or ""
    if not facts:
        return None
    return {
        "name": "limits",
        "icon": "clock",
        "title": gettext("Limits once it is sent out"),
        "second": gettext("counted from %(time)s", time=f"{start:%H:%M}"),
        "facts": facts,
        "text": basis,
    }
