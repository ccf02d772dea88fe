"""How parties stand on papers: plain data of the shape `reports/house/parts.html` documents."""

from __future__ import annotations

from typing import Any

from modules.cases.models import Case, CaseParty
from modules.cases.services import parties_of
from modules.parties.models import Organisation, Person

#: GB/T 2261.1 in the words of the forms, which are Chinese in every language of the screens.
SEX_WORDS = {"1": "男", "2": "女"}
ROLE_WORDS = {"applicant": "申请人", "respondent": "被申请人"}
AUTHORITY_WORDS = {"general": "一般授权", "special": "特别授权"}


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
    said = _organisation(subject) if isinstance(subject, Organisation) else _person(subject)
    return {**said, "role": ROLE_WORDS.get(party.role, ""), "agents": [_agent(agent) for agent in agents]}


def _organisation(organisation: Organisation) -> dict[str, Any]:
    return {
        "kind": "organisation",
        "name": organisation.name,
        "uscc": organisation.uscc or "",
        "address": organisation.address or "",
        "representative": organisation.legal_representative or "",
        "representative_post": organisation.representative_post or "",
        "phone": organisation.phone or "",
    }


def _person(person: Person | None) -> dict[str, Any]:
    if person is None:
        return {"kind": "person", "name": ""}
    return {
        "kind": "person",
        "name": person.name,
        "sex": SEX_WORDS.get(person.sex or "", ""),
        "nation": person.ethnicity or "",
        "birth": person.birth_date.isoformat() if person.birth_date else "",
        "occupation": person.occupation or "",
        "employer": person.employer or "",
        "address": person.address or "",
        "id_number": person.id_number or "",
        "phone": person.phone or "",
    }


def _agent(agent: CaseParty) -> dict[str, Any]:
    person = agent.person
    return {
        "name": agent.name,
        "sex": SEX_WORDS.get(person.sex or "", "") if person else "",
        "relation": agent.relation or "",
        "authority": AUTHORITY_WORDS.get(agent.authority or "", ""),
        "id_number": (person.id_number or "") if person else "",
        "phone": (agent.subject.phone or "") if agent.subject else "",
    }
