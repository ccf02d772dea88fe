"""From rows to the plain values that are checked, and from findings to refusals."""

from __future__ import annotations

from sqlalchemy import func, select

from app.model.base import db
from app.model.moment import today
from app.org.threshold import threshold
from app.workflow.spec import Refusal
from modules.agreements.checks import WARN, AgreementText, ClauseText, Finding, check, stops
from modules.agreements.models import Agreement, Clause, Signature
from modules.cases.models import CaseParty, CodeList
from modules.cases.services import sides_of
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
        parties=len(sides_of(agreement.case)),
        copies=agreement.copies,
        copies_kept=threshold("copies_kept"),
        facts=agreement.facts,
        not_before=agreement.reached_on or today(),
        clauses=clause_texts(agreement),
    )


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
    )


def findings(agreement: Agreement) -> list[Finding]:
    """Everything found wrong or doubtful in a draft, for the clause editor."""
    return check(words_of(agreement), vague_words())


def copies_for(mediation: Mediation) -> int:
    """How many copies are made at least: one for each party, and those the committee keeps."""
    return len(sides_of(mediation.case)) + threshold("copies_kept")


def vague_words() -> list[str]:
    """The expressions that leave open what is owed or when."""
    return [word for word, _label in CodeList("vague_word")]


def no_stops(agreement: Agreement) -> list[Refusal]:
    """A guard on issuing: the findings that stop, those of one clause and article in one sentence."""
    together: dict[tuple[str, str], list[str]] = {}
    for finding in stops(findings(agreement)):
        together.setdefault((_clause_no(finding), finding.article), []).append(finding.message)
    return [
        Refusal(no + "；".join(messages), "#clauses", cite(article) if article else "")
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
