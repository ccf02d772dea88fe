"""What the intake desk is told while it types: who this is, what may be the same matter, which category, which limits.

Hints never block and never change what was typed. Each says its reason; only rows of the reader's scope are looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask_babel import gettext, ngettext
from sqlalchemy import ColumnElement, or_, select

from app.clock.deadline import due
from app.clock.stored import policy_for, stored_calendar
from app.model.base import db
from app.model.identity import IdCard, IdentityError
from app.model.moment import now, today
from app.view.display import state_badge
from app.view.due import short_moment
from app.view.links import address
from modules.cases.alike import Match, alike
from modules.cases.models import Case, CaseParty, CodeList, code_label
from modules.parties.models import Organisation, Person, is_phone

Card = dict[str, Any]

#: A year back for the same person; matters of a season for the same matter, the newest ones of them.
SAME_PERSON, SAME_MATTER, COMPARED = timedelta(days=365), timedelta(days=90), 300

#: From which likeness on two texts may tell the same matter, and may belong to one category.
SAME, KINDRED = 0.22, 0.12

#: Fewer characters say too little to be compared.
ENOUGH = 8

#: Characters of an identity number.
ID_LENGTH = 18

#: Limits that run as soon as a matter is sent out, and those of a petition; a limit nobody has set is left out.
SENT_OUT = ("sign", "contact", "order", "arrive_all")
OF_PETITIONS = ("petition_answer", "petition_finish")


def hints(typed: Mapping[str, str]) -> list[Card]:
    """The cards beside the desk, from the form as it stands; anything in it may still be wrong or missing."""
    text = " ".join(typed.get(name, "") for name in ("title", "summary", "place")).strip()
    matters = _matters() if len(text) >= ENOUGH else []
    matches = alike(text, [f"{row.title} {row.summary} {row.place or ''}" for row in matters], least=KINDRED)
    cards = (
        _identity(typed),
        _same_person(typed),
        _same_matter(matters, matches),
        _category(typed, matters, matches),
        _limits(typed),
    )
    return [card for card in cards if card]


def _identity(typed: Mapping[str, str]) -> Card | None:
    """Sex and age from a right number, or what is wrong with a whole one."""
    code = typed.get("applicant_code", "").strip()
    if typed.get("applicant_kind") == "organisation" or len(code) < ID_LENGTH:
        return None
    card = {"name": "identity", "icon": "user-check", "title": gettext("ID number")}
    told = told_by_card(code)
    if told:
        return card | {"second": gettext("check digit right"), "text": told}
    try:
        IdCard.parse(code)
    except IdentityError as error:
        return card | {"tone": "amber", "text": str(error)}
    return None


def told_by_card(text: str) -> str:
    """What an identity number tells, or nothing while it is not a whole and right one: `女，46 岁`."""
    try:
        card = IdCard.parse(text)
    except IdentityError:
        return ""
    sex = gettext("Female") if card.sex == "2" else gettext("Male")
    return gettext("%(sex)s, %(age)s years", sex=sex, age=card.age_on(today()))


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
        "rows": _rows(rows[:5]),
    }


def _known_by(typed: Mapping[str, str]) -> ColumnElement[bool] | None:
    code, phone = typed.get("applicant_code", "").strip(), typed.get("applicant_phone", "").strip()
    if typed.get("applicant_kind") == "organisation":
        return CaseParty.organisation.has(Organisation.uscc == code.upper()) if len(code) == 18 else None
    found = []
    if told_by_card(code):
        found.append(Person.where_sealed("id_number", code))
    if is_phone(phone):
        found.append(Person.where_sealed("phone", phone))
    return CaseParty.person.has(or_(*found)) if found else None


def _matters() -> list[Any]:
    """The newest matters of the last season within the scope."""
    columns = (
        Case.id,
        Case.case_no,
        Case.title,
        Case.summary,
        Case.place,
        Case.category,
        Case.status,
        Case.received_at,
    )
    query = select(*columns).where(Case.received_at >= now() - SAME_MATTER, Case.status != "void")
    return list(db.session.execute(query.order_by(Case.received_at.desc(), Case.id.desc()).limit(COMPARED)))


def _same_matter(matters: list[Any], matches: list[Match]) -> Card | None:
    found = [match for match in matches if match.score >= SAME][:3]
    if not found:
        return None
    rows = _rows([matters[match.index] for match in found])
    for row, match in zip(rows, found):
        shared = gettext("In common: %(words)s", words="、".join(match.shared))
        row["second"] = f"{gettext('alike %(score)s %%', score=round(match.score * 100))} · {shared}"
    note = gettext("You may register without looking at this")
    return {
        "name": "matter",
        "icon": "copy",
        "tone": "amber",
        "title": gettext("Perhaps the same matter"),
        "rows": rows,
        "note": note,
    }


def _category(typed: Mapping[str, str], matters: list[Any], matches: list[Match]) -> Card | None:
    """The category most matters like this one have, weighed by their likeness."""
    votes: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for match in matches[:10]:
        category = matters[match.index].category
        if category and CodeList("category").holds(category):
            votes[category] += match.score
            count[category] += 1
    if not votes:
        return None
    best = votes.most_common(1)[0][0]
    if typed.get("category") == best:
        return None
    text = ngettext(
        "%(num)s matter like this was given this category",
        "%(num)s matters like this were given this category",
        count[best],
    )
    pick = {
        "field": "category",
        "value": best,
        "label": gettext("Take it"),
        "of": code_label("category", best),
    }
    return {
        "name": "category",
        "icon": "tag",
        "title": gettext("Category: %(name)s", name=code_label("category", best)),
        "text": text,
        "pick": pick,
    }


def _limits(typed: Mapping[str, str]) -> Card | None:
    """When the first limits would run out if the matter were registered and sent out now."""
    start, place, session = now(), typed.get("division_code", ""), db.session()
    codes = SENT_OUT + (OF_PETITIONS if typed.get("appeal_kind") == "petition" else ())
    facts, basis = [], ""
    for code in codes:
        policy = policy_for(session, code, place, start.date(), typed.get("category", ""))
        if policy is None:
            continue
        found = due(start, policy.limit, stored_calendar(session))
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
    title, second = (
        gettext("Limits once it is sent out"),
        gettext("counted from %(time)s", time=f"{start:%H:%M}"),
    )
    return {
        "name": "limits",
        "icon": "clock",
        "title": title,
        "second": second,
        "facts": facts,
        "text": basis,
    }


def _rows(found: list[Any]) -> list[dict[str, Any]]:
    return [
        {
            "url": address(Case, "show", row.id),
            "title": row.title,
            "second": f"{short_moment(row.received_at)} · {row.case_no}",
            "badge": state_badge(Case(status=row.status), "status"),
        }
        for row in found
    ]
