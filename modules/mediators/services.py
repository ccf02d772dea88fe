"""Who should mediate: mediators of a place, the best first, each with the reasons in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext, ngettext
from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from app.access.identity import beyond_scope
from app.access.scope import scope_of
from app.model.base import LEVELS, codes_above, level_of
from modules.mediators.models import Committee, Mediator
from modules.parties.models import Person
from modules.parties.services import shared_home

#: Digits of the codes that bound a search: the county of the matter, and its township.
_COUNTY, _TOWN = LEVELS["county"][0], LEVELS["township"][0]


@dataclass(frozen=True)
class Suggestion:
    """A mediator, what the mediator is called, and why this one."""

    mediator: Mediator
    name: str
    reasons: tuple[str, ...]


def suggest(
    session: Session,
    division_code: str,
    speciality: str | None = None,
    native_places: Sequence[str | None] = (),
    dialect: str | None = None,
    language: str | None = None,
    load: Mapping[int, int] | None = None,
    limit: int = 10,
) -> list[Suggestion]:
    """Mediators for a matter, the best first: from where all parties come from, then by dialect, language, speciality,
    township, full-time service, least load, name. A reason weighs more than all that come after it.

    They are those of the county (of the city or province, for a matter of one) and of the divisions above it, as far
    as the reader may read mediators. Who has left, or whose committee is closed, is not among them.

    Args:
        session: the reader's session.
        division_code: where the matter lies.
        speciality: a word of the field of the dispute (`物业`).
        native_places: where the parties come from, one text a party; it counts when all come from one place.
        dialect: a dialect the parties speak.
        language: a language they speak, sign language among them.
        load: how many matters a mediator has in hand, by key; nobody named there has none.
        limit: how many are named.
    """
    reasons = list(_reasons(division_code, speciality, shared_home(native_places), dialect, language))
    met = [case((condition, 1), else_=0) for _words, condition in reasons]
    asked = (
        select(Mediator.id, Person.name, *met)
        .join(Person, Mediator.person_id == Person.id)
        .join(Committee, Mediator.committee_id == Committee.id)
        .where(scope_of(session).criterion(Mediator), Mediator.status == "serving", Committee.active)
        .where(_around(division_code))
        .order_by(*(one.desc() for one in met), _in_hand(load or {}), Person.spelling, Mediator.id)
        .limit(limit)
    )
    with beyond_scope(session, "name mediators to be suggested"):
        ranked = session.execute(asked).all()
    whole = (joinedload(Mediator.committee).joinedload(Committee.unit), joinedload(Mediator.person))
    chosen = select(Mediator).where(Mediator.id.in_([key for key, *_rest in ranked])).options(*whole)
    found = {one.id: one for one in session.scalars(chosen)}
    suggested = []
    for key, name, *fits in ranked:
        said = [words for (words, _condition), fit in zip(reasons, fits, strict=True) if fit]
        if load is not None:
            in_hand = load.get(key, 0)
            said.append(ngettext("%(num)s matter in hand", "%(num)s matters in hand", in_hand))
        suggested.append(Suggestion(found[key], name, tuple(said)))
    return suggested


def speciality_in(session: Session, text: str) -> str | None:
    """The longest speciality of a mediator in post that a text names: 物业 in 物业纠纷; nothing where none is named."""
    asked = select(Mediator.specialities).where(Mediator.status == "serving", Mediator.specialities != "")
    said = {
        word.strip()
        for held in session.scalars(asked.distinct())
        for word in (held or "").replace("，", "、").replace(",", "、").split("、")
    }
    return max((word for word in said if word and word in text), key=lambda word: (len(word), word), default=None)


def _reasons(
    code: str, speciality: str | None, place: str, dialect: str | None, language: str | None
) -> Iterator[tuple[str, ColumnElement[bool]]]:
    """What a matter asks of its mediator, the weightiest first: in words, and as a condition."""
    if place:
        # What the register of people says stands where nobody wrote it down for the mediator.
        here = func.coalesce(func.nullif(Mediator.native_place, ""), Person.native_place, "")
        wider = and_(here != "", literal(place).startswith(here))  # 江西 for parties from 江西省上饶市
        yield (
            gettext("Comes from %(place)s like all parties", place=place),
            or_(here.startswith(place, autoescape=True), wider),
        )
    if dialect:
        yield gettext("Speaks %(what)s", what=dialect), _names(Mediator.dialects, dialect)
    if language:
        yield gettext("Speaks %(what)s", what=language), _names(Mediator.languages, language)
    if speciality:
        yield gettext("Knows %(what)s", what=speciality), _names(Mediator.specialities, speciality)
    if len(code) >= _TOWN:
        yield gettext("Serves in the same township"), Mediator.scope_town == code[:_TOWN]
    yield gettext("Full-time"), Mediator.full_time.is_(True)


def _names(column: InstrumentedAttribute[str | None], word: str) -> ColumnElement[bool]:
    return column.contains(word, autoescape=True)


def _in_hand(load: Mapping[int, int]) -> ColumnElement[int]:
    """How many matters a mediator has in hand, as SQL."""
    by_number: dict[int, list[int]] = {}
    for key, number in load.items():
        by_number.setdefault(number, []).append(key)
    whens = [(Mediator.id.in_(keys), number) for number, keys in sorted(by_number.items()) if number]
    return case(*whens, else_=0) if whens else literal(0)


def _around(code: str) -> ColumnElement[bool]:
    cut = code[:_COUNTY]
    column = getattr(Mediator, LEVELS[level_of(cut)][1])
    return or_(column == cut, Mediator.division_code.in_(codes_above(cut)))
