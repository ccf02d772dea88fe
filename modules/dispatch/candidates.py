"""Whom to send on a case: members of response teams, joined with the rosters and with the work each has in hand."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session, object_session

from app.access.identity import beyond_scope
from app.access.scope import current_scope, scope_of
from app.model.base import db
from app.model.moment import now
from modules.cases.models import Case
from modules.cases.models.codes import STEP
from modules.cases.services import sides_of
from modules.centres.services import standing
from modules.dispatch.models import OPEN, Assignment, CategorySkill
from modules.parties.services import shared_home
from modules.teams.models import Skill, TeamMember
from modules.teams.services import Suggestion, suggest

#: Members named beside the form.
MOST = 5


def candidates(case: Case, limit: int = MOST) -> list[Suggestion]:
    """Members who could be sent on a case, as far as the reader sees members, the best first, each with reasons.

    Whoever is on duty now goes first, then the township of the case, the skill of its category, the home all parties
    share, and least work in hand.
    """
    session = object_session(case) or db.session()
    people = [side.person for side in sides_of(case)]
    home = shared_home(person.native_place if person else None for person in people)
    return suggest(
        session,
        case.division_code,
        skill_for(session, case.category),
        native_place=home or None,
        on_duty=posts_now(session),
        load=open_work(session),
        limit=limit,
    )


def skill_for(session: Session, category: str | None) -> str | None:
    """The code of the skill a category asks for; a category without one takes that of the nearest above it."""
    code = category or ""
    branch = [code[:end] for end in range(STEP, len(code) + 1, STEP)]
    asked = select(Skill.code).join(CategorySkill, CategorySkill.skill_id == Skill.id)
    nearest = asked.where(CategorySkill.category.in_(branch)).order_by(CategorySkill.category.desc())
    return session.scalar(nearest.limit(1)) if branch else None


def posts_now(session: Session) -> dict[int, str]:
    """The post each member on duty stands at now, by key of the member."""
    posts = standing(session, now())
    asked = select(TeamMember.id, TeamMember.person_id).where(TeamMember.person_id.in_(posts))
    return {key: posts[person] for key, person in session.execute(asked)} if posts else {}


def open_work(session: Session) -> dict[int, int]:
    """How many pieces of work each member has in hand, wherever they come from; whoever is not named has none."""
    counted = (
        select(TeamMember.id, func.count())
        .join(Assignment, Assignment.handler_id == TeamMember.account_id)
        .where(scope_of(session).criterion(TeamMember), Assignment.status.in_(OPEN))
        .group_by(TeamMember.id)
    )
    with beyond_scope(session, "count open work"):
        return {row[0]: row[1] for row in session.execute(counted)}


def recommended(case: Case) -> list[dict[str, Any]]:
    """The card beside the form that sends work out: a button puts unit and handler into it."""
    if not current_scope().may("r", TeamMember):
        return []
    found = candidates(case)
    card: dict[str, Any] = {"name": "members", "icon": "group", "title": gettext("Whom to send")}
    if not found:
        return [card | {"text": gettext("No member of a response team is in service here")}]
    card["note"] = gettext("On duty first, then place, skill and least work in hand")
    return [card | {"rows": [_row(one) for one in found]}]


def _row(one: Suggestion) -> dict[str, Any]:
    reasons = list(one.reasons)
    if one.account_id is None:
        reasons.append(gettext("no account: the work goes to the team"))
    handler = (str(one.account_id), one.name) if one.account_id else ("", "")
    return {
        "title": one.name,
        "second": "；".join([one.team, *reasons]),
        "pick": {
            "fields": {"unit": (str(one.unit_id), one.team), "handler": handler},
            "label": gettext("Choose"),
            "of": one.name,
        },
    }
