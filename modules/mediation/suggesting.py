"""Who could mediate a case, said where a mediator is chosen: from the parties' home first, then by what one knows."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session, object_session

from app.access.identity import beyond_scope
from app.access.scope import current_scope
from app.model.base import db
from app.view.links import address
from modules.cases.models import Case, code_label
from modules.cases.services import sides_of
from modules.mediation.models import OPEN, Mediation, NamedMediator
from modules.mediators.models import Mediator
from modules.mediators.services import Suggestion, speciality_in, suggest

#: Mediators named beside the form.
MOST = 5


def suggested(case: Case, limit: int = MOST) -> list[Suggestion]:
    """Mediators for a case, the best first: from where all parties come from, then by speciality, township and load.

    What is asked of them is the type of the dispute, or the category of the matter where nobody gave a type.
    """
    session = object_session(case) or db.session()
    people = [side.person for side in sides_of(case)]
    matter = code_label("dispute_type", case.dispute_type) or code_label("category", case.category)
    return suggest(
        session,
        case.division_code,
        speciality=speciality_in(session, matter),
        native_places=[person.native_place if person else None for person in people],
        load=in_hand(session),
        limit=limit,
    )


def in_hand(session: Session) -> dict[int, int]:
    """How many open mediations each mediator is named to, wherever they are; whoever is not named has none."""
    counted = (
        select(NamedMediator.mediator_id, func.count())
        .join(Mediation, NamedMediator.mediation_id == Mediation.id)
        .where(Mediation.status.in_(OPEN))
        .group_by(NamedMediator.mediator_id)
    )
    with beyond_scope(session, "count mediations in hand"):
        return {row[0]: row[1] for row in session.execute(counted)}


def beside_opening(case: Case) -> list[dict[str, Any]]:
    """The card beside the form that opens a mediation: a button puts committee and mediator into it."""
    return _card(case, pick=True)


def beside_mediation(mediation: Mediation) -> list[dict[str, Any]]:
    """The same beside the page of a mediation nobody is named to yet."""
    waits = mediation.status == "applied" and mediation.case is not None
    named = select(NamedMediator.id).where(NamedMediator.mediation_id == mediation.id).limit(1)
    return _card(mediation.case) if waits and db.session.scalar(named) is None else []


def _card(case: Case, pick: bool = False) -> list[dict[str, Any]]:
    if not current_scope().may("r", Mediator):
        return []
    found = suggested(case)
    card: dict[str, Any] = {"name": "mediators", "icon": "mediate", "title": gettext("Who could mediate")}
    if not found:
        return [card | {"text": gettext("No mediator of this place is in post")}]
    card["note"] = gettext("The home of the parties first, then speciality, place and least work in hand")
    return [card | {"rows": [_row(one, pick) for one in found]}]


def _row(one: Suggestion, pick: bool) -> dict[str, Any]:
    mediator = one.mediator
    body = str(mediator.committee)
    row: dict[str, Any] = {"title": one.name, "second": "；".join([body, *one.reasons])}
    if not pick:
        return row | {"url": address(Mediator, "show", mediator.id)}
    fields = {
        "committee": (str(mediator.committee_id), body),
        "mediator": (str(mediator.id), one.name),
    }
    return row | {"pick": {"fields": fields, "label": gettext("Choose"), "of": one.name}}
