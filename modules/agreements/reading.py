"""From rows to the plain values that are checked, and from findings to refusals."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import func, select

from app.model.base import db
from app.model.moment import today
from app.org.threshold import threshold
from app.workflow.spec import Refusal
from modules.agreements.checks import WARN, AgreementText, ClauseText, Finding, check, stops
from modules.agreements.models import Agreement, Clause, Signature
from modules.cases.models import CaseParty
from modules.cases.services import agents_of, sides_of
from modules.knowledge.services import cite
from modules.mediation.models import Mediation
from modules.mediation.services import mediators_of


def clauses_of(agreement: Agreement) -> list[Clause]:
    """The clauses in order."""
    query = select(Clause).where(Clause.agreement_id == agreement.id).order_by(Clause.position, Clause.id)
    return list(db.session.scalars(query))


def words_of(agreement: Agreement) -> AgreementText:
    """The agreement as plain values, as it would be issued today."""
    return AgreementText(
        form=agreement.form,
        parties=tuple(_party(one) for one in sides_of(agreement.case)),
        copies=agreement.copies,
        copies_kept=threshold("copies_kept"),
        facts=agreement.facts,
        not_before=agreement.reached_on or today(),
        clauses=clause_texts(agreement),
        place=agreement.place or "",
        started_on=agreement.mediation.accepted_on,
        dispute_type=agreement.case.dispute_words or "",
        reached_on=agreement.reached_on,
    )


def _party(party: CaseParty) -> dict[str, Any]:
    """A party by the names rules have for one."""
    person, organisation = party.person, party.organisation
    agents = agents_of(party)
    return {
        "name": str(party),
        "kind": "organisation" if organisation is not None else "person",
        "side": party.role,
        "key": f"{'o' if party.organisation_id else 'p'}{party.organisation_id or party.person_id}",
        "birth_date": person.birth_date if person is not None else None,
        "address": party.subject.address if party.subject is not None else None,
        "representative": organisation.legal_representative if organisation is not None else None,
        "agent": "、".join(str(agent) for agent in agents),
    }


def clause_texts(agreement: Agreement) -> tuple[ClauseText, ...]:
    """The clauses as plain values, in order."""
    return tuple(clause_text(clause, place) for place, clause in enumerate(clauses_of(agreement), start=1))


def clause_text(clause: Clause, place: int) -> ClauseText:
    """One clause as plain values, at its place in the agreement."""
    return ClauseText(
        position=place,
        kind=clause.kind,
        text=clause.text,
        payer=str(clause.payer or ""),
        payee=str(clause.payee or ""),
        amount=clause.amount,
        due_on=clause.due_on,
        manner=clause.manner or "",
        instalments=tuple((part.due_on, part.amount) for part in clause.instalments),
        place=clause.place or "",
        bank=clause.bank or "",
        account=clause.account or "",
    )


def findings(agreement: Agreement) -> list[Finding]:
    """Everything found wrong or doubtful in a draft, for the clause editor."""
    return check(words_of(agreement))


def result_of(agreement: Agreement) -> dict[str, Any]:
    """The check as it is kept with an agreement: the day, and each finding with the rule's version and its article."""
    day = agreement.reached_on or today()
    return {
        "on": day.isoformat(),
        "findings": [
            asdict(one) | {"article": cite(one.article, day) if one.article else ""}
            for one in findings(agreement)
        ],
    }


def kept_findings(agreement: Agreement) -> list[Finding]:
    """What was found when the words were locked; articles stand as they were cited then."""
    return [Finding(**one) for one in agreement.checked.get("findings", ())]


def copies_for(mediation: Mediation) -> int:
    """How many copies are made at least: one for each party, and those the committee keeps."""
    return len(sides_of(mediation.case)) + threshold("copies_kept")


def no_stops(agreement: Agreement) -> list[Refusal]:
    """A guard on issuing: the findings that stop, those of one clause and article in one sentence."""
    day = agreement.reached_on or today()
    together: dict[tuple[str, str], list[str]] = {}
    for finding in stops(findings(agreement)):
        together.setdefault((_clause_no(finding), finding.article), []).append(finding.message)
    return [
        Refusal(no + "；".join(messages), "#clauses", cite(article, day) if article else "")
        for (no, article), messages in together.items()
    ]


def warnings(agreement: Agreement) -> list[str]:
    """What may be issued but deserves a second look, in sentences."""
    return [
        f"{_clause_no(finding)}{finding.message}" for finding in findings(agreement) if finding.grade == WARN
    ]


def unsigned(agreement: Agreement) -> list[CaseParty | object]:
    """The parties and mediators whose signature is not on record."""
    rows = db.session.scalars(select(Signature).where(Signature.agreement_id == agreement.id)).all()
    parties = {row.party_id for row in rows}
    mediators = {row.mediator_id for row in rows}
    missing: list[CaseParty | object] = [side for side in sides_of(agreement.case) if side.id not in parties]
    return missing + [one for one in mediators_of(agreement.mediation) if one.id not in mediators]


def is_sealed(agreement: Agreement) -> bool:
    """Whether the committee's seal is on the paper."""
    query = select(func.count()).where(Signature.agreement_id == agreement.id, Signature.kind == "seal")
    return bool(db.session.scalar(query))


def _clause_no(finding: Finding) -> str:
    return f"{finding.clause}. " if finding.clause else ""
