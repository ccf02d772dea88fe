"""Asking an expert, and the choice before it. Nothing here commits."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import object_session

from app.access.scope import current_scope
from app.clock.spec import Clock
from app.model.base import db
from app.model.moment import now, today
from app.view.links import address
from app.workflow.engine import Refused, fire, record
from app.workflow.spec import Refusal, T
from modules.cases.models import Case, CaseParty
from modules.counsel.matters import advised_before, load_of, matter_of
from modules.counsel.models import OPEN, ExpertConsultation
from modules.experts.models import Expert
from modules.experts.services import Choice, suggest, unfit

#: The act that makes a consultation; it starts the limit of the answer.
ASK = T("ask", (), "asked", "", clocks=(Clock(start="expert_answer"),))


def choices(case: Case, limit: int = 10) -> Choice:
    """Whom the parties of a case can choose from now, and who is left out and why."""
    session = db.session()
    matter = matter_of(session, case.id)
    against = advised_before(session, matter)
    return suggest(session, matter, now(), load=load_of(session), against=against, limit=limit)


def ask(
    *,
    case: Case,
    expert: Expert,
    topic: str,
    facts: str,
    question: str,
    chosen_by: str = "parties",
    for_party: CaseParty | None = None,
    channel: str = "online",
    **more: Any,
) -> ExpertConsultation:
    """Ask an expert on a case; the limit of the answer begins to run.

    Args:
        case: the case.
        expert: a published expert without a tie to any of the parties.
        topic: what it is about, in a few words.
        facts: what the expert needs to know of the case, and no more.
        question: what is asked.
        chosen_by: `parties` or `dispatcher`.
        for_party: the side that asks alone; none when both ask or the centre does.
        channel: `online`, `window`, `phone` or `video`.
        **more: fields of their own.

    Raises:
        Refused: the case has ended, or the expert may not be asked; every reason is said.
    """
    found = _case_allows(case, expert)
    found += [Refusal(words, "#expert") for words in reasons_against(case, expert, for_party)]
    if found:
        raise Refused(*found)
    consultation = ExpertConsultation(
        case=case,
        expert=expert,
        account_id=expert.account_id,
        asked_by_id=current_scope().user_id,
        unit_id=current_scope().unit_id or case.first_receiver_unit_id,
        asked_at=now(),
        topic=topic,
        facts=facts,
        question=question,
        chosen_by=chosen_by,
        for_party=for_party,
        channel=channel,
        **more,
    )
    db.session.add(consultation)
    db.session.flush()
    record(consultation, ASK.name, after=consultation.status, arrow=ASK)
    return consultation


def reasons_against(
    case: Case, expert: Expert, for_party: CaseParty | None = None, but: int = 0
) -> list[str]:
    """Why an expert may not advise on a case, in words."""
    return _against(case.id, expert, for_party, but)


def no_tie(consultation: ExpertConsultation) -> list[Refusal]:
    """A guard on accepting and answering: parties come in later, and with them ties."""
    found = _against(consultation.case_id, consultation.expert, consultation.for_party, consultation.id)
    return [Refusal(words) for words in found]


def answer(consultation: ExpertConsultation, opinion: str, basis: str = "") -> None:
    """Write the opinion, which becomes the numbered paper."""
    fire(consultation, "answer", data={"opinion": opinion, "basis": basis})


def rate(consultation: ExpertConsultation, rating: str, remark: str = "") -> None:
    """Rate the advice, `1` to `5`, and close the consultation."""
    fire(consultation, "rate", data={"rating": rating, "remark": remark})


def _against(case_id: int, expert: Expert, for_party: CaseParty | None, but: int) -> list[str]:
    session = object_session(expert) or db.session()
    matter = matter_of(session, case_id)
    earlier = advised_before(session, matter, for_party, but).get(expert.id, [])
    return [*unfit(session, expert, matter, today()), *earlier]


def _case_allows(case: Case, expert: Expert) -> list[Refusal]:
    found = []
    if case.locked_reason():
        found.append(Refusal(gettext("The case has ended"), address(Case, "show", case.id)))
    twice = db.session.scalar(
        select(ExpertConsultation.id).where(
            ExpertConsultation.case_id == case.id,
            ExpertConsultation.expert_id == expert.id,
            ExpertConsultation.status.in_(OPEN),
        )
    )
    if twice is not None:
        words = gettext("%(expert)s was asked on this case already and has not answered", expert=expert.name)
        found.append(Refusal(words, address(ExpertConsultation, "show", twice)))
    return found
