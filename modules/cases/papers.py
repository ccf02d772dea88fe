"""What papers of a case and of later stages share: parties in the shape of `reports/house/parts.html`, the receipt."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from app.model.base import db
from app.view.calling import called
from app.view.links import address
from app.view.names import people_names
from app.workflow.spec import Refusal
from modules.cases.models import Case, CaseOutcome, CaseParty, code_label
from modules.cases.services import dispute_title, parties_of, sides_of
from modules.parties.models import Organisation, Person

#: GB/T 2261.1 in the words of the forms, which are Chinese in every language of the screens.
SEX_WORDS = {"1": "男", "2": "女"}
ROLE_WORDS = {"applicant": "申请人", "respondent": "被申请人"}
AUTHORITY_WORDS = {"general": "一般授权", "special": "特别授权"}

#: What an agreement and the court's papers must say of each party, by kind of party, under the register's labels.
FACTS = {
    "organisation": {
        "uscc": Organisation.LABELS["uscc"],
        "address": Organisation.LABELS["address"],
        "representative": Organisation.LABELS["legal_representative"],
        "representative_post": Organisation.LABELS["representative_post"],
    },
    "person": {
        "sex": Person.LABELS["sex"],
        "birth": Person.LABELS["birth_date"],
        "address": Person.LABELS["address"],
    },
}


def paper_parties(case: Case, role: str | None = None) -> list[dict[str, Any]]:
    """The sides of a case with their agents.

    Args:
        case: the case.
        role: only `applicant` or only `respondent`.
    """
    rows = parties_of(case)
    return [
        paper_party(row, [agent for agent in rows if agent.agent_of_id == row.id])
        for row in rows
        if row.role != "agent" and role in (None, row.role)
    ]


def paper_party(party: CaseParty, agents: list[CaseParty]) -> dict[str, Any]:
    """One party as its paragraph on a paper."""
    subject = party.subject
    said = _organisation(subject) if isinstance(subject, Organisation) else paper_person(subject)
    role, agents_said = ROLE_WORDS.get(party.role, ""), [_agent(agent) for agent in agents]
    return {**said, "key": f"party-{party.id}", "role": role, "agents": agents_said}


def signer_words(party: CaseParty, of: Any, role: str = "") -> str:
    """How the pad names a party: its role, who signs for an organisation, and its place where two bear one name.

    Args:
        party: a side of a case.
        of: the row by whose readers the name is read in full.
        role: what it is on the paper; what it is in the case if not given.
    """
    said = [str(CaseParty.CHOICES["role"][role or party.role])]
    sides = sides_of(party.case)
    if [side.name for side in sides].count(party.name) > 1:
        said.append(gettext("party %(n)s on the paper", n=sides.index(party) + 1))
    if representative := getattr(party.subject, "legal_representative", None):
        said.append(gettext("%(person)s signs as legal representative", person=representative))
    return f"{called(party, of=of)}（{'，'.join(said)}）"


def facts_missing(case: Case) -> list[Refusal]:
    """A guard on papers that must say who the parties are: what each party's entry lacks, and where to write it."""
    found = []
    for side in sides_of(case):
        said = paper_party(side, [])
        lacking = [str(label) for name, label in FACTS[said["kind"]].items() if not said.get(name)]
        if lacking:
            words = gettext("%(party)s: please add %(facts)s", party=side.name, facts="、".join(lacking))
            found.append(Refusal(words, address(type(side.subject), "edit", side.subject.id)))
    return found


def said_only(**facts: Any) -> dict[str, Any]:
    """The facts that are known; a template that needs another shows that it is missing."""
    return {name: fact for name, fact in facts.items() if fact not in (None, "")}


def _organisation(organisation: Organisation) -> dict[str, Any]:
    return said_only(
        kind="organisation",
        name=organisation.name,
        uscc=organisation.uscc,
        address=organisation.address,
        representative=organisation.legal_representative,
        representative_post=organisation.representative_post,
        phone=organisation.phone,
    )


def paper_person(person: Person | None) -> dict[str, Any]:
    """A person as papers name one."""
    if person is None:
        return {"kind": "person", "name": ""}
    return said_only(
        kind="person",
        name=person.name,
        sex=SEX_WORDS.get(person.sex or ""),
        nation=person.ethnicity,
        birth=person.birth_date.isoformat() if person.birth_date else "",
        occupation=person.occupation,
        employer=person.employer,
        address=person.address,
        id_number=person.id_number,
        phone=person.phone,
    )


def _agent(agent: CaseParty) -> dict[str, Any]:
    person = agent.person
    return said_only(
        name=agent.name,
        sex=SEX_WORDS.get(person.sex or "") if person else "",
        relation=agent.relation,
        authority=AUTHORITY_WORDS.get(agent.authority or ""),
        id_number=person.id_number if person else "",
        phone=agent.subject.phone if agent.subject else "",
    )


def is_agent(party: CaseParty) -> bool:
    """Whether a party stands for another, so that there is a power of attorney."""
    return party.role == "agent"


def authority(agent: CaseParty) -> dict[str, Any]:
    """F15: the party says who stands for it, in what, and for how long. Agents stand in the words of `paper_party`."""
    principal, case = agent.agent_of, agent.case
    return {
        "principal": paper_party(principal, []) if principal is not None else {"kind": "person", "name": ""},
        "agent": paper_party(agent, []),
        "relation": agent.relation or "",
        "matter": dispute_title(case),
        "authority": agent.authority or "",
        "powers": agent.powers or code_label("agent_powers", agent.authority),
        "begins": _iso(agent.authorised_from),
        "ends": _iso(agent.authorised_until),
    }


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


def receipt(case: Case) -> dict[str, Any]:
    """What the citizen takes home: the number, and what has happened so far."""
    unit = case.first_receiver_unit
    return {
        "unit": {"name": unit.name if unit else "", "phone": (unit.phone or "") if unit else ""},
        "case_no": case.case_no,
        "applicants": [{"name": side.name} for side in sides_of(case) if side.role == "applicant"],
        "channel": code_label("channel", case.channel),
        "category": code_label("category", case.category),
        "kind": code_label("appeal_kind", case.appeal_kind),
        "registered_at": minute(case.received_at),
        "summary": case.summary,
        "times": [],
        "handler": "",
        "result": result_words(case),
        "promises": [],
        "clerk": {"name": colleague(case.created_by_id)},
    }


def result_words(case: Case) -> str:
    """The results of a case in words, one a line."""
    rows = db.session.scalars(
        select(CaseOutcome).where(CaseOutcome.case_id == case.id).order_by(CaseOutcome.id)
    )
    return "\n".join(row.text for row in rows)


def colleague(account_id: int | None) -> str:
    """The name of a colleague on a paper; whoever makes the paper need not be able to open the account."""
    return people_names([account_id]).get(account_id or 0, "")


def minute(moment: Any) -> str:
    """A moment to the minute, as templates take it."""
    return moment.isoformat(timespec="minutes")
