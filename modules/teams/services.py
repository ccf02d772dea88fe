"""What others ask of the teams: of which kind one should be, and who is best sent."""

from __future__ import annotations

import heapq
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from flask_babel import gettext, ngettext
from sqlalchemy import Row, and_, select
from sqlalchemy.orm import Session

from app.access.identity import beyond_scope
from app.access.scope import scope_of
from app.model.base import LEVELS
from app.model.moment import today
from app.org.models import Unit
from modules.parties.models import Person
from modules.teams.models import ResponseTeam, Skill, TeamMember, Threshold, threshold

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
    """A member who could be sent, and why, in words."""

    member_id: int
    name: str
    team: str
    reasons: tuple[str, ...]


def suggest(
    session: Session,
    division_code: str,
    skill: str | None = None,
    native_place: str | None = None,
    dialect: str | None = None,
    on_duty: Collection[int] = frozenset(),
    load: Mapping[int, int] | None = None,
    limit: int = 10,
) -> list[Suggestion]:
    """The members the reader may see and who serve today, best first (以专对专).

    On duty goes before same township, then the skill, then the home of the parties, then least work, then the name.

    Args:
        session: whose scope says which members there are.
        division_code: where the matter lies.
        skill: code of the `Skill` it asks for.
        native_place: where the parties come from.
        dialect: what they speak.
        on_duty: keys of the members on duty.
        load: open pieces of work by key of the member; nothing is said of it where nobody counted.
        limit: how many at most.
    """
    rows = _serving(session, skill)
    township = division_code[: LEVELS["township"][0]]
    fits = {
        row.id: Fit(
            duty=row.id in on_duty,
            near=row.division_code == township,
            skill=row.skill,
            home=native_place if _same_home(row.native_place, native_place) else None,
            dialect=dialect if dialect and dialect in _listed(row.dialects) else None,
            load=load.get(row.id, 0) if load is not None else None,
        )
        for row in rows
    }
    best = heapq.nsmallest(limit, rows, key=lambda row: (*fits[row.id].rank, row.name, row.id))
    return [Suggestion(row.id, row.name, row.team, tuple(fits[row.id].reasons())) for row in best]


class Fit(NamedTuple):
    """How well a member fits what is asked."""

    duty: bool
    near: bool
    skill: str | None
    home: str | None
    dialect: str | None
    load: int | None

    @property
    def rank(self) -> tuple[int, ...]:
        """The smaller the better."""
        shared = (self.home is not None) + (self.dialect is not None)
        return (not self.duty, not self.near, self.skill is None, -shared, self.load or 0)

    def reasons(self) -> list[str]:
        """What speaks for the member."""
        found = [
            (self.duty, gettext("On duty")),
            (self.near, gettext("Team of the same township")),
            (self.skill, gettext("Skill: %(skill)s", skill=self.skill)),
            (self.home, gettext("Comes from %(place)s", place=self.home)),
            (self.dialect, gettext("Speaks %(dialect)s", dialect=self.dialect)),
        ]
        words = [text for holds, text in found if holds]
        if self.load is not None:
            words.append(ngettext("%(num)s open task", "%(num)s open tasks", self.load))
        return words


def _serving(session: Session, skill: str | None) -> list[Row[Any]]:
    """The members of active teams who serve today, with the skill asked for if they have it; one statement.

    Names of colleagues are read beyond the scope, as `Colleague` does; which members there are, the scope says.
    """
    visible = scope_of(session).criterion(TeamMember)
    query = (
        select(
            TeamMember.id,
            Person.name,
            Unit.name.label("team"),
            ResponseTeam.division_code,
            TeamMember.native_place,
            TeamMember.dialects,
            Skill.label.label("skill"),
        )
        .join(TeamMember.person)
        .join(TeamMember.team)
        .join(ResponseTeam.unit)
        .outerjoin(TeamMember.skills.and_(Skill.code == skill))
        .where(visible, ResponseTeam.active, TeamMember.serving(today()))
    )
    with beyond_scope(session, "suggest members"):
        return list(session.execute(query))


def _same_home(one: str | None, other: str | None) -> bool:
    """江西 and 江西南昌 are one home: the one is part of the other."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def _listed(text: str | None) -> list[str]:
    """The words of a list as people write it: 赣语、吴语."""
    return re.split(r"[、,，;；/\s]+", text or "")
