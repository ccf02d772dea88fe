"""Who takes part in a mediation: each side with its consent and its agents, the sessions, what comes next."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from app.access.scope import current_scope
from app.model.base import db
from app.view.calling import called
from app.view.display import facts_of, text_of
from app.view.due import short_moment
from app.view.links import address, has_screens
from app.view.names import people_names
from app.view.screens import screens
from modules.cases.models import CaseParty
from modules.cases.services import agents_of, sides_of
from modules.mediation.models import Consent, Mediation, Session
from modules.mediation.models.consent import ANSWERS
from modules.mediation.models.session import RESULTS
from modules.mediation.services import sessions_of
from modules.parties.models import Person

#: Colour and icon of an answer and of the result of a session.
_MARKS = {
    "agree": ("green", "circle-check"),
    "refuse": ("red", "stop"),
    "unknown": ("neutral", "question"),
    "agreed": ("green", "circle-check"),
    "failed": ("red", "stop"),
    "continued": ("amber", "clock"),
}

#: What is said of a person and of an organisation; numbers are masked as everywhere.
_PERSON, _ORGANISATION = "sex phone", "uscc phone"


def parties_pane(mediation: Mediation) -> dict[str, Any]:
    """The sides, the sessions as far as the reader may see them, and the marks below."""
    scope = current_scope()
    answers = _answers(mediation) if scope.may("r", Consent) else {}
    held = sessions_of(mediation) if scope.may("r", Session) else []
    return {
        "parties": [_party(side, mediation, answers.get(side.id)) for side in sides_of(mediation.case)],
        "sessions": _sessions(held),
        "marks": _marks(mediation, held),
    }


def _answers(mediation: Mediation) -> dict[int, str]:
    query = select(Consent).where(Consent.mediation_id == mediation.id)
    return {consent.party_id: consent.answer for consent in db.session.scalars(query)}


def _party(side: CaseParty, mediation: Mediation, answer: str | None) -> dict[str, Any]:
    subject = side.subject
    fields = _PERSON if isinstance(subject, Person) else _ORGANISATION
    facts = (
        facts_of((screens().field(type(subject), word) for word in fields.split()), subject)
        if subject
        else []
    )
    return {
        "role": CaseParty.CHOICES["role"][side.role],
        "name": called(side, of=mediation),
        "url": address(CaseParty, "show", side.id) if has_screens(CaseParty) else "",
        "badge": _badge(answer, ANSWERS) if answer else None,
        "facts": [fact for fact in facts if text_of(fact)],
        "agents": [_agent(agent, mediation) for agent in agents_of(side)],
    }


def _agent(agent: CaseParty, mediation: Mediation) -> str:
    authority = CaseParty.CHOICES["authority"].get(agent.authority or "")
    name = called(agent, of=mediation)
    return (
        gettext("Agent %(name)s (%(authority)s)", name=name, authority=authority)
        if authority
        else (gettext("Agent %(name)s", name=name))
    )


def _sessions(held: list[Session]) -> list[dict[str, Any]]:
    recorders = people_names(session.recorder_id for session in held if session.recorder_id)
    return [
        {
            "title": short_moment(session.started_at),
            "url": address(Session, "show", session.id),
            "second": " · ".join(
                part
                for part in (str(session), session.place, recorders.get(session.recorder_id or 0, ""))
                if part
            ),
            "badge": _badge(session.result, RESULTS),
        }
        for session in held
    ]


def _marks(mediation: Mediation, held: list[Session]) -> list[dict[str, Any]]:
    told = mediation.rights_told_on
    found = [
        {"text": gettext("Rights told on %(day)s", day=told), "tone": "green", "icon": "circle-check"}
        if told
        else {
            "text": gettext("The parties have not been told their rights"),
            "tone": "amber",
            "icon": "warning",
        }
    ]
    if held and held[-1].next_at and not mediation.locked_reason():
        words = gettext("Next session %(moment)s", moment=short_moment(held[-1].next_at))
        found.append({"text": words, "tone": "accent", "icon": "calendar"})
    return found


def _badge(code: str, words: dict[str, Any]) -> dict[str, Any]:
    tone, icon = _MARKS[code]
    return {"label": words[code], "tone": tone, "icon": icon}
