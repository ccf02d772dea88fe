"""Asking for the law in force."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select

from app.model.base import db
from app.model.moment import today
from modules.knowledge.models import LegalBasis


def article(code: str, on: date | None = None) -> LegalBasis | None:
    """The article that stands for a rule on a day.

    Args:
        code: the rule (`mediation.refusal`).
        on: the day of the paper or act; today if not given.

    Returns:
        The row, or None when no version was in force that day.
    """
    day = on or today()
    return db.session.scalars(
        select(LegalBasis)
        .where(
            LegalBasis.code == code,
            LegalBasis.valid_from <= day,
            or_(LegalBasis.valid_to.is_(None), LegalBasis.valid_to >= day),
        )
        .order_by(LegalBasis.valid_from.desc())
        .limit(1)
    ).first()


def cite(code: str, on: date | None = None) -> str:
    """The article as it is cited (`《中华人民共和国人民调解法》第十七条`), empty when none was in force."""
    found = article(code, on)
    return str(found) if found else ""
