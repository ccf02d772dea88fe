"""Asking for what held on a day: law, guide, duty, catalogue; and writing what holds from another day on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, object_session

from app.model.base import codes_above, db
from app.model.moment import today
from app.workflow.engine import Refused
from app.workflow.spec import Refusal
from modules.knowledge.models import DutyRow, HandlingGuide, LegalBasis, PreLitigationItem

Row = TypeVar("Row", HandlingGuide, DutyRow, PreLitigationItem)
Version = TypeVar("Version", HandlingGuide, DutyRow, PreLitigationItem, LegalBasis)


def article(code: str, on: date | None = None) -> LegalBasis | None:
    """The article that stands for a rule on a day.

    Args:
        code: the rule (`mediation.refusal`).
        on: the day of the paper or act; today if not given.

    Returns:
        The row, or None when no version was in force that day.
    """
    return db.session.scalars(
        select(LegalBasis)
        .where(LegalBasis.code == code, LegalBasis.holding(on or today()))
        .order_by(LegalBasis.valid_from.desc())
        .limit(1)
    ).first()


def cite(code: str, on: date | None = None) -> str:
    """The article as it is cited (`《中华人民共和国人民调解法》第十七条`), empty when none was in force."""
    found = article(code, on)
    return str(found) if found else ""


def guide_for(place: str, category: str | None, on: date | None = None) -> HandlingGuide | None:
    """The published guide for a matter: of the nearest division, and there of the most exact category."""
    return _nearest(HandlingGuide, HandlingGuide.category, place, category, on)


def duty_for(place: str, category: str | None, on: date | None = None) -> DutyRow | None:
    """The row of the duty matrix for a matter, or None: then whoever received it keeps it and calls a consultation."""
    return _nearest(DutyRow, DutyRow.category, place, category, on)


def offered_first(place: str, dispute_type: str | None, on: date | None = None) -> PreLitigationItem | None:
    """What the catalogue says of a dispute type."""
    return _nearest(PreLitigationItem, PreLitigationItem.dispute_type, place, dispute_type, on)


def revise(row: Version, first_day: date) -> Version:
    """Write the version that holds from a day on; the one before it ends the day before.

    A guide's new version is a draft: the published one goes on until the draft is published.

    Args:
        row: the newest version.
        first_day: from which day the new one holds.

    Raises:
        Refused: there is a newer version or an open draft, or the day is not later than the first of this one.
    """
    session = object_session(row) or db.session()
    newest = session.scalars(row.versions().limit(1)).one()
    if newest is not row:
        raise Refused(Refusal(gettext("There is a newer version; begin with that one")))
    if first_day <= row.valid_from:
        raise Refused(Refusal(gettext("The new version must begin later than this one")))
    carried = {name: getattr(row, name) for name in (*row.SERIES, *row.CARRIED)}
    carried = {name: list(value) if isinstance(value, list) else value for name, value in carried.items()}
    new = type(row)(**carried, valid_from=first_day)
    if isinstance(row, HandlingGuide):
        new.version = row.version + 1
    else:
        row.valid_to = first_day - timedelta(days=1)
    session.add(new)
    session.flush()
    return new


def end_before(guide: HandlingGuide) -> None:
    """End the version a guide follows on the day before its own first."""
    session = object_session(guide) or db.session()
    for other in session.scalars(guide.versions().where(HandlingGuide.status == "published")):
        if other is not guide and (other.valid_to is None or other.valid_to >= guide.valid_from):
            other.valid_to = guide.valid_from - timedelta(days=1)


def _nearest(
    model: type[Row], column: InstrumentedAttribute[str], place: str, code: str | None, on: date | None
) -> Row | None:
    """Among rows that hold for a place and a code: the nearest place first, then the most exact code.

    A code lies below those it begins with (`0302` below `03`).
    """
    if not code:
        return None
    exact = [code[:digits] for digits in range(1, len(code) + 1)]
    found = db.session.scalars(
        select(model).where(
            model.division_code.in_((*codes_above(place), place)),
            column.in_(exact),
            model.holding(on or today()),
        )
    )
    ranked = sorted(
        found, key=lambda row: (len(row.division_code), len(getattr(row, column.key)), row.valid_from)
    )
    return ranked[-1] if ranked else None
