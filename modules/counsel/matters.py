"""What the pool of experts must know of a case: its field, its parties, and what experts advised on before."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import format_date, gettext
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, object_session

from app.access.identity import beyond_scope
from app.model.base import db
from modules.cases.models import Case, CaseParty
from modules.counsel.models import OPEN, DisputeField, ExpertConsultation
from modules.experts.services import Matter
from modules.parties.models import Organisation, Person


@dataclass(frozen=True)
class CaseFacts:
    """What a paper says of a case whose row its maker may not open."""

    case_no: str
    sides: tuple[tuple[str, str], ...]


def matter_of(session: Session, case_id: int) -> Matter:
    """A case as the pool looks at it. Who asks may read the case; who answers only asks whether a tie has come up."""
    with beyond_scope(session, "look for conflicts of interest"):
        code, kind = session.execute(
            select(Case.division_code, Case.dispute_type).where(Case.id == case_id)
        ).one()
        fields = session.scalars(select(DisputeField.field_id).where(DisputeField.dispute_type == kind))
        parties = session.execute(
            select(CaseParty.person_id, CaseParty.organisation_id).where(CaseParty.case_id == case_id)
        ).all()
        return Matter(
            division_code=code,
            fields=frozenset(fields),
            people=frozenset(row[0] for row in parties if row[0]),
            organisations=frozenset(row[1] for row in parties if row[1]),
        )


def advised_before(
    session: Session, matter: Matter, for_party: CaseParty | None = None, but: int = 0
) -> dict[int, list[str]]:
    """The experts who once advised a party of this matter alone, by key: they do not advise the other side.

    Args:
        session: the reader's session; earlier cases lie beyond it.
        matter: who the parties are.
        for_party: the party that asks now; advice to the same one is nothing against it.
        but: the consultation that is looked at itself.
    """
    asked = (
        select(ExpertConsultation.expert_id, ExpertConsultation.asked_at, Person.name, Organisation.name)
        .join(CaseParty, ExpertConsultation.for_party_id == CaseParty.id)
        .outerjoin(Person, CaseParty.person_id == Person.id)
        .outerjoin(Organisation, CaseParty.organisation_id == Organisation.id)
        .where(ExpertConsultation.status.not_in(("declined", "recalled")), ExpertConsultation.id != but)
        .where(
            or_(CaseParty.person_id.in_(matter.people), CaseParty.organisation_id.in_(matter.organisations))
        )
        .order_by(ExpertConsultation.id)
    )
    if for_party is not None and for_party.person_id is not None:
        asked = asked.where(func.coalesce(CaseParty.person_id, 0) != for_party.person_id)
    elif for_party is not None:
        asked = asked.where(func.coalesce(CaseParty.organisation_id, 0) != for_party.organisation_id)
    found: dict[int, list[str]] = {}
    with beyond_scope(session, "look for earlier advice"):
        for expert_id, at, person, body in session.execute(asked):
            words = gettext(
                "Advised %(party)s alone on %(day)s", party=person or body, day=format_date(at, "yyyy-MM-dd")
            )
            found.setdefault(expert_id, []).append(words)
    return found


def load_of(session: Session) -> dict[int, int]:
    """How many questions each expert has in hand, wherever they come from."""
    counted = (
        select(ExpertConsultation.expert_id, func.count())
        .where(ExpertConsultation.status.in_(OPEN))
        .group_by(ExpertConsultation.expert_id)
    )
    with beyond_scope(session, "count questions in hand"):
        return {row[0]: row[1] for row in session.execute(counted)}


def facts_of(consultation: ExpertConsultation) -> CaseFacts:
    """Number and sides of the case, for whoever reads the consultation."""
    session = object_session(consultation) or db.session()
    sides = (
        select(CaseParty.role, func.coalesce(Person.name, Organisation.name))
        .outerjoin(Person, CaseParty.person_id == Person.id)
        .outerjoin(Organisation, CaseParty.organisation_id == Organisation.id)
        .where(CaseParty.case_id == consultation.case_id, CaseParty.role != "agent")
        .order_by(CaseParty.id)
    )
    with beyond_scope(session, "name the parties to the expert asked"):
        number = session.scalar(select(Case.case_no).where(Case.id == consultation.case_id)) or ""
        return CaseFacts(number, tuple((role, name) for role, name in session.execute(sides)))


def sides_in_words(consultation: ExpertConsultation) -> str:
    """The parties by role and name, for the expert who must know whether to stand aside."""
    roles = CaseParty.CHOICES["role"]
    return "；".join(f"{roles.get(role, role)}：{name}" for role, name in facts_of(consultation).sides)
