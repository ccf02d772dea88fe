"""The verbs of a mediation. Each is one arrow or one act; nothing here commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import object_session

from app.access.gate import REVIEWED
from app.access.scope import current_scope
from app.clock import service as clock
from app.model.base import db
from app.model.moment import today
from app.workflow.engine import Refused, fire, record
from app.workflow.spec import Refusal
from modules.cases.models import Case, CaseParty
from modules.cases.services import sides_of
from modules.knowledge.services import cite
from modules.mediation.models import (
    OPEN,
    Consent,
    Evidence,
    Investigation,
    Mediation,
    NamedMediator,
    Session,
)
from modules.mediators.models import Committee, Mediator
from modules.parties.models import Person

#: What is asked when a limit is extended.
EXTENSION = (
    {"name": "days", "label": _("Days to add"), "type": "integer", "limits": (1, 365), "required": True},
    {"name": "applicants_agree", "label": _("The applicants agree"), "type": "boolean"},
    {"name": "respondents_agree", "label": _("The respondents agree"), "type": "boolean"},
    {"name": "why", "label": _("Why days are added"), "type": "text", "max_length": 200, "required": True},
)


def open_mediation(
    *,
    case: Case,
    committee: Committee,
    source: str = "application",
    applied_on: date | None = None,
    mediators: Sequence[Mediator] = (),
    **facts: Any,
) -> Mediation:
    """Open a mediation of a case: every side gets a consent not yet known.

    Args:
        case: the dispute.
        committee: who is to mediate.
        source: code of the list `mediation_source`.
        applied_on: the day of the application; today if not given.
        mediators: those named at once, the first leads.
        **facts: further columns.

    Raises:
        Refused: the committee has been closed, a mediator has left, the case has no two sides, or another mediation of
            it is open.
    """
    session = db.session()
    sides = sides_of(case)
    found = []
    if not committee.active:
        found.append(Refusal(gettext("This committee is no longer active")))
    for gone in (mediator for mediator in mediators if mediator.status != "serving"):
        found.append(Refusal(gettext("%(name)s has left and cannot mediate", name=gone.name), "#mediator"))
    if {side.role for side in sides} < {"applicant", "respondent"}:
        found.append(Refusal(gettext("A mediation needs an applicant and a respondent"), "#parties"))
    if has_open(case):
        found.append(Refusal(gettext("Another mediation of this case is still open"), "#mediations"))
    if found:
        raise Refused(*found)
    facts.setdefault("summary", case.summary)
    facts.setdefault("requests", case.requests)
    mediation = Mediation(
        case=case,
        committee=committee,
        source=source,
        applied_on=applied_on or today(),
        registrar_id=current_scope().user_id,
        **facts,
    )
    session.add(mediation)
    session.add_all(Consent(mediation=mediation, party=side) for side in sides)
    session.flush()
    for place, mediator in enumerate(mediators):
        name_mediator(mediation, mediator, leads=place == 0)
    record(mediation, "apply", after=mediation.status)
    return mediation


def has_open(case: Case) -> bool:
    """Whether a mediation of a case is open. Whoever asks may not read it; that there is one may be known."""
    table = Mediation.__table__
    query = (
        select(func.count()).select_from(table).where(table.c.case_id == case.id, table.c.status.in_(OPEN))
    )
    session = object_session(case) or db.session()
    reviewed = {REVIEWED: "counts the open mediations of a readable case"}
    return bool(session.scalar(query, execution_options=reviewed))


def name_mediator(mediation: Mediation, mediator: Mediator, *, leads: bool = False) -> NamedMediator:
    """Name a mediator, who from now on reads the file."""
    named = NamedMediator(mediation=mediation, mediator=mediator, leads=leads)
    db.session.add(named)
    db.session.flush()
    return named


def answer(mediation: Mediation, party: CaseParty, consent: str, on: date | None = None) -> None:
    """Write down whether a party agrees (`agree`, `refuse`, `unknown`)."""
    fire(mediation, "answer", data={"party": party, "answer": consent, "answered_on": on or today()})


def tell_rights(mediation: Mediation, on: date | None = None) -> None:
    """Write down that the parties were told their rights (form F3b)."""
    fire(mediation, "tell_rights", data={"told_on": on or today()})


def hold_session(
    mediation: Mediation,
    *,
    started_at: datetime,
    place: str,
    record_text: str,
    result: str,
    ended_at: datetime | None = None,
    others: str | None = None,
    next_at: datetime | None = None,
) -> Session:
    """Put a session on record (form F6).

    Args:
        started_at: when it began.
        place: where.
        record_text: what was said; a line `speaker：words` a statement.
        result: `agreed`, `failed` or `continued`.
        ended_at: when it ended.
        others: others present, one a line, `name，role`.
        next_at: when it goes on, with the result `continued`.

    Raises:
        Refused: a party refuses, rights were not told, or the last session failed.
    """
    data = {
        "started_at": started_at,
        "ended_at": ended_at,
        "place": place,
        "others": others,
        "record": record_text,
        "result": result,
        "next_at": next_at,
    }
    fire(mediation, "hold", data=data)
    return sessions_of(mediation)[-1]


def investigate(
    mediation: Mediation,
    *,
    started_at: datetime,
    place: str,
    person: Person,
    record_text: str,
    ended_at: datetime | None = None,
    relation: str | None = None,
    others: str | None = None,
) -> Investigation:
    """Put on record what somebody was asked outside the sessions (form F4).

    Args:
        started_at: when it began.
        place: where.
        person: who was asked.
        record_text: questions and answers; a line `问：…` or `答：…` each.
        ended_at: when it ended.
        relation: what the person has to do with the dispute.
        others: others present, one a line, `name，role`.

    Raises:
        Refused: a party refuses, or the mediation is not under way.
    """
    data = {
        "started_at": started_at,
        "ended_at": ended_at,
        "place": place,
        "person": person,
        "relation": relation,
        "others": others,
        "record": record_text,
    }
    fire(mediation, "investigate", data=data)
    return investigations_of(mediation)[-1]


def terminate(mediation: Mediation, reason: str, channels: str, note: str = "") -> None:
    """End a mediation without agreement, telling the lawful ways on (form F13)."""
    fire(mediation, "terminate", note=note, data={"reason": reason, "channels": channels})


def mediators_of(mediation: Mediation) -> list[Mediator]:
    """The mediators named, the leading one first."""
    rows = db.session.scalars(
        select(NamedMediator)
        .where(NamedMediator.mediation_id == mediation.id)
        .order_by(NamedMediator.leads.desc(), NamedMediator.id)
    )
    return [row.mediator for row in rows]


def sessions_of(mediation: Mediation) -> list[Session]:
    """The sessions in order."""
    return list(
        db.session.scalars(
            select(Session).where(Session.mediation_id == mediation.id).order_by(Session.number)
        )
    )


def investigations_of(mediation: Mediation) -> list[Investigation]:
    """The inquiries in order."""
    mine = select(Investigation).where(Investigation.mediation_id == mediation.id)
    return list(db.session.scalars(mine.order_by(Investigation.number)))


def evidence_of(mediation: Mediation) -> list[Evidence]:
    """The evidence in order."""
    mine = select(Evidence).where(Evidence.mediation_id == mediation.id)
    return list(db.session.scalars(mine.order_by(Evidence.number)))


def nobody_refuses(mediation: Mediation) -> list[Refusal]:
    """A party that clearly refuses may not be mediated; what is left is to end with notice."""
    refusing = db.session.scalars(
        select(Consent)
        .where(Consent.mediation_id == mediation.id, Consent.answer == "refuse")
        .order_by(Consent.id)
    )
    return [
        Refusal(
            gettext(
                "%(party)s clearly refuses mediation; it can only be ended with notice",
                party=str(consent.party),
            ),
            link="#consents",
            article=cite("mediation.refusal"),
        )
        for consent in refusing
    ]


def extend_limit(row: Any, policy_code: str, data: dict[str, Any]) -> None:
    """Add days to a limit both sides agree to extend; who agrees stands in the history.

    Args:
        row: a mediation, or another row with such a limit.
        policy_code: the limit that runs on it.
        data: the answers to `EXTENSION`.

    Raises:
        Refused: a side does not agree, or no such limit runs.
    """
    session = object_session(row) or db.session()
    if not any(one.policy_code == policy_code and one.stopped_at is None for one in clock.clocks_of(session, row)):
        raise Refused(Refusal(gettext("No limit runs that could be extended")))
    if not (data.get("applicants_agree") and data.get("respondents_agree")):
        raise Refused(Refusal(gettext("The limit is extended only with the consent of both sides")))
    clock.extend(session, row, policy_code, data["days"], data["why"])
