"""Verbs of the pool, for this module and later ones: whom to ask in a matter, whom not and why, and the weekly rota."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import format_date, gettext, ngettext
from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.access.identity import beyond_scope
from app.access.scope import scope_of
from app.model.base import LEVELS, codes_above, level_of
from app.org.models import Unit
from modules.experts.interests import Matter, conflicts
from modules.experts.models import Expert, ExpertAbsence, ExpertField, ExpertHours, ExpertRota
from modules.experts.rota import copy_week, gaps, on_now, reachable
from modules.parties.models import Person

__all__ = [
    "Choice",
    "Matter",
    "Suggestion",
    "conflicts",
    "copy_week",
    "gaps",
    "on_now",
    "reachable",
    "suggest",
    "unfit",
]

#: Digits of the code that bounds a search.
_COUNTY = LEVELS["county"][0]


@dataclass(frozen=True)
class Suggestion:
    """An expert, what the expert is called, why this one, and why not."""

    expert: Expert
    name: str
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """Whom the parties can choose from, the best first, and who is left out."""

    offered: tuple[Suggestion, ...]
    left_out: tuple[Suggestion, ...]


@dataclass(frozen=True)
class _Known:
    """What one statement says of an expert."""

    id: int
    name: str
    division_code: str
    knows: bool
    online: bool
    here: bool
    away_until: date | None
    term_ends_on: date | None


def suggest(
    session: Session,
    matter: Matter,
    at: datetime,
    load: Mapping[int, int] | None = None,
    against: Mapping[int, Iterable[str]] | None = None,
    limit: int = 10,
) -> Choice:
    """Experts for a matter, the best first: who knows the field, then nearest pool, reachable now, least load, name.

    They are the published ones of the county (of the city or province, for a matter of one) and of the pools above it,
    as far as the reader may read experts. Whoever has a tie to a party, is away, or whose term is over is left out,
    with the reason.

    Args:
        session: the reader's session.
        matter: what it is about and who the parties are.
        at: the moment at which somebody is wanted.
        load: how many questions an expert has in hand, by key; nobody named there has none.
        against: further reasons against an expert, by key, from what later modules know.
        limit: how many are named on each side.
    """
    pool = _pool(session, matter, at)
    ties = conflicts(session, matter)
    for key, reasons in (against or {}).items():
        ties.setdefault(key, []).extend(reasons)
    why_not = {one.id: [*ties.get(one.id, ()), *_unfit(one, at.date())] for one in pool}
    in_hand = load or {}

    def place(one: _Known) -> tuple[bool, int, bool, int]:
        reachable_now = one.online or one.here
        return not one.knows, -len(one.division_code), not reachable_now, in_hand.get(one.id, 0)

    ranked = sorted(pool, key=place)
    free = [one for one in ranked if not why_not[one.id]][:limit]
    out = [one for one in ranked if why_not[one.id]][:limit]
    rows = {row.id: row for row in _whole(session, [one.id for one in (*free, *out)])}

    def told(one: _Known) -> Suggestion:
        reasons = tuple(_reasons(one, None if load is None else in_hand.get(one.id, 0)))
        return Suggestion(rows[one.id], one.name, reasons, tuple(why_not[one.id]))

    return Choice(tuple(map(told, free)), tuple(map(told, out)))


def unfit(session: Session, expert: Expert, matter: Matter, on: date) -> list[str]:
    """Why an expert cannot be asked in a matter on a day, in words; nothing when they can."""
    away = select(func.max(ExpertAbsence.ends_on)).where(
        ExpertAbsence.expert_id == expert.id, ExpertAbsence.on(on)
    )
    with beyond_scope(session, "see whether an expert is free"):
        until = session.scalar(away)
    known = _Known(
        expert.id, expert.name, expert.division_code, True, False, False, until, expert.term_ends_on
    )
    found = [] if expert.status == "published" else [gettext("This expert is not published")]
    return [*found, *conflicts(session, matter, [expert.id]).get(expert.id, ()), *_unfit(known, on)]


def _pool(session: Session, matter: Matter, at: datetime) -> list[_Known]:
    """The published experts around a matter, by name, in one statement."""
    cut = matter.division_code[:_COUNTY]
    column = getattr(Expert, LEVELS[level_of(cut)][1])
    further = exists().where(
        ExpertField.expert_id == Expert.id, ExpertField.field_id.in_(matter.fields or (0,))
    )
    hours = exists().where(ExpertHours.expert_id == Expert.id, ExpertHours.holding(at))
    sits = exists().where(ExpertRota.expert_id == Expert.id, ExpertRota.running(at))
    away = (
        select(func.max(ExpertAbsence.ends_on))
        .where(ExpertAbsence.expert_id == Expert.id, ExpertAbsence.on(at.date()))
        .scalar_subquery()
    )
    asked = (
        select(
            Expert.id,
            Person.name,
            Expert.division_code,
            or_(Expert.field_id.in_(matter.fields or (0,)), further),
            Expert.online_24h,
            or_(hours, sits),
            away,
            Expert.term_ends_on,
        )
        .join(Person, Expert.person_id == Person.id)
        .where(scope_of(session).criterion(Expert), Expert.status == "published")
        .where(or_(column == cut, Expert.division_code.in_(codes_above(cut))))
        .order_by(Person.spelling, Expert.id)
    )
    with beyond_scope(session, "name experts to be suggested"):
        return [_Known(*row) for row in session.execute(asked)]


def _reasons(one: _Known, load: int | None) -> list[str]:
    """Why an expert is named, the weightiest first."""
    found = [gettext("Knows the field of this matter")] if one.knows else []
    found.append(gettext("Pool of the %(level)s", level=_level(one.division_code)))
    if one.online:
        found.append(gettext("Online day and night"))
    elif one.here:
        found.append(gettext("Reachable now"))
    if load is not None:
        found.append(ngettext("%(num)s question in hand", "%(num)s questions in hand", load))
    return found


def _level(code: str) -> str:
    return {"county": gettext("County"), "city": gettext("City")}.get(level_of(code), gettext("Province"))


def _unfit(one: _Known, on: date) -> list[str]:
    """What keeps somebody from being asked beside a tie to a party."""
    found = []
    if one.away_until is not None:
        found.append(gettext("Away until %(day)s", day=format_date(one.away_until, "yyyy-MM-dd")))
    if one.term_ends_on is not None and one.term_ends_on < on:
        found.append(gettext("Term ended on %(day)s", day=format_date(one.term_ends_on, "yyyy-MM-dd")))
    return found


def _whole(session: Session, keys: list[int]) -> list[Expert]:
    named = (
        joinedload(Expert.field),
        joinedload(Expert.unit).load_only(Unit.name),
        joinedload(Expert.person),
    )
    return list(session.scalars(select(Expert).where(Expert.id.in_(keys)).options(*named)))
