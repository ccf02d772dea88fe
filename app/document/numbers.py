"""Numbers of papers: without gaps, by unit, year and kind, taken inside the transaction that locks the paper."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.document.models import NumberCounter, NumberPattern
from app.model.serial import next_serial
from app.org.models import Unit
from app.workflow.engine import Refused
from app.workflow.spec import Refusal

_PLACES = re.compile(r"\{(\w*)\}")
PLACES = frozenset({"year", "unit", "n"})


class PatternError(ValueError):
    """A number pattern that cannot give every paper a number of its own; the text is a translated sentence."""


@dataclass(frozen=True)
class Number:
    """A number taken: its parts and its words."""

    kind: str
    year: int
    serial: int
    words: str


def take_number(session: Session, unit: Unit, kind: str, year: int) -> Number:
    """The next number of a unit, year and kind; it is given back when the transaction is.

    Whoever numbers a paper of the same series waits for the transaction to end, so there are neither gaps nor twins.

    Raises:
        Refused: the unit has no pattern for this kind.
    """
    pattern = pattern_of(session, unit, kind)
    serial = next_serial(session, NumberCounter, unit_id=unit.id, year=year, kind=kind)
    return Number(kind, year, serial, write_number(pattern, unit, year, serial))


def pattern_of(session: Session, unit: Unit, kind: str) -> str:
    """The pattern of a unit for a kind: its own, else the one for all.

    Raises:
        Refused: there is neither.
    """
    found = session.scalars(
        select(NumberPattern)
        .where(
            NumberPattern.kind == kind, or_(NumberPattern.unit_id == unit.id, NumberPattern.unit_id.is_(None))
        )
        .order_by(NumberPattern.unit_id.is_(None))
    ).first()
    if found is None:
        message = gettext("%(unit)s has no number pattern for this paper", unit=unit.name)
        raise Refused(Refusal(message))
    return found.pattern


def write_number(pattern: str, unit: Unit, year: int, serial: int) -> str:
    """`（{year}）{unit}人调字第{n}号` to `（2023）建设人调字第1号`."""
    values = {"year": str(year), "unit": unit.number_name or unit.short_name, "n": str(serial)}
    return _PLACES.sub(lambda place: values[place[1]], pattern)


def check_pattern(pattern: str) -> str:
    """The same pattern, if every paper it numbers can be told apart.

    Raises:
        PatternError: a place is unknown, or `{year}` or `{n}` is missing or doubled.
    """
    places = _PLACES.findall(pattern)
    unknown = [place for place in places if place not in PLACES]
    if unknown:
        raise PatternError(gettext("Unknown place in the number pattern: %(place)s", place=unknown[0]))
    if places.count("n") != 1 or places.count("year") != 1:
        raise PatternError(gettext("A number pattern needs {year} and {n} once each"))
    return pattern
