"""The numbers of the rules."""

from __future__ import annotations

from sqlalchemy import select

from app.model.base import db
from modules.cases.models import Threshold


def threshold(code: str) -> int:
    """The number an administrator keeps for a rule.

    Raises:
        LookupError: there is no such rule; its seed is missing.
    """
    amount = db.session.scalar(select(Threshold.amount).where(Threshold.code == code))
    if amount is None:
        raise LookupError(f"no threshold {code}")
    return amount
