"""What the steps of a mediation do besides changing its state."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import object_session

from app.access.scope import scope_of
from app.model.base import db
from app.model.moment import now, today
from app.workflow.engine import Refused, fire
from app.workflow.spec import Refusal
from modules.cases.services import sides_of
from modules.mediation.models import Consent, Investigation, Mediation, PoliceReport, Session
from modules.mediation.services import extend_limit


def write_answer(mediation: Mediation, data: dict[str, Any]) -> None:
    """Keep a party's answer; a new one takes the place of the old, the history keeps both.

    Raises:
        Refused: the party is no side of this case.
    """
    if data["party"] not in sides_of(mediation.case):
        raise Refused(Refusal(gettext("Only applicants and respondents of this case are asked"), "#consents"))
    session = object_session(mediation) or db.session()
    consent = session.scalar(
        select(Consent).where(Consent.mediation_id == mediation.id, Consent.party_id == data["party"].id)
    )
    if consent is None:
        consent = Consent(mediation=mediation, party=data["party"])
        session.add(consent)
    consent.answer, consent.answered_on = data["answer"], data.get("answered_on") or today()


def write_telling(mediation: Mediation, data: dict[str, Any]) -> None:
    """Keep the day on which rights were told."""
    mediation.rights_told_on = data.get("told_on") or today()


def begin(mediation: Mediation, data: dict[str, Any]) -> None:
    """The case goes into mediation with it."""
    mediation.accepted_on = data.get("accepted_on") or today()
    session = object_session(mediation) or db.session()
    session.flush()
    fire(mediation.case, "mediate")


def write_session(mediation: Mediation, data: dict[str, Any]) -> None:
    """Add the session that was held, under the next number."""
    session = object_session(mediation) or db.session()
    last = session.scalar(select(func.max(Session.number)).where(Session.mediation_id == mediation.id)) or 0
    facts = {
        name: data.get(name)
        for name in ("started_at", "ended_at", "place", "others", "record", "result", "next_at")
    }
    session.add(Session(mediation=mediation, number=last + 1, recorder_id=scope_of(session).user_id, **facts))


def write_investigation(mediation: Mediation, data: dict[str, Any]) -> None:
    """Add the inquiry that was made, under the next number."""
    session = object_session(mediation) or db.session()
    of_it = Investigation.mediation_id == mediation.id
    last = session.scalar(select(func.max(Investigation.number)).where(of_it)) or 0
    names = ("started_at", "ended_at", "place", "person", "relation", "others", "record")
    facts = {name: data.get(name) for name in names}
    recorder = scope_of(session).user_id
    session.add(Investigation(mediation=mediation, number=last + 1, recorder_id=recorder, **facts))


def write_police_report(mediation: Mediation, data: dict[str, Any]) -> None:
    """Keep what was told to the police, and by whom."""
    if data["reported_at"] > now():
        raise Refused(Refusal(gettext("This lies in the future"), "#reported_at"))
    names = ("reported_at", "organ", "means", "facts", "reply")
    facts = {name: data.get(name) for name in names}
    session = object_session(mediation) or db.session()
    session.add(PoliceReport(mediation=mediation, reporter_id=scope_of(session).user_id, **facts))


def extend(mediation: Mediation, data: dict[str, Any]) -> None:
    """The parties agree to go on beyond the limit."""
    extend_limit(mediation, "mediate", data)


def end_agreed(mediation: Mediation, data: dict[str, Any]) -> None:
    """The dispute is settled: the case is resolved with the words of the agreement."""
    mediation.ended_on = data.get("ended_on") or today()
    result = {"result": "settled", "mode": "people", "text": data.get("text") or mediation.summary}
    fire(mediation.case, "resolve", data=result)


def end_terminated(mediation: Mediation, data: dict[str, Any]) -> None:
    """The case leaves mediation and is handled otherwise."""
    mediation.ended_on = data.get("ended_on") or today()
    mediation.end_reason, mediation.channels_told = data["reason"], data["channels"]
    if mediation.case.status == "in_mediation":
        fire(mediation.case, "leave_mediation")
