"""What others ask of the teams: of which kind one should be, and who is best sent."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext, ngettext
from sqlalchemy import ColumnElement, Row, and_, case, false, func, literal, or_, select
from sqlalchemy.orm import Session

from app.access.identity import beyond_scope
from app.access.scope import scope_of
from app.model.base import LEVELS
from app.model.moment import today
from app.org.models import Unit
from app.org.threshold import Threshold, threshold
from modules.parties.models import Person
from modules.teams.models import ResponseTeam, Skill, TeamMember

#: Thresholds: the calls a day from which on a team is full-time, and the days they are averaged over.
FULL_TIME_CALLS, AVERAGED_DAYS = "full_time_calls", "averaged_days"

#: Teams that `kind_advice` warns of.
SHOULD_BE_FULL_TIME = and_(
    ResponseTeam.active,
    ResponseTeam.kind == "part_time",
    ResponseTeam.calls_per_day
    >= select(Threshold.amount).where(Threshold.code == FULL_TIME_CALLS).scalar_subquery(),
)


def kind_advice(average: Decimal | None, kind: str) -> str | None:
    """Why a team should be of the other kind, or nothing.

    A township with many calls has a full-time team; below that a part-time one is allowed, and a full-time one too.

    Args:
        average: calls a day; None when nobody has counted them.
        kind: `full_time` or `part_time`.
    """
    if average is None or kind != "part_time" or average < threshold(FULL_TIME_CALLS):
        return None
    return gettext(
        "%(average)s calls a day over %(days)s days, and from %(least)s on the team should be full-time",
        average=average,
        days=threshold(AVERAGED_DAYS),
        least=threshold(FULL_TIME_CALLS),
    )


@dataclass(frozen=True)
class Suggestion:
    """A member who could be sent, and why, in words; `account_id` is empty for one who signs in nowhere."""

    member_id: int
    name: str
    team: str
    unit_id: int
    account_id: int | None
    reasons: tuple[str, ...]


def suggest(
    session: Session,
    division_code: str,
    skill: str | None = None,
    native_place: str | None = None,
    dialect: str | None = None,
    on_duty: Mapping[int, str] | None = None,
    load: Mapping[int, int] | None = None,
    limit: int = 10,
) -> list[Suggestion]:
    """The members who serve today, as far as the reader may see them, best first (以专对专).

    On duty, post A before post B, goes before same township, then the skill, then the home of the parties, then least
    work, then the name.

    Args:
        session: whose scope says which members there are.
        division_code: where the matter lies.
        skill: code of the `Skill` it asks for.
        native_place: where the parties come from.
        dialect: what they speak.
        on_duty: the post, A or B, by key of each member on duty.
        load: open pieces of work by key of the member; nothing is said of it where nobody counted.
        limit: how many at most.
    """
    facts = {
        "near": ResponseTeam.division_code == division_code[: LEVELS["township"][0]],
        "skilled": TeamMember.skills.any(Skill.code == skill) if skill else false(),
        "home": _same_home(native_place) if native_place else false(),
        "tongue": TeamMember.dialects.contains(dialect, autoescape=True) if dialect else false(),
    }
    points = {name: case((holds, 1), else_=0).label(name) for name, holds in facts.items()}
    fit = 6 * points["near"] + 3 * points["skilled"] + points["home"] + points["tongue"]
    ordered = (
        select(TeamMember.id, fit)
        .join(TeamMember.team)
        .join(TeamMember.person)
        .where(scope_of(session).criterion(TeamMember), ResponseTeam.active, TeamMember.serving(today()))
        .order_by(fit.desc(), Person.name, TeamMember.id)
    )
    label = select(Skill.label).where(Skill.code == skill).scalar_subquery().label("skill")
    described = (
        select(
            TeamMember.id,
            TeamMember.account_id,
            Person.name,
            Unit.id.label("unit_id"),
            Unit.name.label("team"),
            label,
            *points.values(),
        )
        .join(TeamMember.team)
        .join(TeamMember.person)
        .join(ResponseTeam.unit)
    )
    posts, work = on_duty or {}, load or {}
    # Colleagues are named in full also to those who may not open the register of people.
    with beyond_scope(session, "suggest members"):
        best = [
            key
            for key, _fit in heapq.nsmallest(
                limit,
                session.execute(ordered),
                key=lambda row: (row[0] not in posts, posts.get(row[0], ""), -row[1], work.get(row[0], 0)),
            )
        ]
        rows = {row.id: row for row in session.execute(described.where(TeamMember.id.in_(best)))}
    return [
        Suggestion(
            key,
            rows[key].name,
            rows[key].team,
            rows[key].unit_id,
            rows[key].account_id,
            _reasons(rows[key], posts.get(key), native_place, dialect, load),
        )
        for key in best
    ]


def _same_home(place: str) -> ColumnElement[bool]:
    """江西 and 江西上饶 are one home: the one begins with the other."""
    own = func.coalesce(func.nullif(TeamMember.native_place, ""), Person.native_place, "")
    return or_(
        own.startswith(place, autoescape=True),
        and_(own != "", func.substr(literal(place), 1, func.length(own)) == own),
    )


def _reasons(
    row: Row[Any], post: str | None, place: str | None, dialect: str | None, load: Mapping[int, int] | None
) -> tuple[str, ...]:
    """What speaks for a member."""
    found = [
        (post, gettext("On duty at post %(post)s", post=post)),
        (row.near, gettext("Team of the same township")),
        (row.skilled, gettext("Skill: %(skill)s", skill=row.skill)),
        (row.home, gettext("Comes from %(place)s", place=place)),
        (row.tongue, gettext("Speaks %(dialect)s", dialect=dialect)),
    ]
    words = [text for holds, text in found if holds]
    if load is not None:
        words.append(ngettext("%(num)s open task", "%(num)s open tasks", load.get(row.id, 0)))
    return tuple(words)
