"""What stands in the way of a step of a mediation."""

from __future__ import annotations

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import object_session

from app.model.base import db
from app.workflow.spec import Refusal
from modules.cases.models import Case
from modules.knowledge.services import cite
from modules.mediation.models import Mediation, NamedMediator, Session
from modules.mediation.services import has_open


def mediators_named(mediation: Mediation) -> list[Refusal]:
    """Somebody must mediate."""
    if _count(mediation, NamedMediator):
        return []
    return [Refusal(gettext("No mediator is named yet"), "#mediators", cite("mediation.choose"))]


def rights_told(mediation: Mediation) -> list[Refusal]:
    """Before the first session the parties are told what mediation is and what they may do."""
    if mediation.rights_told_on:
        return []
    return [
        Refusal(gettext("The parties have not been told their rights"), "#course", cite("mediation.told"))
    ]


def not_failed(mediation: Mediation) -> list[Refusal]:
    """After a session that failed only the notice of termination is left."""
    last = _session(mediation).scalar(
        select(Session.result)
        .where(Session.mediation_id == mediation.id)
        .order_by(Session.number.desc())
        .limit(1)
    )
    if last != "failed":
        return []
    words = gettext("The last session failed; the mediation must be ended with notice")
    return [Refusal(words, "#course", cite("mediation.terminate"))]


def has_session(mediation: Mediation) -> list[Refusal]:
    """An agreement comes out of a session that is on record."""
    if _count(mediation, Session, Session.result == "agreed"):
        return []
    return [
        Refusal(
            gettext("No session with the result “agreed” is on record"),
            "#sessions",
            cite("mediation.records"),
        )
    ]


def mediation_ended(case: Case) -> list[Refusal]:
    """A guard on closing a case."""
    return [Refusal(gettext("The mediation has not ended"), "#mediations")] if has_open(case) else []


def mediation_runs(case: Case) -> list[Refusal]:
    """A guard on the case's own step into mediation: it follows an accepted mediation."""
    session = object_session(case) or db.session()
    query = select(Mediation.id).where(
        Mediation.case_id == case.id, Mediation.status.in_(("accepted", "in_session"))
    )
    return (
        []
        if session.scalar(query.limit(1))
        else [Refusal(gettext("No mediation has been accepted"), "#mediations")]
    )


def _session(mediation: Mediation):  # type: ignore[no-untyped-def]
    return object_session(mediation) or db.session()


def _count(mediation: Mediation, model: type[NamedMediator] | type[Session], *conditions: object) -> int:
    query = select(func.count()).select_from(model).where(model.mediation_id == mediation.id, *conditions)  # type: ignore[arg-type]
    return _session(mediation).scalar(query) or 0
